import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leastSquares } from "./least-squares.ts";
import { studentT } from "./student.ts";
import { exactLeastSquares } from "./testing/exact-least-squares.ts";
import { longley } from "./testing/longley.ts";

const close = (value: number, wanted: number, digits: number): boolean =>
  Math.abs(value - wanted) <= 10 ** -digits * Math.max(Math.abs(wanted), 1e-12);

describe("least squares", () => {
  test("find the certified coefficients of Longley's data, which make bad methods lose all digits", () => {
    const fit = leastSquares(longley.columns, longley.y);
    expect(fit).not.toBeNull();
    if (!fit) return;
    fit.coefficients.forEach((value, index) => {
      expect(close(value, longley.coefficients[index]!, 9), `coefficient ${index}: ${value}`).toBe(true);
      expect(close(fit.errors[index]!, longley.errors[index]!, 9), `its error: ${fit.errors[index]}`).toBe(
        true,
      );
    });
    expect(Math.sqrt(fit.sse / (longley.y.length - 7))).toBeCloseTo(longley.residualDeviation, 6);
  });

  test("normal equations in fractions without rounding find them as well", () => {
    const exact = exactLeastSquares(longley.columns, longley.y);
    exact?.coefficients.forEach((value, index) => {
      expect(close(value, longley.coefficients[index]!, 12), `coefficient ${index}: ${value}`).toBe(true);
    });
  });

  test("agree with fractions without rounding on days of any weather", () => {
    const day = fc.tuple(
      fc.integer({ min: -100, max: 400 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 5_000 }),
    );
    fc.assert(
      fc.property(fc.array(day, { minLength: 8, maxLength: 20 }), days => {
        const columns = [
          days.map(() => 1),
          days.map(([tenths]) => Math.max(0, 180 - tenths) / 10),
          days.map(([tenths]) => Math.max(0, tenths - 220) / 10),
          days.map(([, isOpen]) => Number(isOpen)),
        ];
        const y = days.map(([, , tenths]) => tenths / 10);
        const [fit, exact] = [leastSquares(columns, y), exactLeastSquares(columns, y)];
        expect(fit === null).toBe(exact === null);
        if (!fit || !exact) return;
        const size = Math.max(...y, 1);
        fit.coefficients.forEach((value, index) => {
          expect(Math.abs(value - exact.coefficients[index]!)).toBeLessThan(1e-8 * size);
        });
        expect(Math.abs(fit.sse - exact.sse)).toBeLessThan(1e-8 * size * size);
      }),
      { numRuns: 100, seed: 41 },
    );
  });

  test("say nothing where nothing can be told", () => {
    expect(
      leastSquares(
        [
          [1, 1, 1],
          [0, 0, 0],
        ],
        [1, 2, 3],
      ),
    ).toBeNull();
    expect(
      leastSquares(
        [
          [1, 1, 1],
          [2, 2, 2],
        ],
        [1, 2, 3],
      ),
    ).toBeNull();
    expect(leastSquares([[1], [2]], [1])).toBeNull();
  });
});

describe("Student's t", () => {
  // Abramowitz, Stegun: Handbook of Mathematical Functions, table 26.10.
  test.each([
    [0.95, 1, 12.706],
    [0.95, 2, 4.303],
    [0.95, 10, 2.228],
    [0.95, 60, 2.0],
    [0.99, 5, 4.032],
    [0.5, 3, 0.765],
  ])("at %d and %d degrees of freedom", (confidence, freedom, wanted) => {
    expect(studentT(confidence, freedom)).toBeCloseTo(wanted, 3);
  });

  test("is that of the normal distribution for many", () => {
    expect(studentT(0.68, 100_000)).toBeCloseTo(0.9945, 3);
  });
});
