import fc from "fast-check";
import { expect, test } from "vitest";
import type { UnitLimits } from "#rules/site/modbus.ts";
import { millis, seconds } from "#rules/time/instant.ts";
import { type Bounds, boundsOf, isBitTable, touches } from "./bounds.ts";
import { ASSUMED, type Cost } from "./cost.ts";
import { divide } from "./divide.ts";
import { placesOf } from "./places.ts";
import { type Block, loadOf, type ModbusPoint, plan, widthOf } from "./plan.ts";
import { type PointSketch, pointOf } from "./testing/points.ts";

const sketched = (sketches: readonly PointSketch[]) =>
  sketches.map((sketch, index) => pointOf({ ...sketch, index }));
const limited = (limits: Partial<UnitLimits>) => boundsOf({ reserved: [], illegal: [], ...limits });
const planOf = (sketches: readonly PointSketch[], bounds = boundsOf(undefined), cost = ASSUMED) =>
  plan({ points: sketched(sketches), bounds, cost }).blocks.map(told);
const told = ({ table, address, count, cells }: Block) =>
  `${table} ${address}+${count}: ${cells.flatMap(({ wants }) => wants.map(({ from }) => from)).join(" ")}`;

test("the four values of an air-conditioner take one read", () => {
  const blocks = planOf([{ address: 10, type: "u32" }, { address: 0 }, { address: 2 }, { address: 1 }]);
  expect(blocks).toEqual(["holding 0+12: 0 1 2 10"]);
});

test("a hole is read over when that is cheaper than another request, as measured on this very unit", () => {
  const apart = [{ address: 0 }, { address: 21 }];
  const both = ["holding 0+22: 0 21"];
  const each = ["holding 0+1: 0", "holding 21+1: 21"];
  expect(planOf(apart, boundsOf(undefined), { requestMs: 41, registerMs: 2 })).toEqual(both);
  expect(planOf(apart, boundsOf(undefined), { requestMs: 39, registerMs: 2 })).toEqual(each);
});

test("a read ends at 60 registers, or where its maker says, and a long value is never cut in two", () => {
  const row = Array.from({ length: 16 }, (_, i) => ({ address: i * 4, type: "u64" }) as const);
  expect(planOf(row)).toEqual([
    "holding 0+60: 0 4 8 12 16 20 24 28 32 36 40 44 48 52 56",
    "holding 60+4: 60",
  ]);
  expect(planOf(row.slice(0, 5), limited({ block: 10 }))).toHaveLength(3);
});

test("cuts fall where the hole is widest, not where the first read is full", () => {
  const near = [0, 1, 2, 3].map(address => ({ address }));
  const far = [40, 41, 62, 63].map(address => ({ address }));
  expect(planOf([...near, ...far])).toEqual(["holding 0+4: 0 1 2 3", "holding 40+24: 40 41 62 63"]);
});

test("periods do not mix, but what lies within a faster read comes with it; two bits of one register share it", () => {
  const slow = { every: seconds(60) };
  const blocks = planOf([
    { address: 0 },
    { address: 1, ...slow },
    { address: 3, ...slow },
    { address: 0, table: "coil", type: "bit" },
    { address: 2, type: "bit", bit: 3 },
    { address: 2, type: "bit", bit: 4 },
  ]);
  expect(blocks).toEqual(["holding 0+3: 0 1 2 2", "coil 0+1: 0", "holding 3+1: 3"]);
});

test("no read begins on a reserved register, though it may run over one", () => {
  const at = { table: "holding", from: 2, to: 3 } as const;
  const bounds = limited({ reserved: [at] });
  expect(planOf([{ address: 0 }, { address: 5 }], bounds)).toEqual(["holding 0+6: 0 5"]);
  expect(planOf([{ address: 3 }], bounds)).toEqual(["holding 1+3: 3"]);
  expect(planOf([{ address: 0 }], limited({ reserved: [{ ...at, from: 0 }] }))).toEqual([]);
});

test("no read touches an illegal address, and a point on one is told to be unreadable", () => {
  const bounds = limited({ illegal: [{ table: "holding", from: 2, to: 2 }] });
  expect(planOf([{ address: 0 }, { address: 4 }], bounds)).toEqual(["holding 0+1: 0", "holding 4+1: 4"]);
  const points = sketched([{ address: 1, type: "u32" }, { address: 4 }]);
  const { blocks, unreadable } = plan({ points, bounds, cost: ASSUMED });
  expect(blocks.map(told)).toEqual(["holding 4+1: 4"]);
  expect(unreadable.map(({ cell }) => [cell.from, cell.to])).toEqual([[1, 2]]);
});

test("a device that wants even reads gets even reads", () => {
  const bounds = limited({ isEven: true });
  expect(planOf([{ address: 1 }, { address: 5, type: "u32" }], bounds)).toEqual(["holding 0+8: 1 5"]);
});

test("a device that must not be read often is read as often as it bears", () => {
  const points = sketched([{ address: 0, every: seconds(1) }]);
  const { blocks } = plan({ points, bounds: boundsOf(undefined), cost: ASSUMED, notBelow: seconds(5) });
  expect(blocks.map(({ every }) => every)).toEqual([5_000]);
});

test("the places of one point come together wherever one read can bring them", () => {
  const place = (address: number) => ({ table: "holding", address, type: "u16", words: "big" }) as const;
  const dear: Cost = { requestMs: 1, registerMs: 1 };
  const points = [{ address: 0, minus: place(40) }, { address: 20 }];
  expect(planOf(points, boundsOf(undefined), dear)).toEqual(["holding 0+41: 0 20 40"]);
  expect(planOf(points, limited({ block: 30 }), dear)).toHaveLength(3);
});

test("a refused read is cut at its widest hole, else in the middle", () => {
  const bounds = boundsOf(undefined);
  const cut = (...addresses: number[]) => {
    const points = sketched(addresses.map(address => ({ address })));
    const [block] = plan({ points, bounds, cost: ASSUMED }).blocks;
    return divide(block!, bounds)?.halves.map(told) ?? null;
  };
  expect(cut(0, 1, 2, 7, 8)).toEqual(["holding 0+3: 0 1 2", "holding 7+2: 7 8"]);
  expect(cut(0, 1, 2, 3)).toEqual(["holding 0+2: 0 1", "holding 2+2: 2 3"]);
  expect(cut(0)).toBeNull();
});

const table = fc.constantFrom("coil", "discrete", "holding", "input");
const address = fc.oneof(fc.nat(200), fc.nat(65_532));
const type = fc.constantFrom("bit", "u16", "f32", "u64");
const place = fc.record({ table, address, type, words: fc.constant("big" as const) });
const source = fc.record(
  { table, address, type, every: fc.constantFrom(seconds(1), seconds(10)), minus: place },
  { requiredKeys: ["table", "address", "type", "every"] },
);
const anyPoints = fc.array(source, { minLength: 1, maxLength: 60 }).map(sketched);
const ranges = fc.array(
  fc
    .record({ table, from: fc.nat(200), length: fc.nat(5) })
    .map(range => ({ ...range, to: range.from + range.length })),
  { maxLength: 4 },
);
const anyBounds = fc
  .record({
    block: fc.integer({ min: 4, max: 125 }),
    bits: fc.integer({ min: 1, max: 2_000 }),
    reserved: ranges,
    illegal: ranges,
    isEven: fc.boolean(),
  })
  .map(({ isEven, ...limits }) => limited({ ...limits, ...(isEven && { isEven }) }));
const anyCost = fc.record({
  requestMs: fc.double({ min: 0.1, max: 200, noNaN: true }),
  registerMs: fc.double({ min: 0.001, max: 5, noNaN: true }),
});

const wanted = (points: readonly ModbusPoint[]) =>
  points.flatMap(({ index, source }) => placesOf(source).map((_, place) => `${index}/${place}`));
const placesIn = (cells: Block["cells"]) =>
  cells.flatMap(({ wants }) => wants.map(({ point, place }) => `${point.index}/${place}`));

const keepsTo = ({ table, address, count }: Block, bounds: Bounds) => {
  const isRegisters = !isBitTable(table);
  expect(count).toBeLessThanOrEqual(isRegisters ? bounds.block : bounds.bits);
  expect(address).toBeGreaterThanOrEqual(0);
  expect(address + count).toBeLessThanOrEqual(0x1_0000);
  if (isRegisters && bounds.isEven) expect([address % 2, count % 2]).toEqual([0, 0]);
  expect(touches(bounds.reserved, table, address, address)).toBe(false);
  expect(touches(bounds.illegal, table, address, address + count - 1)).toBe(false);
};

test("whatever the points and limits: every place is read exactly once and whole, or told to be unreadable", () => {
  fc.assert(
    fc.property(anyPoints, anyBounds, anyCost, (points, bounds, cost) => {
      const { blocks, unreadable } = plan({ points, bounds, cost });
      const cells = [...blocks.flatMap(block => block.cells), ...unreadable.map(({ cell }) => cell)];
      expect(placesIn(cells).toSorted()).toEqual(wanted(points).toSorted());
      for (const block of blocks) {
        keepsTo(block, bounds);
        for (const { from, to, wants } of block.cells) {
          expect(from).toBeGreaterThanOrEqual(block.address);
          expect(to).toBeLessThan(block.address + block.count);
          for (const { point, place, ...want } of wants) {
            const own = placesOf(point.source)[place]!;
            expect(own.table).toBe(block.table);
            expect(want).toEqual({ from: own.address, to: own.address + widthOf(own) - 1 });
            expect(point.source.every).toBeGreaterThanOrEqual(block.every);
          }
        }
      }
    }),
    { numRuns: 300, seed: 7 },
  );
});

/** The cheapest of all plans of a few single registers, found by trying every way to cut them. */
const cheapest = (addresses: readonly number[], longest: number, cost: Cost): number => {
  if (addresses.length === 0) return 0;
  const first = addresses[0]!;
  const ends = addresses.map((_, index) => index + 1).filter(end => addresses[end - 1]! - first < longest);
  return Math.min(
    ...ends.map(end => {
      const registers = addresses[end - 1]! - first + 1;
      return cost.requestMs + registers * cost.registerMs + cheapest(addresses.slice(end), longest, cost);
    }),
  );
};

test("no other way to cut a row of registers takes less of the line's time", () => {
  const addresses = fc
    .uniqueArray(fc.nat(150), { minLength: 1, maxLength: 9 })
    .map(all => all.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(addresses, fc.integer({ min: 1, max: 80 }), anyCost, (all, block, cost) => {
      const points = sketched(all.map(address => ({ address, every: millis(1) })));
      const { blocks } = plan({ points, bounds: limited({ block }), cost });
      expect(loadOf(blocks, cost)).toBeCloseTo(cheapest(all, block, cost), 6);
    }),
    { numRuns: 200, seed: 8 },
  );
});

test("dividing loses no place, keeps to the limits and never asks for more", () => {
  fc.assert(
    fc.property(anyPoints, anyBounds, (points, bounds) => {
      for (const block of plan({ points, bounds, cost: ASSUMED }).blocks) {
        const cut = divide(block, bounds);
        if (!cut) continue;
        expect(cut.halves.flatMap(half => half.cells)).toEqual(block.cells);
        for (const half of cut.halves) keepsTo(half, bounds);
      }
    }),
    { numRuns: 100, seed: 8 },
  );
});
