import { expect, it } from "vitest";
import { millis } from "../time/instant.ts";
import type { ModbusPlace, ModbusSource } from "./modbus.ts";
import { sharesRegisters } from "./shares-registers.ts";

const place = (address: number, more: Partial<ModbusPlace> = {}): ModbusPlace => ({
  table: "holding",
  address,
  type: "u16",
  words: "big",
  ...more,
});
const source = (at: ModbusPlace, more: Partial<ModbusSource> = {}): ModbusSource => ({
  is: "modbus",
  line: "board",
  unit: 1,
  scale: 1,
  offset: 0,
  sentinels: [],
  every: millis(1_000),
  ...at,
  ...more,
});
const bit = (address: number, n: number) => place(address, { type: "bit", bit: n });
const state = source(bit(10, 0), { write: { code: 6, place: place(20) } });

it.each<[string, ModbusSource, ModbusSource, boolean]>([
  ["the register that is written", source(place(5)), source(place(5)), true],
  ["a bit of the register that is written", source(place(5)), source(bit(5, 3)), true],
  [
    "a long number that begins before it and runs over it",
    source(place(5)),
    source(place(4, { type: "u32" })),
    true,
  ],
  ["a long number that ends before it", source(place(6)), source(place(4, { type: "u32" })), false],
  ["what it is subtracted from", source(place(5)), source(place(9), { minus: place(5) }), true],
  ["the register next to it", source(place(5)), source(place(6)), false],
  ["the same number in another table", source(place(5)), source(place(5, { table: "input" })), false],
  ["the same register of another unit", source(place(5)), source(place(5), { unit: 2 }), false],
  ["the same register on another line", source(place(5)), source(place(5), { line: "meters" }), false],
  ["another bit of the register that its own state is read from", state, source(bit(10, 5)), false],
  ["the bit that its own state is read from", state, source(bit(10, 0)), true],
  ["a bit of the register that it is written to elsewhere", state, source(bit(20, 7)), true],
])("a proof that tells of %s", (_, written, told, is) => {
  expect(sharesRegisters(written, told)).toBe(is);
});
