import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convert } from "../units/convert.ts";
import { units } from "../units/units.ts";
import { changeUnit, isTemperature, quantityName } from "./unit-algebra.ts";

const code = fc.constantFrom(...units.keys());
const rate = fc.tuple(code, fc.constantFrom("s", "min", "h", "d")).map(([over, under]) => `${over}/${under}`);
const changed = (value: number, from: string, to: string): number | string => {
  const change = changeUnit(from, to);
  return change.is === "change" ? value * change.scale + change.offset : change.why;
};

describe("units in conditions", () => {
  it.each([
    [1.2, "kW", "W", 1200],
    [5, "min", "s", 300],
    [80, "%", "1", 0.8],
    [77, "[degF]", "Cel", 25],
    [2, "K/h", "K/min", 2 / 60],
    [2, "Cel/h", "K/h", 2],
    [3, "kW/h", "W/min", 50],
    [2, "mm/h", "mm/h", 2],
    [3, "{person}", "1", 3],
    [1, "{person}", "%", "{person} is people, % is ratio"],
    [1, "K", "Cel", "K is difference of temperatures, Cel is temperature"],
    [1, "Cel", "K", "Cel is temperature, K is difference of temperatures"],
    [1, "Cel", "W", "Cel is temperature, W is power"],
    [1, "K/h", "W/h", "K/h is difference of temperatures per time, W/h is power per time"],
    [1, "K/h", "K", "K/h is difference of temperatures per time, K is difference of temperatures"],
    [1, "[degF]/h", "K/h", "[degF]/h is [degF]/h, K/h is difference of temperatures per time"],
  ] as const)("%d %s in %s is %s", (value, from, to, expected) => {
    const seen = changed(value, from, to);
    if (typeof expected === "number") expect(seen).toBeCloseTo(expected, 9);
    else expect(seen).toBe(expected);
  });

  it("convert as the table of units has it, but for temperatures and their differences", () => {
    fc.assert(
      fc.property(code, code, (from, to) => {
        const told = convert(from, to);
        const isMixed = (from === "K") !== (to === "K");
        const counts = ["1", "{person}"];
        if (counts.includes(from) && counts.includes(to)) return;
        expect(changeUnit(from, to).is === "change").toBe(told.is === "conversion" && !isMixed);
      }),
      { seed: 7, numRuns: 1_000 },
    );
  });

  it("go to another unit and come back as they were, rates too", () => {
    const any = fc.oneof(code, rate);
    fc.assert(
      fc.property(any, any, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (from, to, value) => {
        const there = changed(value, from, to);
        expect(typeof changed(value, to, from)).toBe(typeof there);
        if (typeof there === "string") return;
        const back = changed(there, to, from) as number;
        expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-9 * Math.max(1_000, Math.abs(value)));
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it("know a temperature from a difference of temperatures", () => {
    expect(["Cel", "[degF]", "K", "W", "1"].map(isTemperature)).toEqual([true, true, false, false, false]);
    expect(["Cel", "K", "K/h", "W", "furlong"].map(quantityName)).toEqual([
      "temperature",
      "difference of temperatures",
      "difference of temperatures per time",
      "power",
      "furlong",
    ]);
  });
});
