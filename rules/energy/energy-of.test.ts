import { describe, expect, test } from "vitest";
import type { EnergyPlan, Meter, Tariff } from "../site/energy-plan.ts";
import { hallCalendar } from "../time/hall-calendar.ts";
import { type Instant, instant, millis } from "../time/instant.ts";
import { at, shown, siteA } from "../time/testing/halls.ts";
import { day, momentOf } from "../time/wall-clock.ts";
import { boundOf } from "./bound.ts";
import { energyOf } from "./energy-of.ts";
import type { MeterQuarter } from "./ledger.ts";
import { QUARTER } from "./quarter.ts";

const named = (id: string) => ({ id, name: { zh: id, en: id } });
const METERS: readonly Meter[] = [
  { ...named("main"), is: "counter", point: 0, zone: "equip", use: "whole", under: null },
  { ...named("light"), is: "counter", point: 1, zone: "equip", use: "lighting", under: "main" },
  { ...named("L1"), is: "power", point: 2, zone: "hall", use: "lighting", under: "light" },
  { ...named("ac"), is: "power", point: 3, zone: "hall", use: "hvac", under: "main" },
  {
    ...named("rest"),
    is: "virtual",
    zone: null,
    use: "other",
    under: null,
    plus: ["main"],
    minus: ["light", "ac"],
  },
];

const TARIFF: Tariff = {
  id: "t",
  region: "示例",
  currency: "CNY",
  source: "example",
  validFrom: "2025-01-01",
  validTo: "2025-07-31",
  seasons: [
    {
      months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      days: {
        workday: [
          { from: 0, to: 480, level: "valley" },
          { from: 480, to: 1440, level: "peak" },
        ],
      },
    },
  ],
  prices: { peak: 1, valley: 0.25 },
  demandPerKw: 40,
};

const PLAN: EnergyPlan = {
  meters: METERS,
  tariffs: [TARIFF],
  carbon: {
    id: "c",
    kgPerKwh: 0.5,
    scope: "national",
    kind: "location",
    dataYear: 2023,
    published: "2026-01",
    source: "example",
  },
};

/** Each meter the same in every quarter of a time, measured all along. */
const steady = (
  from: Instant,
  to: Instant,
  kWh: Readonly<Record<string, number>>,
): readonly MeterQuarter[] => {
  const quarters: MeterQuarter[] = [];
  for (let end = from + QUARTER; end <= to; end += QUARTER)
    for (const [meter, each] of Object.entries(kWh))
      quarters.push({
        meter,
        end: instant(end),
        kWh: each,
        estimatedKwh: 0,
        covered: QUARTER,
        isAtLeast: false,
      });
  return quarters;
};

const USUAL = { main: 1, light: 0.25, L1: 0.125, ac: 0.5 };
const shanghai = hallCalendar(siteA);
const [from, to] = [at("2025-07-08 00:00"), at("2025-07-09 00:00")];
const asked = { plan: PLAN, calendar: shanghai, from, to, until: to };
const round = (n: number): number => Math.round(n * 1e6) / 1e6;

describe("the energy of a day", () => {
  const energy = energyOf({ ...asked, quarters: steady(from, to, USUAL) });

  test("stands along the tree, with what no meter below accounts for, and what is worked out of others last", () => {
    expect(energy.meters.map(({ meter, is, under, kWh }) => [meter, is, under, round(kWh)])).toEqual([
      ["main", "counter", null, 96],
      ["light", "counter", "main", 24],
      ["L1", "power", "light", 12],
      ["light/rest", "unaccounted", "light", 12],
      ["ac", "power", "main", 48],
      ["main/rest", "unaccounted", "main", 24],
      ["rest", "virtual", null, 24],
    ]);
    expect(energy.total).toMatchObject({
      kWh: 96,
      estimatedKwh: 0,
      isAtLeast: false,
      completeness: 1,
      kgCO2: 48,
    });
    expect(energy.gaps).toEqual([]);
  });

  test("is told once by use and once by zone, each adding up to the whole", () => {
    expect(energy.uses.map(({ of, kWh, share }) => [of, kWh, share])).toEqual([
      ["hvac", 48, 0.5],
      ["whole", 24, 0.25],
      ["lighting", 24, 0.25],
    ]);
    expect(energy.zones.map(({ of, kWh }) => [of, kWh])).toEqual([
      ["hall", 60],
      ["equip", 36],
    ]);
  });

  test("costs what its level costs, and the month's demand is told but not charged before the month is over", () => {
    expect(energy.levels).toEqual([
      { level: "peak", kWh: 64, cost: 64 },
      { level: "valley", kWh: 32, cost: 8 },
    ]);
    expect(energy.total.cost).toBe(72);
    expect(energy.bill).toBe(72);
    expect(energy.demand).toMatchObject([{ month: "2025-07", powerW: 4_000, cost: 160, isWhole: false }]);
    expect(energy.currency).toBe("CNY");
  });

  test("has its closed hours by the calendar, and its course by the hours of the day", () => {
    // Closed until 07:50, of which the quarter is that at its middle, and from 17:30.
    expect(energy.total.closedKwh).toBe(4 * 7.75 + 4 * 6.5);
    expect(energy.course.length).toBe(24);
    expect(energy.course.slice(0, 2).map(({ end, kWh }) => [shown(end), kWh])).toEqual([
      ["2025-07-08 01:00", 4],
      ["2025-07-08 02:00", 4],
    ]);
  });
});

describe("energy of which not all is known", () => {
  test("says of every figure how much of it was measured, and never less than it knows", () => {
    const quarters = steady(from, to, USUAL).map((each): MeterQuarter => {
      const hour = (each.end - from) / 3_600_000;
      if (each.meter !== "light" || hour <= 6 || hour > 12) return each;
      // A gap of six hours whose amount is known afterwards.
      return { ...each, estimatedKwh: each.kWh, covered: millis(0) };
    });
    const lost = quarters.filter(({ meter, end }) => meter !== "ac" || end <= at("2025-07-08 18:00"));
    const energy = energyOf({ ...asked, quarters: lost });
    const figures = energy.meters.map(each => [
      each.meter,
      each.kWh,
      each.estimatedKwh,
      boundOf(each),
      each.completeness,
    ]);
    expect(figures).toEqual([
      ["main", 96, 0, "whole", 1],
      ["light", 24, 6, "whole", 0.75],
      ["L1", 12, 0, "whole", 1],
      ["light/rest", 12, 6, "whole", 0.75],
      ["ac", 36, 0, "at-least", 0.75],
      ["main/rest", 36, 6, "at-most", 0.5],
      ["rest", 36, 6, "at-most", 0.5],
    ]);
    expect(energy.gaps.map(gap => [gap.meter, shown(gap.from), gap.estimatedKwh])).toEqual([
      ["light", "2025-07-08 06:00", 6],
      ["ac", "2025-07-08 18:00", null],
    ]);
  });

  test("of nothing booked is nothing known, which is not nothing used", () => {
    const { total, meters } = energyOf({ ...asked, quarters: [] });
    expect(total).toMatchObject({ kWh: 0, isAtLeast: true, completeness: 0, peak: null });
    expect(meters.every(({ isAtLeast }) => isAtLeast)).toBe(true);
  });

  test("until now is complete by now, though the last readings are on their way", () => {
    const until = at("2025-07-08 10:05");
    const running = steady(from, at("2025-07-08 10:00"), USUAL);
    const last = {
      ...running[0],
      meter: "main",
      end: at("2025-07-08 10:15"),
      kWh: 0.3,
      covered: millis(290_000),
    } as MeterQuarter;
    const energy = energyOf({ ...asked, until, quarters: [...running, last] });
    expect(energy.meters[0]).toMatchObject({ kWh: 40.3, completeness: 1, isAtLeast: false });
    expect(energy.course.length).toBe(11);
    expect(energy.gaps).toEqual([]);
  });

  test("has no cost where no tariff is in force, and none where nobody said any", () => {
    const [july, august] = [at("2025-07-31 00:00"), at("2025-08-02 00:00")];
    const quarters = steady(july, august, USUAL);
    const energy = energyOf({ ...asked, from: july, to: august, until: august, quarters, step: "day" });
    expect(energy.course.map(({ date, cost }) => [date, cost])).toEqual([
      ["2025-07-31", 72],
      ["2025-08-01", null],
    ]);
    expect([energy.total.cost, energy.bill, energy.unpricedKwh]).toEqual([null, null, 96]);
    const free = energyOf({ ...asked, plan: { ...PLAN, tariffs: [] }, quarters: [] });
    expect([free.total.cost, free.currency, free.levels]).toEqual([null, null, []]);
  });

  test("in two currencies is not added up", () => {
    const other: Tariff = { ...TARIFF, id: "u", currency: "EUR", validFrom: "2025-08-01", validTo: null };
    const [july, august] = [at("2025-07-31 00:00"), at("2025-08-02 00:00")];
    const plan = { ...PLAN, tariffs: [TARIFF, other] };
    const energy = energyOf({ ...asked, plan, from: july, to: august, until: august, quarters: [] });
    expect([energy.currency, energy.total.cost]).toEqual([null, null]);
  });
});

test("a whole month that is over pays for its highest quarter", () => {
  const [june, july] = [at("2025-06-01 00:00"), at("2025-07-01 00:00")];
  const quarters = steady(june, july, USUAL).map(each =>
    each.meter === "main" && each.end === at("2025-06-17 15:30") ? { ...each, kWh: 5 } : each,
  );
  const energy = energyOf({ ...asked, from: june, to: july, until: july, quarters });
  expect(energy.demand).toEqual([
    { month: "2025-06", powerW: 20_000, end: at("2025-06-17 15:30"), cost: 800, isWhole: true },
  ]);
  expect(round((energy.bill ?? 0) - (energy.total.cost ?? 0))).toBe(800);
  expect(energy.course.length).toBe(30);
});

test.each([
  ["2025-03-30", 23],
  ["2025-03-29", 24],
  ["2025-10-26", 25],
])("%s in Lisbon has %i hours, each with its energy once", (date, count) => {
  const calendar = hallCalendar({ ...siteA, timeZone: "Europe/Lisbon", holidays: "none" });
  const midnight = (days: number): Instant => momentOf(day(date).add({ days }), 0, "Europe/Lisbon");
  const time = { from: midnight(0), to: midnight(1), until: midnight(1) };
  const energy = energyOf({ ...asked, ...time, calendar, quarters: steady(time.from, time.to, USUAL) });
  expect(energy.course.map(({ kWh }) => kWh)).toEqual(Array.from({ length: count }, () => 4));
  expect(energy.total.kWh).toBe(count * 4);
  const byDay = energyOf({
    ...asked,
    ...time,
    calendar,
    quarters: steady(time.from, time.to, USUAL),
    step: "day",
  });
  expect(byDay.course.map(each => [each.date, each.kWh, each.completeness])).toEqual([[date, count * 4, 1]]);
});

test("a year is told by its months and adds up", () => {
  const [first, last] = [at("2024-07-01 00:00"), at("2025-07-01 00:00")];
  const quarters = steady(first, last, USUAL);
  const energy = energyOf({ ...asked, from: first, to: last, until: last, quarters });
  expect(energy.course.length).toBe(12);
  expect(round(energy.total.kWh)).toBe(365 * 96);
});
