import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ModbusPlace, ModbusType } from "#rules/site/modbus.ts";
import { decode } from "./decode.ts";
import { readRaw, writeRaw } from "./raw.ts";
import { type PointSketch, pointOf } from "./testing/points.ts";

const registersOf = (text: string) => text.split(" ").map(word => Number.parseInt(word, 16));
const place = (address: number, type: ModbusType = "u16"): ModbusPlace => ({
  table: "holding",
  address,
  type,
  words: "big",
});

/** The value, or why it is bad; one string of registers a place. */
const told = (sketch: PointSketch, ...registers: readonly string[]): number | string => {
  const decoded = decode(pointOf(sketch), registers.map(registersOf));
  return decoded.is === "bad" ? `bad: ${decoded.reason}` : decoded.value;
};

describe("the four orders of bytes of one number, 0x436633B3 as a float", () => {
  test.each([
    ["ABCD", { words: "big" }, "4366 33B3"],
    ["CDAB", { words: "little" }, "33B3 4366"],
    ["BADC", { words: "big", bytes: "little" }, "6643 B333"],
    ["DCBA", { words: "little", bytes: "little" }, "B333 6643"],
  ] as const)("%s", (_, order, registers) => {
    expect(told({ type: "f32", ...order }, registers)).toBe(230.20195);
    expect(writeRaw({ ...place(0, "f32"), ...order }, 230.20195)).toEqual(registersOf(registers));
  });
});

test.each<[string, PointSketch, readonly string[], number | string]>([
  ["a bit of a register whose bytes are swapped", { type: "bit", bit: 0, bytes: "little" }, ["0100"], 1],
  ["halves in base ten thousand", { type: "mod10k32" }, ["04D2 162E"], 12_345_678],
  ["the same, low half first", { type: "mod10k32", words: "little" }, ["162E 04D2"], 12_345_678],
  [
    "a half of more than four digits",
    { type: "mod10k32" },
    ["04D2 2710"],
    "bad: the device sent more than 9999 in a register of four digits",
  ],
  ["four quarters in base ten thousand", { type: "mod10k64" }, ["0001 0002 0003 0004"], 1_000_200_030_004],
  [
    "four quarters that a double cannot hold",
    { type: "mod10k64" },
    ["270F 270F 270F 270F"],
    "bad: 9999999999999999 is too large to be exact",
  ],
  ["import minus export", { type: "u32", minus: place(2, "u32") }, ["0000 2710", "0000 0001"], 9_999],
  ["export above import is negative", { type: "u16", minus: place(2) }, ["0001", "0003"], -2],
  [
    "two counters too large for a double, whose difference is not",
    { type: "u64", minus: place(4, "u64") },
    ["8000 0000 0000 0003", "8000 0000 0000 0000"],
    3,
  ],
  [
    "a difference of floats leaves no dust",
    { type: "f32", minus: place(2, "f32") },
    ["4367 B333", "4367 8000"],
    0.2,
  ],
  [
    "a sentinel in what is subtracted",
    { minus: place(1), sentinels: [0xffffn] },
    ["0001", "FFFF"],
    "bad: the device says that it has no value (0xFFFF)",
  ],
  [
    "a scale register of minus two",
    { factor: { place: place(1, "i16"), form: "power-of-ten" } },
    ["08FD", "FFFE"],
    23.01,
  ],
  [
    "a scale register of three",
    { factor: { place: place(1, "i16"), form: "power-of-ten" } },
    ["0007", "0003"],
    7_000,
  ],
  [
    "a scale register together with a scale: watts as kilowatts",
    { scale: 0.001, factor: { place: place(1, "i16"), form: "power-of-ten" } },
    ["0003", "FFFF"],
    0.0003,
  ],
  [
    "a scale register that the device does not have",
    { factor: { place: place(1, "i16"), form: "power-of-ten" } },
    ["0007", "8000"],
    "bad: its scale register 1 says -32768, which is no power of ten",
  ],
  [
    "a factor of its own, behind a subtraction",
    { minus: place(1), factor: { place: place(2), form: "factor" } },
    ["000A", "0004", "0028"],
    240,
  ],
  [
    "a factor that was never set",
    { factor: { place: place(2), form: "factor" } },
    ["000A", "0000"],
    "bad: its factor register 2 says 0",
  ],
  [
    "a factor that the device does not have",
    { factor: { place: place(2), form: "factor" } },
    ["000A", "FFFF"],
    "bad: its factor register 2 says 65535",
  ],
  [
    "a factor below zero, which turns consumption round",
    { factor: { place: place(2, "i16"), form: "factor" } },
    ["000A", "8000"],
    "bad: its factor register 2 says -32768",
  ],
  [
    "a sentinel in what is subtracted, which is of another type as wide",
    { type: "i16", minus: place(1, "u16"), sentinels: [0x8000n] },
    ["0001", "8000"],
    "bad: the device says that it has no value (0x8000)",
  ],
  ["a transformer of 40 on hundredths", { scale: 0.4 }, ["0003"], 1.2],
  ["sixtieths", { scale: 1 / 60 }, ["0078"], 2],
])("%s", (_, sketch, registers, expected) => {
  expect(told(sketch, ...registers)).toBe(expected);
});

test("a number that is written is read back as it was, in every type and order", () => {
  const wholes: readonly (readonly [ModbusType, number, number])[] = [
    ["u16", 0, 0xffff],
    ["i16", -0x8000, 0x7fff],
    ["u32", 0, 0xffff_ffff],
    ["i32", -0x8000_0000, 0x7fff_ffff],
    ["u64", 0, Number.MAX_SAFE_INTEGER],
    ["i64", Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ["mod10k32", 0, 99_999_999],
    ["mod10k64", 0, Number.MAX_SAFE_INTEGER],
  ];
  const number = fc.constantFrom(...wholes).chain(([type, min, max]) =>
    fc.tuple(
      fc.constant(type),
      fc.maxSafeInteger().map(n => wrapped(n, min, max)),
    ),
  );
  fc.assert(
    fc.property(number, fc.boolean(), fc.boolean(), ([type, raw], isLittle, isSwapped) => {
      const where: ModbusPlace = {
        ...place(0, type),
        words: isLittle ? "little" : "big",
        ...(isSwapped && { bytes: "little" }),
      };
      const words = writeRaw(where, raw);
      expect(words && readRaw(where, words)).toBe(raw);
    }),
    { numRuns: 2_000, seed: 21 },
  );
});

const wrapped = (n: number, min: number, max: number): number => {
  const span = BigInt(max) - BigInt(min) + 1n;
  return Number((((BigInt(n) % span) + span) % span) + BigInt(min));
};
