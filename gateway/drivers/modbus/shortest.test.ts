import fc from "fast-check";
import { expect, test } from "vitest";
import { shortest } from "./shortest.ts";

test.each([231.7, -612.5, 0.87, 50.02, 48213.7, 1834.562, 0.001, 101.4, 16777216, 0, Infinity])(
  "a meter that means %f is read as that",
  meant => {
    expect(shortest(Math.fround(meant))).toBe(meant);
  },
);

test("whatever the float, it stays the same float", () => {
  fc.assert(
    fc.property(fc.float(), float => {
      expect(Math.fround(shortest(float))).toBe(float);
    }),
    { numRuns: 5_000, seed: 13 },
  );
});

test("a decimal of up to six digits comes back as it was written", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -999_999, max: 999_999 }),
      fc.constantFrom(1, 10, 100, 1_000),
      (whole, parts) => {
        expect(shortest(Math.fround(whole / parts))).toBe(whole / parts);
      },
    ),
    { numRuns: 5_000, seed: 14 },
  );
});
