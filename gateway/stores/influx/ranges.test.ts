import fc from "fast-check";
import { expect, it } from "vitest";
import { after, type Range, withNumber } from "./ranges.ts";

const numbersIn = (ranges: readonly Range[]) =>
  ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, n) => first + n));

it("ranges hold exactly the numbers that were put in, in order and as few as can be", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 40 })),
      fc.integer({ min: -1, max: 41 }),
      (numbers, cut) => {
        const ranges = numbers.reduce<readonly Range[]>(withNumber, []);
        const sorted = [...new Set(numbers)].sort((a, b) => a - b);
        expect(numbersIn(ranges)).toEqual(sorted);
        expect(ranges.length).toBe(sorted.filter((number, n) => sorted[n - 1] !== number - 1).length);
        expect(numbersIn(after(ranges, cut))).toEqual(sorted.filter(number => number > cut));
      },
    ),
    { seed: 7, numRuns: 500 },
  );
});
