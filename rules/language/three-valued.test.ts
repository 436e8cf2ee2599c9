import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Comparator } from "./formula.ts";
import { compare, compareSpans, spanOf } from "./three-valued.ts";
import { NO, truthWord, UNKNOWN, YES } from "./truth.ts";

const ops: readonly Comparator[] = ["==", "!=", "<", "<=", ">", ">="];
const number = fc.integer({ min: -6, max: 6 });
/** A span with every whole number in it: what the value may be. */
const span = fc.tuple(number, number).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));
const inside = ({ low, high }: { readonly low: number; readonly high: number }): number[] =>
  Array.from({ length: high - low + 1 }, (_, step) => low + step);

describe("what is known within limits", () => {
  it.each([
    [">=", [300, 400], [300, 300], "yes"],
    [">=", [299, 400], [300, 300], "unknown"],
    [">=", [200, 299], [300, 300], "no"],
    [">", [300, 400], [300, 300], "unknown"],
    ["<=", [0, 300], [300, 300], "yes"],
    ["<", [0, 300], [300, 300], "unknown"],
    ["==", [3, 3], [3, 3], "yes"],
    ["==", [3, 4], [3, 3], "unknown"],
    ["==", [4, 5], [3, 3], "no"],
    ["!=", [4, 5], [3, 3], "yes"],
    [">", [2, Number.POSITIVE_INFINITY], [3, 3], "unknown"],
    [">", [Number.NaN, Number.NaN], [3, 3], "unknown"],
  ] as const)("%s %j with %j is %s", (op, [low, high], [otherLow, otherHigh], expected) =>
    expect(truthWord(compareSpans(op, low, high, otherLow, otherHigh))).toBe(expected),
  );

  it("is yes or no exactly when all that it may be would say so", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ops), span, span, (op, a, b) => {
        const said = new Set(inside(a).flatMap(x => inside(b).map(y => compare(op, x, y))));
        const expected = said.size > 1 ? UNKNOWN : said.has(YES) ? YES : NO;
        expect(compareSpans(op, a.low, a.high, b.low, b.high)).toBe(expected);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it("stays within its limits when it is calculated with, and reaches them", () => {
    const calculations = {
      sum: (x: number, y: number) => x + y,
      difference: (x: number, y: number) => x - y,
      product: (x: number, y: number) => x * y,
    };
    const is = fc.constantFrom(...(Object.keys(calculations) as (keyof typeof calculations)[]));
    fc.assert(
      fc.property(is, span, span, (is, a, b) => {
        const all = inside(a).flatMap(x => inside(b).map(y => calculations[is](x, y)));
        const [low, high] = spanOf(is, a.low, a.high, b.low, b.high);
        expect([low + 0, high + 0]).toEqual([Math.min(...all) + 0, Math.max(...all) + 0]);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it("is not known after a division by what may be zero", () => {
    expect(spanOf("quotient", 1, 2, -1, 1)).toEqual([Number.NaN, Number.NaN]);
    expect(spanOf("quotient", 1, 2, 0, 1)).toEqual([Number.NaN, Number.NaN]);
    expect(spanOf("quotient", 6, 12, 2, 3)).toEqual([2, 6]);
    expect(spanOf("quotient", 6, 12, -3, -2)).toEqual([-6, -2]);
  });
});

test("a comparison with a value that is not known is unknown, whatever it asks", () => {
  for (const op of ops)
    for (const [x, y] of [
      [Number.NaN, 1],
      [1, Number.NaN],
      [Number.NaN, Number.NaN],
    ] as const)
      expect(compare(op, x, y)).toBe(UNKNOWN);
});
