import fc from "fast-check";
import { expect, test } from "vitest";
import { hatch } from "./drawing.ts";
import { widthsOf } from "./pdf-widths.ts";
import { scaleOf } from "./scale.ts";

test("an axis has nought and all values within, in few round steps", () => {
  expect(scaleOf([9.1, 3]).ticks).toEqual([0, 5, 10]);
  expect(scaleOf([-3, 12]).ticks).toEqual([-5, 0, 5, 10, 15]);
  expect(scaleOf([]).ticks[0]).toBe(0);
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e7, max: 1e7, noNaN: true }), { maxLength: 30 }), values => {
      const { low, high, ticks } = scaleOf(values);
      const slack = (high - low) * 1e-9;
      for (const value of [0, ...values]) {
        expect(value).toBeGreaterThanOrEqual(low - slack);
        expect(value).toBeLessThanOrEqual(high + slack);
      }
      expect(ticks.length).toBeLessThanOrEqual(8);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test("hatching never leaves its box", () => {
  const length = fc.double({ min: 0.01, max: 300, noNaN: true });
  fc.assert(
    fc.property(length, length, length, length, (x, y, width, height) => {
      const shape = hatch({ x, y, width, height }, "#000");
      if (shape.is !== "lines") throw new Error("hatching is lines");
      for (const [x1, y1, x2, y2] of shape.segments)
        for (const [px, py] of [
          [x1, y1],
          [x2, y2],
        ] as const) {
          expect(px).toBeGreaterThanOrEqual(x - 1e-9);
          expect(px).toBeLessThanOrEqual(x + width + 1e-9);
          expect(py).toBeGreaterThanOrEqual(y - 1e-9);
          expect(py).toBeLessThanOrEqual(y + height + 1e-9);
        }
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("columns together are never wider than the page", () => {
  const column = fc.record({
    natural: fc.double({ min: 1, max: 400, noNaN: true }),
    least: fc.double({ min: 1, max: 80, noNaN: true }),
    isNumber: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(column, { minLength: 1, maxLength: 14 }), wanted => {
      const sum = widthsOf(wanted, 500).reduce((all, each) => all + each, 0);
      expect(sum).toBeLessThanOrEqual(500 + 1e-6);
    }),
    { seed: 7, numRuns: 300 },
  );
});
