import { expect, test } from "vitest";
import type { EnergyFigures } from "../energy/view.ts";
import { doubtsOf } from "./facility-energy.ts";

const FIGURES: EnergyFigures = {
  ...{ kWh: 10, estimatedKwh: 0, isAtLeast: false, isAtMost: false, completeness: 1 },
  ...{ cost: null, kgCO2: 5, closedKwh: 0, undatedKwh: 0 },
};

test.each<[Partial<EnergyFigures>, zh: string, en: string]>([
  [{}, "", ""],
  [{ completeness: 0.9 }, "未全程计量", "not measured all the time"],
  [{ completeness: 0.9, isAtLeast: true }, "至少", "at least"],
  [{ completeness: 0.9, isAtMost: true }, "至多", "at most"],
  [
    { completeness: 0.9, isAtLeast: true, isAtMost: true },
    "计量不全，可能偏高或偏低",
    "not all counted: may be too much or too little",
  ],
  [
    { isAtMost: true, undatedKwh: 1 },
    "至多；部分时段不知是否营业",
    "at most; some of it while nobody knows whether the hall was open",
  ],
])("beside energy with %o stands %s", (change, zh, en) => {
  expect(doubtsOf({ ...FIGURES, ...change })).toEqual({ zh, en });
});
