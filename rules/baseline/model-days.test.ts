import { describe, expect, test } from "vitest";
import { instant, minutes } from "../time/instant.ts";
import { datesBetween, dayEnergies, dayTemperatures } from "./day-sums.ts";
import { type DayValue, modelDays } from "./model-days.ts";
import { at, calendar, quartersOf } from "./testing/made-nights.ts";

describe("days that a model is made from", () => {
  const dates = datesBetween("2025-09-26", "2025-09-30");
  const full = (value: number): readonly DayValue[] => dates.map(date => ({ date, value, completeness: 1 }));

  test("know make-up workdays and days off, and name what was left out", () => {
    const energy = full(60).map((day, index) => (index === 3 ? { ...day, completeness: 0.89 } : day));
    const weather = full(21).filter(({ date }) => date !== "2025-09-27");
    const { days, leftOut } = modelDays(calendar, energy, weather);
    expect(days).toEqual([
      { date: "2025-09-26", kWh: 60, outdoorC: 21, isOpen: true },
      { date: "2025-09-28", kWh: 60, outdoorC: 21, isOpen: true },
      { date: "2025-09-30", kWh: 60, outdoorC: 21, isOpen: true },
    ]);
    expect(leftOut).toEqual([
      { date: "2025-09-27", why: "weather-incomplete" },
      { date: "2025-09-29", why: "energy-incomplete" },
    ]);
  });

  test("what is out of the ordinary is taken off where it is known and left out where it is not", () => {
    const events = [
      { from: "2025-09-26", to: "2025-09-27", why: "heaters of the builders", adjustKwhPerDay: 12 },
      { from: "2025-09-29", to: "2025-09-29", why: "a fair", adjustKwhPerDay: null },
    ];
    const { days, leftOut } = modelDays(calendar, full(60), full(21), events);
    expect(days.map(({ kWh }) => kWh)).toEqual([48, 48, 60, 60]);
    expect(leftOut).toEqual([{ date: "2025-09-29", why: "non-routine" }]);
  });

  test("a year without an official calendar teaches nothing", () => {
    const day = [{ date: "2027-03-01", value: 1, completeness: 1 }];
    expect(modelDays(calendar, day, day).leftOut).toEqual([{ date: "2027-03-01", why: "no-calendar" }]);
  });
});

describe("energy and temperature of a day", () => {
  test("a day of 23 hours has 92 quarters, one of 25 a hundred", () => {
    const zone = "Europe/Lisbon";
    const lisbon = (text: string) => instant(Date.parse(text));
    const quarters = quartersOf(lisbon("2026-03-28T00:00Z"), lisbon("2026-10-27T00:00Z"), () => 1_000);
    const days = dayEnergies(quarters, ["2026-03-28", "2026-03-29", "2026-10-25"], zone);
    expect(days.map(({ value, completeness }) => [value, completeness])).toEqual([
      [24, 1],
      [23, 1],
      [25, 1],
    ]);
  });

  test("nothing is filled in: a day half measured has what was measured, and a day without anything nothing", () => {
    const quarters = quartersOf(at("2025-03-04 00:00"), at("2025-03-04 12:00"), () => 1_000);
    expect(dayEnergies(quarters, ["2025-03-03", "2025-03-04"], "Asia/Shanghai")).toEqual([
      { date: "2025-03-03", value: 0, completeness: 0 },
      { date: "2025-03-04", value: 12, completeness: 0.5 },
    ]);
  });

  test("the mean temperature is of the stretches that are known", () => {
    const from = at("2025-03-04 00:00");
    const known = Array.from({ length: 24 }, (_, hour) => hour).filter(hour => hour !== 5);
    const course = {
      at: known.map(hour => from + minutes(60 * hour)),
      mean: known.map(hour => (hour === 12 ? Number.NaN : hour)),
      step: minutes(60),
    };
    const [day] = dayTemperatures(course, ["2025-03-04"], "Asia/Shanghai");
    expect(day?.completeness).toBeCloseTo(22 / 24, 12);
    expect(day?.value).toBeCloseTo((276 - 5 - 12) / 22, 12);
  });
});
