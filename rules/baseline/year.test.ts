import { describe, expect, test } from "vitest";
import { judgeYear } from "./testing/judge-year.ts";
import { savedInYear } from "./testing/saved-in-year.ts";
import { savedInYears } from "./testing/saved-in-years.ts";
import { firstCircuits, nightsOfYear, scores } from "./testing/score-year.ts";

// One whole year of a made-up hall through admission, the rules of the packs, the ledger and all that is learned from it.
const EVERY_MINUTES = 15;
const judged = judgeYear(3, EVERY_MINUTES);
const nights = nightsOfYear(judged);

describe("a year of which everything is known", () => {
  test("stands in the ledger to the watt-hour, whatever happened to its meters", () => {
    for (const [meter, { countedKwh, lostKwh }] of judged.truth.meters) {
      const quarters = judged.quarters.get(meter) ?? [];
      const booked = quarters.reduce((sum, { kWh }) => sum + kWh, 0);
      expect(Math.abs(booked - (judged.countedKwh.get(meter) ?? 0)), meter).toBeLessThan(1e-6);
      expect(Math.abs(booked - (countedKwh - lostKwh)), meter).toBeLessThan(1e-6);
      expect(quarters.every(({ kWh }) => kWh >= 0)).toBe(true);
    }
  });

  test("has its faults found, and what is told is right; what nothing can tell is not found", () => {
    const all = scores(judged, nights).map(
      ({ what, by, injected, found, told, right }) =>
        `${what}, ${by}: ${found} of ${injected}, ${right} of ${told} right`,
    );
    expect(all).toEqual([
      "light left on, light-after-closing: 33 of 33, 33 of 33 right",
      "air-conditioner left on, cooling-after-closing: 10 of 10, 10 of 10 right",
      expect.stringMatching(/^setpoint below 26 °C, summer-setpoint: (\d+) of \1, (\d+) of \2 right$/),
      "clock on the wall, clock-wrong: 1 of 1, 1 of 1 right",
      "silent sensor, blind: 5 of 5, 5 of 5 right",
      // Also the three whose own sensors were silent.
      "light left on, 240 W and more, night excess of M-light: 29 of 29, 29 of 29 right",
      // A circuit is asked about 100 W and more.
      "light left on, 80 W, night excess of M-light: 0 of 4, 29 of 29 right",
      // In mild nights its fans alone run, with 90 W.
      "air-conditioner left on, night excess of M-ac: 6 of 10, 16 of 16 right",
      "stuck valve, 700 W, night excess of M-ac: 10 of 10, 16 of 16 right",
      "unmetered load, 1,600 W, night excess of M-main: 8 of 8, 17 of 17 right",
      // Behind the main meter alone, which is asked about 1 kW and more.
      "unmetered load, 300 W, night excess of M-main: 0 of 6, 17 of 17 right",
      // A new meter looks like a reset until a person says what it was.
      "counter: reset, ledger: 1 of 1, 1 of 2 right",
      "counter: rollover, ledger: 1 of 1, 1 of 1 right",
      "counter: replacement, ledger: 1 of 1, 1 of 1 right",
      "counter: gap, ledger: 2 of 2, 6 of 6 right",
      "counter: glitch, ledger: 3 of 3, 3 of 3 right",
      "device clock 8 h ahead, admission: 1 of 1, 1 of 1 right",
      // Within what may be late: nothing in its values says so.
      "device clock 20 min behind, nothing: 0 of 1, 0 of 0 right",
    ]);
  });

  test("names the circuit behind a night's excess first", () => {
    const { asked, right } = firstCircuits(judged, nights);
    expect(asked).toBeGreaterThan(5);
    expect(right).toBe(asked);
  });

  test("learns nothing from nights that nobody verified, or a light left on for weeks would be normal", () => {
    const stretch = (understood: typeof nights): number =>
      understood
        .get("M-light")
        ?.nights.filter(
          ({ night, judged: seen }) =>
            night.date >= "2025-04-08" && night.date <= "2025-04-29" && seen?.isExcessive,
        ).length ?? 0;
    const signed = new Map([...judged.truth.closings].map(([date]) => [date, "signed" as const]));
    expect(stretch(nights)).toBe(14);
    expect(stretch(nightsOfYear(judged, signed))).toBeLessThan(14);
  });

  test("says what 26 °C saved, estimated, with the truth in the band", () => {
    for (const meter of ["M-main", "M-ac"]) {
      const { said, truthKwh } = savedInYear(judged, meter, nights, EVERY_MINUTES);
      expect(said.savings.low, meter).toBeLessThanOrEqual(truthKwh);
      expect(said.savings.high, meter).toBeGreaterThanOrEqual(truthKwh);
      expect(said.savings.low, meter).toBeGreaterThan(0);
      expect(said.doubts.map(({ is }) => is)).toContain("short-baseline");
    }
  });
});

describe("six other years, each by a whole year before it", () => {
  test("have the truth in the band as often as chance has it, and no bias", () => {
    const { inBand, meanErrorShare } = savedInYears(
      "M-main",
      Array.from({ length: 6 }, (_, index) => index + 1),
    );
    // At 68 % two or more of six are in the band in 98 of 100 such tests; bench/year.ts asks forty.
    expect(inBand).toBeGreaterThanOrEqual(2);
    expect(Math.abs(meanErrorShare)).toBeLessThan(0.02);
  });
});
