import fc from "fast-check";
import { expect, it } from "vitest";
import { chance, wobble } from "./chance.ts";

const ten = (draw: () => number) => Array.from({ length: 10 }, draw);

it("the same seed and words give the same numbers, others give others", () => {
  expect(ten(chance(7, "staff", "hall"))).toEqual(ten(chance(7, "staff", "hall")));
  expect(ten(chance(8, "staff", "hall"))).not.toEqual(ten(chance(7, "staff", "hall")));
  expect(ten(chance(7, "staff", "off1"))).not.toEqual(ten(chance(7, "staff", "hall")));
});

it("numbers are in [0, 1) and spread over it evenly", () => {
  const draw = chance(7, "spread");
  const tenths = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) {
    const place = Math.floor(draw() * 10);
    tenths[place] = (tenths[place] ?? Number.NaN) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(120);
});

it("a wobble stays in [-1, 1] and moves by less than a tenth in a second", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 4e12 }), (seed, at) => {
      const value = wobble(seed, "x");
      expect(Math.abs(value(at))).toBeLessThanOrEqual(1);
      expect(Math.abs(value(at + 1000) - value(at))).toBeLessThan(0.1);
    }),
  );
});
