import { describe, expect, test } from "vitest";
import { type DailyModel, expectedKwh } from "./daily-model.ts";
import { fitDailyModel } from "./fit-daily-model.ts";
import { doubtText, savings, uncertainty } from "./savings.ts";
import { madeDays, type Truth } from "./testing/made-days.ts";

const before: Truth = {
  heatingBalanceC: 12,
  coolingBalanceC: 22,
  countsOn: "open-days",
  baseKwh: 20,
  perHeatingDegreeDay: 2,
  perCoolingDegreeDay: 5,
  perWorkday: 30,
};
const after: Truth = { ...before, perCoolingDegreeDay: 4, coolingBalanceC: 24 };
const modelOf = (days: Parameters<typeof fitDailyModel>[0]): DailyModel => {
  const found = fitDailyModel(days);
  if (found.is === "none") throw new Error(found.why.en);
  return found.model;
};
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

describe("what a change saved", () => {
  const model = modelOf(madeDays(before, { from: "2025-01-01", to: "2025-12-31", noiseKwh: 8 }));

  test("lies in its band two times out of three", () => {
    const halls = Array.from({ length: 60 }, (_, index) => {
      const known = modelOf(
        madeDays(before, { from: "2025-01-01", to: "2025-12-31", noiseKwh: 12, seed: 100 + index }),
      );
      const days = madeDays(after, { from: "2026-05-01", to: "2026-09-30", noiseKwh: 12, seed: 500 + index });
      const truth = sum(days.map(day => expectedKwh(before, day) - expectedKwh(after, day)));
      const said = savings(known, days)?.savings;
      return said !== undefined && said.low <= truth && truth <= said.high;
    });
    const hits = halls.filter(Boolean).length;
    // At 68 % of 60 halls 41 are expected, and 33 or more in 99 of 100 such tests; the factor 1.26 makes the band a little wide.
    expect(hits).toBeGreaterThanOrEqual(33);
    expect(hits).toBeLessThan(60);
  });

  test("is nothing where nothing was changed", () => {
    const said = savings(
      model,
      madeDays(before, { from: "2026-01-01", to: "2026-12-31", noiseKwh: 8, seed: 9 }),
    );
    expect(said?.savings.low).toBeLessThan(0);
    expect(said?.savings.high).toBeGreaterThan(0);
    expect(said?.doubts.map(({ is }) => is)).toContain("uncertain");
  });

  test("is negative where more is used", () => {
    const worse = { ...before, baseKwh: 40 };
    const said = savings(model, madeDays(worse, { from: "2026-03-01", to: "2026-04-30", noiseKwh: 1 }));
    expect(said?.savings.high).toBeLessThan(0);
  });

  test("names days that are out of what the baseline knows", () => {
    const days = [
      { date: "2026-07-20", kWh: 90, outdoorC: model.warmestC + 1, isOpen: true },
      { date: "2026-01-20", kWh: 90, outdoorC: model.coldestC - 1, isOpen: true },
      { date: "2026-01-21", kWh: 90, outdoorC: model.coldestC - 2, isOpen: false },
      { date: "2026-05-20", kWh: 90, outdoorC: 18, isOpen: true },
    ];
    const doubts = savings(model, days)?.doubts ?? [];
    expect(doubts).toContainEqual({ is: "warmer", days: 1 });
    expect(doubts).toContainEqual({ is: "colder", days: 2 });
  });

  test("names a baseline of half a year and a model that is loose", () => {
    const half = madeDays(before, { from: "2025-01-01", to: "2025-06-30", noiseKwh: 60 });
    const doubts = savings(
      modelOf(half),
      madeDays(after, { from: "2026-05-01", to: "2026-05-31", noiseKwh: 60 }),
    )?.doubts;
    expect(doubts?.map(({ is }) => is)).toEqual(expect.arrayContaining(["short-baseline", "loose-model"]));
    for (const doubt of doubts ?? []) expect(doubtText(doubt).en).not.toBe("");
  });

  test("is unknown without a day", () => {
    expect(savings(model, [])).toBeNull();
  });
});

describe("the band around what is expected", () => {
  const fit = {
    days: 366,
    coefficients: 3,
    meanKwh: 27.2,
    r2: 0.7663,
    cvRmse: 0.2562,
    nmbe: 0,
    autocorrelation: 0.5,
  };

  // By hand: n′ = 366 / 3 = 122; √(3 · (1 + 2 / 122) / 365) = 0.09140; t at 363 degrees of freedom 0.9957.
  test("worked out by hand", () => {
    expect(uncertainty({ fit }, 365)).toBeCloseTo(0.9957 * 1.26 * 0.2562 * 0.0914, 4);
  });

  test("days that repeat each other make it two times as wide and more", () => {
    const alone = uncertainty({ fit: { ...fit, autocorrelation: 0 } }, 365);
    expect(uncertainty({ fit: { ...fit, autocorrelation: 0.7 } }, 365) / alone).toBeGreaterThan(2);
    expect(uncertainty({ fit: { ...fit, autocorrelation: -0.5 } }, 365)).toBe(alone);
  });

  // Figures that others published of a year that saved a tenth: 9,937.0 and 9,082.2 kWh by a model of days (eemeter samples).
  test("of a published year that saved a tenth has that tenth in it, though the model says 8.6 %", () => {
    const share = (9937 - 9082.2) / 9937;
    expect(share).toBeCloseTo(0.086, 4);
    const half = uncertainty({ fit }, 365);
    expect(Math.abs(share - 0.1)).toBeLessThan(half);
  });
});
