import { describe, expect, it } from "vitest";
import { daysOf } from "./day.ts";
import { weatherOver } from "./weather.ts";

const days = daysOf("Asia/Shanghai");
const at = (local: string) => Date.parse(`${local}+08:00`);
const seeds = Array.from({ length: 200 }, (_, i) => i);
const over = (seed: number) => weatherOver(days, seed);
const extremes = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;
const every = (minutes: number, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => from + i * minutes * 60_000);

describe("a summer day, whatever the seed", () => {
  const temperatures = (local: string) => extremes(seeds.map(seed => over(seed).outdoorC(at(local))));

  it("peaks at about 34 °C in the early afternoon", () => {
    const [low, high] = temperatures("2025-07-08T14:00");
    expect(low).toBeGreaterThan(32.5);
    expect(high).toBeLessThan(35.5);
  });

  it("is still above 30 °C at 17:00 and above 28 °C until 20:00", () => {
    expect(temperatures("2025-07-08T17:00")[0]).toBeGreaterThan(30);
    for (const moment of every(10, at("2025-07-08T17:00"), 19))
      expect(Math.min(...seeds.map(seed => over(seed).outdoorC(moment)))).toBeGreaterThan(28);
  });

  it("is below 28 °C by 22:00", () => {
    expect(temperatures("2025-07-08T22:00")[1]).toBeLessThan(28);
  });
});

it("winter is cold", () => {
  const [low, high] = extremes(every(60, at("2025-01-15T00:00"), 24).map(over(7).outdoorC));
  expect(low).toBeGreaterThan(-12);
  expect(high).toBeLessThan(5);
});

it("never jumps: less than 0.1 °C a minute over a week, midnights included", () => {
  const week = every(1, at("2025-07-07T00:00"), 7 * 1440).map(over(7).outdoorC);
  const steps = week.slice(1).map((value, i) => Math.abs(value - (week[i] ?? Number.NaN)));
  expect(Math.max(...steps)).toBeLessThan(0.1);
});

it("the sun shines by day only, and air is damp within 25 to 98 %", () => {
  const { sun, humidityPercent } = over(7);
  const hours = every(60, at("2025-07-08T00:00"), 24);
  expect(
    hours
      .map(moment => sun(moment) > 0)
      .map(Number)
      .join(""),
  ).toBe("000000111111111111110000");
  const [low, high] = extremes(hours.map(humidityPercent));
  expect([low >= 25, high <= 98]).toEqual([true, true]);
});
