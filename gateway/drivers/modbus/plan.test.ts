import fc from "fast-check";
import { expect, test } from "vitest";
import { seconds } from "#rules/time/instant.ts";
import { type Block, divide, isBitTable, type ModbusPoint, plan, widthOf } from "./plan.ts";
import { type PointSketch, pointOf } from "./testing/points.ts";

const planOf = (...sketches: readonly PointSketch[]) =>
  plan(sketches.map((sketch, index) => pointOf({ ...sketch, index }))).map(told);
const told = ({ table, address, count, points }: Block) =>
  `${table} ${address}+${count}: ${points.map(({ source }) => source.address).join(" ")}`;

test("the four values of an air-conditioner take one read", () => {
  const blocks = planOf({ address: 10, type: "u32" }, { address: 0 }, { address: 2 }, { address: 1 });
  expect(blocks).toEqual(["holding 0+12: 0 1 2 10"]);
});

test("a meter's voltage and its energy lie too far apart for one read", () => {
  const f32 = { table: "input", type: "f32" } as const;
  const blocks = planOf(
    { ...f32, address: 0 },
    { ...f32, address: 52 },
    { ...f32, address: 70 },
    { ...f32, address: 72 },
  );
  expect(blocks).toEqual(["input 0+2: 0", "input 52+2: 52", "input 70+4: 70 72"]);
});

test("a hole of eight registers is read over, one of nine is not", () => {
  expect(planOf({ address: 0 }, { address: 9 })).toEqual(["holding 0+10: 0 9"]);
  expect(planOf({ address: 0 }, { address: 10 })).toEqual(["holding 0+1: 0", "holding 10+1: 10"]);
});

test("a read ends at 60 registers, and a long value is never cut in two", () => {
  const row = Array.from({ length: 16 }, (_, i) => ({ address: i * 4, type: "u64" }) as const);
  expect(planOf(...row)).toEqual([
    "holding 0+60: 0 4 8 12 16 20 24 28 32 36 40 44 48 52 56",
    "holding 60+4: 60",
  ]);
});

test("tables and periods do not mix; two bits of one register share it", () => {
  const blocks = planOf(
    { address: 0 },
    { address: 1, every: seconds(60) },
    { address: 0, table: "coil", type: "bit" },
    { address: 2, type: "bit", bit: 3 },
    { address: 2, type: "bit", bit: 4 },
  );
  expect(blocks).toEqual(["holding 0+3: 0 2 2", "coil 0+1: 0", "holding 1+1: 1"]);
});

test("a refused read is cut at its widest hole, else in the middle", () => {
  const cut = (...addresses: number[]) => {
    const [block] = plan(addresses.map((address, index) => pointOf({ address, index })));
    return divide(block!).map(told);
  };
  expect(cut(0, 1, 2, 7, 8)).toEqual(["holding 0+3: 0 1 2", "holding 7+2: 7 8"]);
  expect(cut(0, 1, 2, 3)).toEqual(["holding 0+2: 0 1", "holding 2+2: 2 3"]);
  expect(() => cut(0)).toThrow(RangeError);
});

const source = fc.record({
  table: fc.constantFrom("coil", "discrete", "holding", "input"),
  address: fc.oneof(fc.nat(200), fc.nat(65_532)),
  type: fc.constantFrom("bit", "u16", "f32", "u64"),
  every: fc.constantFrom(seconds(1), seconds(10)),
});
const anyPoints = fc
  .array(source, { minLength: 1, maxLength: 120 })
  .map(sketches => sketches.map((sketch, index) => pointOf({ ...sketch, index })));

const addressesOf = ({ source }: ModbusPoint) =>
  Array.from({ length: widthOf(source) }, (_, i) => `${source.table} ${source.address + i}`);

test("whatever the points: each is read once and whole, within the limits, never with more requests than points", () => {
  fc.assert(
    fc.property(anyPoints, points => {
      const blocks = plan(points);
      expect(
        blocks.flatMap(block => block.points.map(({ index }) => index)).toSorted((a, b) => a - b),
      ).toEqual(points.map(({ index }) => index));
      expect(blocks.length).toBeLessThanOrEqual(points.length);
      for (const block of blocks) {
        expect(block.count).toBeLessThanOrEqual(isBitTable(block.table) ? 960 : 60);
        const needed = new Set(block.points.flatMap(addressesOf));
        for (let i = 0, hole = 0; i < block.count; i += 1) {
          hole = needed.delete(`${block.table} ${block.address + i}`) ? 0 : hole + 1;
          expect(hole).toBeLessThanOrEqual(isBitTable(block.table) ? 128 : 8);
        }
        expect(needed.size).toBe(0);
        expect(block.points.every(({ source }) => source.every === block.every)).toBe(true);
      }
    }),
    { numRuns: 300, seed: 7 },
  );
});

test("dividing loses no point and never asks for more", () => {
  fc.assert(
    fc.property(anyPoints, points => {
      for (const block of plan(points).filter(({ points }) => points.length > 1)) {
        const halves = divide(block);
        expect(halves.flatMap(half => half.points)).toEqual(block.points);
        for (const half of halves) expect(half.count).toBeLessThanOrEqual(block.count);
      }
    }),
    { numRuns: 100, seed: 8 },
  );
});
