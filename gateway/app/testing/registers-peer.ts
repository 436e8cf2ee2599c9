import { createConnection } from "node:net";
import { join } from "node:path";
import { type ChildServer, startServer } from "../../stores/testing/child-server.ts";

/** One number of a device: address on the wire, form of Python's `struct` (`f`, `d`, `h`, `H`, `I`), value. */
export type Entry = readonly [address: number, form: "f" | "d" | "h" | "H" | "I", value: number];

/** What a unit has. What is not given reads 0 below `zeroes`; a read that begins on one of `refused` is exception 02. */
export type PeerUnit = {
  readonly input?: readonly Entry[];
  readonly holding?: readonly Entry[];
  readonly zeroes?: number;
  readonly refused?: readonly number[];
};

/** A Modbus server made with pymodbus; `rtu` is RTU frames over TCP. Its registers are packed by Python, not by us. */
export const startRegisters = (
  wire: "tcp" | "rtu",
  units: Readonly<Record<number, PeerUnit>>,
): Promise<ChildServer> =>
  startServer({
    program: "/usr/bin/python3",
    scheme: "http",
    prepare: port => [
      join(import.meta.dirname, "registers-peer.py"),
      wire,
      String(port),
      JSON.stringify(units),
    ],
    isReady: port =>
      new Promise(resolve => {
        const socket = createConnection({ port, host: "127.0.0.1" });
        const settle = (is: boolean) => {
          socket.destroy();
          resolve(is);
        };
        socket.once("connect", () => settle(true)).once("error", () => settle(false));
      }),
  });
