import { expect, it } from "vitest";
import { powerW } from "./nameplate.ts";

const watts = (said: string | number) => {
  const read = powerW(said);
  return read.is === "told" ? read.value : `${read.code} ${read.why}`;
};

it("a power is a number of watts or a text with its unit", () => {
  expect([1200, "1200", "1200 W", "1.2 kW", "0.0012MW", 0, "80W"].map(watts)).toEqual([
    1200, 1200, 1200, 1200, 1200, 0, 80,
  ]);
});

it("a power is nothing else, and not beyond what a hall can carry", () => {
  expect(["", "W", "-5", "1,2 kW", "2 kW.h", "3 Horses", "1001 kW", 1e6, Number.NaN].map(watts)).toEqual([
    'CFG106 expected a power, found ""',
    'CFG106 expected a power, found "W"',
    'CFG106 expected a power, found "-5"',
    'CFG106 expected a power, found "1,2 kW"',
    "CFG404 kW.h is energy, W is power",
    "CFG404 Horses is not a unit that we know",
    "CFG105 1001 kW is more than 1000 kW",
    1_000_000,
    'CFG106 expected a power, found "NaN"',
  ]);
});
