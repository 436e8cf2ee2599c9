import type { ModbusWire } from "#rules/site/modbus.ts";
import type { Millis } from "#rules/time/instant.ts";
import { type BytesWire, openBytes, tellErrorOf } from "../bytes/open-bytes.ts";
import { mbap } from "./mbap.ts";
import { rtu } from "./rtu.ts";
import { quietOf } from "./serial.ts";
import { type Connection, LinkConnection, type LinkOptions } from "./transport-connection.ts";

export type { Answer, ReadRequest, WriteRequest } from "./exchange.ts";
export type { Connection } from "./transport-connection.ts";

export type ConnectOptions = {
  /** Who it is, for messages: `plant (10.0.0.7:502)`. */
  readonly where: string;
  readonly wire: ModbusWire;
  readonly timeout: Millis;
  /** Gives up at once when aborted. */
  readonly signal: AbortSignal;
};

/** @throws {Fault} `MODBUS_UNREACHABLE` when there is no connection within the time-out, or the port cannot be opened */
export const connect = async ({ where, wire, timeout, signal }: ConnectOptions): Promise<Connection> => {
  const bytes = bytesOf(wire);
  const link = await openBytes({ where, wire: bytes, timeout, signal, code: "MODBUS_UNREACHABLE" });
  return new LinkConnection(link, { ...waysOf(wire), tell: tellErrorOf(bytes) });
};

const bytesOf = (wire: ModbusWire): BytesWire =>
  wire.is === "serial" ? wire : { is: "socket", host: wire.host, port: wire.port };

const waysOf = (wire: ModbusWire): Omit<LinkOptions, "tell"> => {
  switch (wire.is) {
    case "tcp":
      return { framing: mbap, dropsOnFailure: true, dropsOnStray: true, quietMs: 0 };
    case "rtu":
      // A converter passes on whatever is said on its bus, also what was asked for over a connection before.
      return { framing: rtu, dropsOnFailure: true, dropsOnStray: false, quietMs: 0 };
    case "serial":
      return { framing: rtu, dropsOnFailure: false, dropsOnStray: false, quietMs: quietOf(wire.baud) };
    default:
      return wire satisfies never;
  }
};
