import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DailyModel, describeFit, expectedKwh } from "./daily-model.ts";
import { fitDailyModel, LEAST_DAYS } from "./fit-daily-model.ts";
import { madeDays, type Truth } from "./testing/made-days.ts";

const truth: Truth = {
  heatingBalanceC: 12.5,
  coolingBalanceC: 21,
  countsOn: "open-days",
  baseKwh: 18,
  perHeatingDegreeDay: 2.4,
  perCoolingDegreeDay: 4.1,
  perWorkday: 35,
};
const year = { from: "2025-01-01", to: "2025-12-31" };

const modelOf = (days: Parameters<typeof fitDailyModel>[0]): DailyModel => {
  const found = fitDailyModel(days);
  if (found.is === "none") throw new Error(found.why.en);
  return found.model;
};

describe("the model of a hall's days", () => {
  test("finds the truth where nothing is left to chance", () => {
    const model = modelOf(madeDays(truth, { ...year, noiseKwh: 0 }));
    const { fit, from, to, coldestC, warmestC, ...found } = model;
    for (const [key, value] of Object.entries(truth)) {
      if (typeof value === "number") expect(found[key as keyof typeof found]).toBeCloseTo(value, 8);
      else expect(found[key as keyof typeof found]).toBe(value);
    }
    expect({ from, to, days: fit.days, coefficients: fit.coefficients }).toEqual({
      ...year,
      days: 365,
      coefficients: 4,
    });
    expect(fit.r2).toBeCloseTo(1, 12);
  });

  test("finds it near enough where days differ by chance, whatever the hall is like", () => {
    const halls = fc.record({
      heatingBalanceC: fc.integer({ min: 18, max: 30 }).map(half => half / 2),
      coolingBalanceC: fc.integer({ min: 38, max: 48 }).map(half => half / 2),
      countsOn: fc.constantFrom("every-day" as const, "open-days" as const),
      baseKwh: fc.integer({ min: 5, max: 60 }),
      perHeatingDegreeDay: fc.integer({ min: 2, max: 6 }),
      perCoolingDegreeDay: fc.integer({ min: 2, max: 6 }),
      perWorkday: fc.integer({ min: 20, max: 60 }),
    });
    fc.assert(
      fc.property(halls, fc.integer({ min: 1, max: 1_000 }), (hall, seed) => {
        const model = modelOf(madeDays(hall, { ...year, noiseKwh: 4, seed }));
        expect(model.countsOn).toBe(hall.countsOn);
        expect(Math.abs(model.perHeatingDegreeDay - hall.perHeatingDegreeDay)).toBeLessThan(0.6);
        expect(Math.abs(model.perCoolingDegreeDay - hall.perCoolingDegreeDay)).toBeLessThan(0.6);
        const day = { outdoorC: 33, isOpen: true };
        expect(Math.abs(expectedKwh(model, day) / expectedKwh(hall, day) - 1)).toBeLessThan(0.05);
      }),
      { numRuns: 12, seed: 77 },
    );
  });

  test("has no term that the days do not prove: a hall that is only cooled has no heating", () => {
    const cooled = { ...truth, heatingBalanceC: null, perHeatingDegreeDay: 0 };
    const model = modelOf(madeDays(cooled, { ...year, noiseKwh: 3 }));
    expect([model.heatingBalanceC, model.perHeatingDegreeDay]).toEqual([null, 0]);
    expect(model.coolingBalanceC).toBeCloseTo(21, 0);
  });

  test("has no slope below nothing: a hall that uses less the colder it is has none", () => {
    const odd = { ...truth, perHeatingDegreeDay: -2, perCoolingDegreeDay: 0, coolingBalanceC: null };
    const model = modelOf(madeDays(odd, { ...year, noiseKwh: 1 }));
    expect(model.perHeatingDegreeDay).toBe(0);
    expect(model.perCoolingDegreeDay).toBeGreaterThan(0);
  });

  test("of a hall that the weather does not matter to is its base and its open days", () => {
    const plain = { ...truth, perHeatingDegreeDay: 0, perCoolingDegreeDay: 0 };
    const model = modelOf(madeDays(plain, { ...year, noiseKwh: 5, seed: 12 }));
    expect([model.heatingBalanceC, model.coolingBalanceC]).toEqual([null, null]);
    expect(model.perWorkday).toBeCloseTo(35, 0);
  });

  test("is not made from less than six weeks, nor from nothing", () => {
    const days = madeDays(truth, { ...year, noiseKwh: 1 });
    expect(fitDailyModel(days.slice(0, LEAST_DAYS - 1)).is).toBe("none");
    expect(fitDailyModel(days.slice(0, LEAST_DAYS)).is).toBe("model");
    expect(fitDailyModel(days.map(day => ({ ...day, kWh: 0 }))).is).toBe("none");
  });

  test("is the same after it was stored", () => {
    const model = modelOf(madeDays(truth, { ...year, noiseKwh: 3 }));
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });
});

describe("how well predictions describe days", () => {
  // By hand: errors 1, −1, 2, 2 of a mean of 11; SSE 10, Σ 4, n − p = 3; 7² … the spread of 10, 8, 12, 14 is 20.
  test("worked out by hand", () => {
    const dates = ["2025-03-03", "2025-03-04", "2025-03-05", "2025-03-09"];
    const days = [10, 8, 12, 14].map((kWh, index) => ({ date: dates[index]!, kWh }));
    const fit = describeFit(days, [9, 9, 10, 12], 1);
    expect(fit.r2).toBeCloseTo(1 - 10 / 20, 12);
    expect(fit.cvRmse).toBeCloseTo(Math.sqrt(10 / 3) / 11, 12);
    expect(fit.nmbe).toBeCloseTo(4 / (3 * 11), 12);
    // Two pairs of neighbours, −1 and −2, in errors of a variance of 2.5; the fourth day has no neighbour.
    expect(fit.autocorrelation).toBeCloseTo(-3 / 2 / 2.5, 12);
  });

  test("predictions that are too low have a positive bias", () => {
    const days = [
      { date: "2025-03-03", kWh: 10 },
      { date: "2025-03-04", kWh: 10 },
    ];
    expect(describeFit(days, [8, 8], 0).nmbe).toBeGreaterThan(0);
  });
});
