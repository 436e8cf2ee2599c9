import { afterAll, beforeAll, expect, test } from "vitest";
import type { ModbusWire } from "#rules/site/modbus.ts";
import { millis } from "#rules/time/instant.ts";
import { describeWithPeers, type Make, startPeer, startSerialPeer, stopPeers } from "./testing/peers.ts";
import { type Connection, connect, type ReadRequest } from "./transport.ts";

const TIMEOUT = millis(5_000);

const open = (wire: ModbusWire): Promise<Connection> =>
  connect({ where: "peer", wire, timeout: TIMEOUT, signal: new AbortController().signal });

const serialWire = (port: string): ModbusWire => ({ is: "serial", port, baud: 19_200, format: "8N1" });

afterAll(stopPeers);

const makes: readonly (readonly [Make, "Modbus TCP" | "RTU over TCP" | "serial RTU", readonly number[]])[] = [
  ["pymodbus", "Modbus TCP", [1, 2, 3]],
  ["pymodbus", "RTU over TCP", [1, 2, 3]],
  ["pymodbus", "serial RTU", [1, 2, 3]],
  ["libmodbus", "Modbus TCP", [1]],
  ["libmodbus", "serial RTU", [1]],
];

for (const [make, name, units] of makes) {
  const needed = name === "serial RTU" ? ([make, "socat"] as const) : [make];
  describeWithPeers(needed, `${make}, a Modbus server of another make, over ${name}`, () => {
    let connection: Connection;
    beforeAll(async () => {
      if (name === "serial RTU") connection = await open(serialWire((await startSerialPeer(make)).near));
      else {
        const is = name === "Modbus TCP" ? "tcp" : "rtu";
        connection = await open({ is, host: "127.0.0.1", port: await startPeer(make, is) });
      }
    });
    afterAll(() => connection?.close());

    const read = (request: Partial<ReadRequest>) =>
      connection.read({ unit: 1, table: "holding", address: 0, count: 1, ...request }, TIMEOUT);

    test("every table of every unit reads right, in blocks of any length", async () => {
      for (const unit of units)
        for (const [address, count] of [
          [0, 1],
          [7, 60],
          [75, 125],
          [199, 1],
        ] as const) {
          const at = Array.from({ length: count }, (_, i) => address + i);
          const span = { unit, address, count };
          const words = (valueAt: (address: number) => number) => ({ is: "words", words: at.map(valueAt) });
          expect(await read(span)).toEqual(words(i => 1_000 * unit + i));
          expect(await read({ ...span, table: "input" })).toEqual(words(i => 30_000 + i));
          expect(await read({ ...span, table: "coil" })).toEqual(words(i => Number(i % 3 === 0)));
          expect(await read({ ...span, table: "discrete" })).toEqual(words(i => Number(i % 5 === 0)));
        }
    });

    test("an address that is not there is exception 02, and the connection goes on", async () => {
      expect(await read({ address: 199, count: 2 })).toEqual({ is: "exception", code: 2 });
      expect(await read({})).toEqual({ is: "words", words: [1_000] });
    });

    test("what is written by each function is there afterwards", async () => {
      const write = (code: 5 | 6 | 15 | 16, address: number, ...values: readonly number[]) =>
        connection.write({ unit: 1, code, address, values }, TIMEOUT);
      expect(await write(5, 100, 1)).toEqual({ is: "written" });
      expect(await write(5, 102, 0)).toEqual({ is: "written" });
      expect(await write(15, 110, 1, 1, 0, 0, 1, 0, 1, 1, 1)).toEqual({ is: "written" });
      expect(await write(6, 150, 0xabcd)).toEqual({ is: "written" });
      expect(await write(16, 160, 1, 0xffff, 3)).toEqual({ is: "written" });
      expect(await read({ table: "coil", address: 100, count: 3 })).toEqual({
        is: "words",
        words: [1, 0, 0],
      });
      expect(await read({ table: "coil", address: 110, count: 9 })).toMatchObject({
        words: [1, 1, 0, 0, 1, 0, 1, 1, 1],
      });
      expect(await read({ address: 150 })).toEqual({ is: "words", words: [0xabcd] });
      expect(await read({ address: 160, count: 3 })).toEqual({ is: "words", words: [1, 0xffff, 3] });
      expect(await write(6, 4_000, 1)).toEqual({ is: "exception", code: 2 });
    });

    test("two hundred reads each get their own registers", async () => {
      for (let address = 0; address < 100; address += 1) {
        expect(await read({ address, table: "input" })).toEqual({ is: "words", words: [30_000 + address] });
        expect(await read({ address })).toEqual({ is: "words", words: [1_000 + address] });
      }
    });
  });
}
