import { describe, expect, it } from "vitest";
import type { ModbusPoint, RawType } from "../site/plan.ts";
import { encode } from "./encode.ts";

const point = (type: RawType, more: Partial<ModbusPoint> = {}): ModbusPoint => ({
  is: "modbus",
  line: "line",
  unit: 1,
  table: "holding",
  address: 0,
  type,
  bit: 0,
  words: "big",
  scale: 1,
  offset: 0,
  values: {},
  ...more,
});
const hex = (words: number[] | null) => words?.map(word => word.toString(16).toUpperCase().padStart(4, "0"));

describe("registers", () => {
  // Bytes of IEEE 754 and two's complement numbers as published for the Eastron SDM120 and SDM630 meters, or plain hex.
  const vectors: readonly (readonly [RawType, number, readonly string[]])[] = [
    ["f32", 231.7, ["4367", "B333"]],
    ["f32", -612.5, ["C419", "2000"]],
    ["f32", 50.02, ["4248", "147B"]],
    ["f32", 48213.7, ["473C", "55B3"]],
    ["f64", 1, ["3FF0", "0000", "0000", "0000"]],
    ["u16", 555, ["022B"]],
    ["i16", -2, ["FFFE"]],
    ["u32", 27_832, ["0000", "6CB8"]],
    ["i32", -2, ["FFFF", "FFFE"]],
    ["u64", 0x1_0002_0003, ["0000", "0001", "0002", "0003"]],
    ["i64", -2, ["FFFF", "FFFF", "FFFF", "FFFE"]],
  ];
  it.each(vectors)("%s %d is written high word first", (type, value, words) => {
    expect(hex(encode(point(type), value))).toEqual(words);
  });

  it("are in the other order where the device has its low word first", () => {
    expect(hex(encode(point("f32", { words: "little" }), 231.7))).toEqual(["B333", "4367"]);
    expect(hex(encode(point("u64", { words: "little" }), 0x1_0002_0003))).toEqual([
      "0003",
      "0002",
      "0001",
      "0000",
    ]);
  });

  it("hold counts: 26.0 °C in tenths is 260, minus five with an offset of 40 is 35", () => {
    expect(encode(point("i16", { scale: 0.1 }), 26)).toEqual([260]);
    expect(encode(point("i16", { scale: 0.1 }), 25.949)).toEqual([259]);
    expect(encode(point("u16", { offset: -40 }), -5)).toEqual([35]);
  });

  it("stop at the end of their range instead of turning over", () => {
    expect(encode(point("u16"), 70_000)).toEqual([0xffff]);
    expect(encode(point("u16"), -3)).toEqual([0]);
    expect(hex(encode(point("i16"), -40_000))).toEqual(["8000"]);
  });

  it("hold the number that stands for a word, and nothing for a word without a number", () => {
    const mode = point("u16", { values: { 0: "off", 1: "cool" } });
    expect(["off", "cool", "heat"].map(word => encode(mode, word))).toEqual([[0], [1], null]);
  });

  it("carry a bit in its place", () => {
    const alarm = point("bit", { bit: 3, values: { 0: "normal", 1: "alarm" } });
    expect(["normal", "alarm"].map(word => encode(alarm, word))).toEqual([[0], [8]]);
  });
});
