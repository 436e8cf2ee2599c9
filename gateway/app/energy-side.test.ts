import { describe, expect, test } from "vitest";
import { QUARTER } from "#rules/energy/quarter.ts";
import { at, reading, rule } from "#rules/engine/testing/hall.ts";
import { hallCalendar } from "#rules/time/hall-calendar.ts";
import { after, hours, type Instant, instant, minutes } from "#rules/time/instant.ts";
import type { Trends } from "../ports/trends.ts";
import type { WireComparison, WireEnergy, WireHeat } from "../wire/energy.ts";
import { datesBetween } from "./energy-days.ts";
import { energyHall } from "./testing/energy-hall.ts";
import { meteredHall, says } from "./testing/metered-hall.ts";

const answerOf = async <T>(found: Promise<{ readonly is: string; readonly answer?: T }>): Promise<T> => {
  const { is, answer } = await found;
  if (answer === undefined) throw new Error(`it was ${is}`);
  return answer;
};
const lightOn = rule({
  id: "light-on",
  each: "light-circuit",
  condition: "light.power >= 10",
  waste: "light.power",
  hold: minutes(5),
});
const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
/** A day in quarters: 40 W-h while the hall is closed, 250 while it is open. */
const usualDay = (closed: number, open: number): readonly number[] =>
  Array.from({ length: 96 }, (_, n) => (n >= 31 && n < 70 ? open : closed));

describe("days of a hall", () => {
  test("a day of 25 hours is 100 quarters: the counter, the course and the heat map say the same", async () => {
    const day = [{ from: 9 * 60, to: 17 * 60 }];
    const calendar = hallCalendar({
      timeZone: "Europe/Lisbon",
      holidays: "none",
      staffFrom: null,
      week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day },
      dates: new Map(),
      seasons: new Map(),
    });
    const site = { ...meteredHall(), calendar };
    const midnight = instant(Date.parse("2026-10-25T00:00:00+01:00"));
    const hall = await energyHall({ site, start: after(midnight, hours(26)) });
    // A day before and an hour after belong to other days.
    const readings = Array.from({ length: 96 + 100 + 5 }, (_, n) =>
      says(site, "M1.energy", 1_000 + 0.25 * n, instant(midnight + (n - 96) * QUARTER)),
    );
    hall.meters.hear(readings);
    const asked = { from: "2026-10-25", to: "2026-10-25" };
    const told = await answerOf<WireEnergy>(hall.api.energy(asked));
    expect(told.total).toMatchObject({ kWh: 25, estimatedKwh: 0, isAtLeast: false, completeness: 1 });
    expect(told.course).toHaveLength(25);
    expect(sum(told.course.map(({ kWh }) => kWh))).toBe(25);
    const { days } = await answerOf<WireHeat>(hall.api.heat(asked));
    // The clock shows 01:00 … 02:00 twice.
    expect(days[0]?.kWh).toEqual([1, 2, ...Array.from({ length: 22 }, () => 1)]);
    await hall.stop();
  });

  test("what nobody measured is null in the heat map, and its time has no completeness: never 0 kWh that was kept", async () => {
    const hall = await energyHall({ site: meteredHall(), start: at("+1 09:00") });
    await hall.book("M1", at("08:15"), [1, 1, 1, 1]);
    const asked = { from: "2025-07-08", to: "2025-07-08" };
    const { days } = await answerOf<WireHeat>(hall.api.heat(asked));
    expect(days[0]?.kWh.flatMap((kWh, hour) => (kWh === null ? [] : [[hour, kWh]]))).toEqual([[8, 4]]);
    const told = await answerOf<WireEnergy>(hall.api.energy(asked));
    expect(told.total.completeness).toBeCloseTo(4 / 96, 9);
    expect(await hall.api.energy({ from: "2025-07-10", to: "2025-07-10" })).toMatchObject({ is: "refused" });
    expect(await hall.api.heat({ ...asked, meter: "M9" })).toMatchObject({ is: "unknown" });
    await hall.stop();
  });
});

describe("what findings cost", () => {
  const dates = datesBetween("2025-06-20", "2025-07-07").filter(date => {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return weekday >= 1 && weekday <= 5;
  });
  const midnightOf = (date: string): Instant => instant(Date.parse(`${date}T00:00:00+08:00`));
  const nights = async (signed: readonly string[]) => {
    const site = meteredHall();
    const hall = await energyHall({ site, start: at("00:00"), rules: [lightOn], signed });
    for (const date of datesBetween("2025-06-19", "2025-07-08")) {
      const day = midnightOf(date);
      await hall.book("M2", instant(day + QUARTER), usualDay(0.04, 0.25));
      await hall.book("M1", instant(day + QUARTER), usualDay(0.1, 1));
    }
    return { site, ...hall };
  };

  test("its own power, at the price of its time, each minute, and the page tells the dearest first", async () => {
    const { site, clock, engine, side, samples, repriced, api, stop } = await nights([]);
    clock.move(hours(20));
    const said = (value: number) =>
      engine.current.step({
        is: "readings",
        readings: [reading(site, "P1.power", value, clock.now())],
        at: clock.now(),
      });
    await side.start();
    said(400);
    for (let n = 0; n < 60; n += 1) {
      clock.move(minutes(1));
      said(400);
    }
    // Until the work that the timer began is done.
    await side.settled();
    const alert = engine.current.openAlerts().find(({ fact }) => fact === "light-on");
    const price = side.priceOf(alert?.id ?? "");
    expect(price).toMatchObject({ basis: "measured", currency: "CNY" });
    expect(price?.kWh).toBeCloseTo(0.4, 1);
    expect(price?.cost).toBeCloseTo(price?.kWh ?? 0, 9);
    expect(repriced).toContain(alert?.id);
    expect(samples.findLast(({ measurement }) => measurement === "finding_price")).toMatchObject({
      tags: { site: "site-t", zone: "hall", fact: "light-on", target: "P1", priority: "3" },
      fields: { kwh: price?.kWh, id: alert?.id },
    });
    const told = await answerOf<WireEnergy>(api.energy({ from: "2025-07-08", to: "2025-07-08" }));
    expect(told.findings).toMatchObject([{ alert: alert?.id, isOpen: true, basis: "measured" }]);
    await stop();
  });

  test("only nights that were verified teach what the hall has when it is closed", async () => {
    const unverified = await nights([]);
    await unverified.side.start();
    await unverified.side.settled();
    expect(unverified.side.references().size).toBe(0);
    await unverified.stop();
    const verified = await nights(dates);
    await verified.side.start();
    await verified.side.settled();
    expect(verified.side.references().get("M2")).toBeCloseTo(160, 6);
    const { closed, nights: told } = await answerOf(
      verified.api.understanding({ from: "2025-06-23", to: "2025-07-07" }),
    );
    expect(told.learned).toBeGreaterThan(5);
    expect(closed).toMatchObject({ referenceW: expect.closeTo(400, 6), excessKwh: expect.closeTo(0, 6) });
    expect(verified.samples.filter(({ measurement }) => measurement === "baseline")).toMatchObject([
      { tags: { meter: "M1" }, fields: { closed_w: expect.closeTo(400, 6) } },
      { tags: { meter: "M2" }, fields: { closed_w: expect.closeTo(160, 6) } },
    ]);
    await verified.stop();
  });

  test("hours are compared with what such hours have: the closed ones with verified nights, the others with open days", async () => {
    const { api, clock, side, stop } = await nights(dates);
    await side.start();
    await side.settled();
    clock.move(hours(20));
    const told = await answerOf<WireEnergy>(api.energy({ from: "2025-07-08", to: "2025-07-08" }));
    expect(told.course[2]?.baselineKwh).toBeCloseTo(0.4, 6);
    expect(told.course[10]?.baselineKwh).toBeCloseTo(4, 6);
    // Each meter with its own, and together what the hall should have had; of what nobody measures itself nothing is known.
    const own = new Map(told.meters.map(({ meter, is, baselineKwh }) => [`${meter} ${is}`, baselineKwh]));
    const total = told.total.baselineKwh ?? Number.NaN;
    const openHours = (total - 20 * 0.4) / (4 - 0.4);
    expect(own.get("M1 counter")).toBeCloseTo(total, 6);
    expect(own.get("M2 counter")).toBeCloseTo(openHours * 1 + (20 - openHours) * 0.16, 6);
    expect([own.get("P1 power"), own.get("V1 virtual")]).toEqual([null, null]);
    await stop();
  });
});

describe("what dashboards get", () => {
  test("a quarter when it is twenty minutes old, and again when it changes; nothing of what nobody measured", async () => {
    const site = meteredHall();
    const { clock, meters, side, samples, stop } = await energyHall({ site, start: at("12:00") });
    await side.start();
    const energy = () =>
      samples
        .filter(({ measurement }) => measurement === "energy")
        .map(({ tags, fields, at: end }) => [
          tags.meter,
          new Date(end).toISOString().slice(11, 16),
          fields.kwh,
        ]);
    const hear = (minute: number, kWh: number) =>
      meters.hear([says(site, "M1.energy", kWh, after(at("12:00"), minutes(minute)))]);
    for (let minute = 0; minute <= 30; minute += 5) hear(minute, 100 + minute / 10);
    await meters.settled();
    clock.move(minutes(34));
    await side.settled();
    expect(energy()).toEqual([]);
    clock.move(minutes(2));
    await side.settled();
    expect(energy()).toEqual([["M1", "04:15", 1.5]]);
    clock.move(minutes(15));
    await side.settled();
    expect(energy()).toEqual([
      ["M1", "04:15", 1.5],
      ["M1", "04:30", 1.5],
    ]);
    clock.move(minutes(1));
    await side.settled();
    expect(energy()).toHaveLength(2);
    expect(samples.find(({ measurement }) => measurement === "energy")).toEqual({
      measurement: "energy",
      tags: { site: "site-t", zone: "hall", meter: "M1", use: "whole" },
      fields: {
        ...{ kwh: 1.5, estimated_kwh: 0, covered_s: 900, at_least: 0 },
        ...{ cost: 1.5, kg_co2: 0.75 },
      },
      at: at("12:15"),
    });
    await stop();
  });

  test("a day and its compliance, once it is over", async () => {
    const { book, clock, side, samples, stop } = await energyHall({
      site: meteredHall(),
      start: at("22:00"),
    });
    await book("M1", at("00:15"), usualDay(0.1, 1));
    await side.start();
    await side.settled();
    const days = () =>
      samples.filter(({ measurement }) => ["energy_day", "compliance"].includes(measurement));
    // Of the day before nothing was measured: no line says that nothing was used.
    expect(days().map(({ measurement }) => measurement)).toEqual(["compliance"]);
    clock.move(hours(3));
    await side.settled();
    expect(days().slice(-2)).toMatchObject([
      {
        measurement: "energy_day",
        at: at("+1 00:00"),
        fields: { kwh: expect.closeTo(44.7, 9), cost: expect.closeTo(44.7, 9) },
      },
      { measurement: "compliance", at: at("+1 00:00"), fields: { violations: 0 } },
    ]);
    await stop();
  });
});

describe("what a change saved", () => {
  const from = instant(Date.parse("2025-04-01T00:00:00+08:00"));
  const DAYS = 98;
  /** From 16 °C on 1 April to 34 °C in July, the same all day long. */
  const outdoorC = (day: number): number => 16 + (18 * day) / DAYS + 2 * Math.sin(day);
  /** 20 kW.h and 3 more for each degree above 22 °C; from the change on 2. */
  const kWhOf = (day: number): number => 20 + (day < 70 ? 3 : 2) * Math.max(0, outdoorC(day) - 22);
  const trends: Trends = {
    states: async () => [],
    trend: async ({ points, from: begin, to }) => {
      const at = Float64Array.from(
        { length: Math.ceil((to - begin) / hours(1)) },
        (_, n) => begin + n * hours(1),
      );
      const mean = at.map(moment => outdoorC(Math.floor((moment - from) / hours(24))));
      const rest = {
        min: mean,
        max: mean,
        first: mean,
        last: mean,
        count: new Uint32Array(at.length).fill(60),
      };
      return points.map(point => ({ point, step: hours(1), from: "minutes", at, mean, ...rest }));
    },
  };

  test("is told with its band, in words that say what is doubtful; without any weather it is refused", async () => {
    const site = meteredHall(); // It has a weather station, which alone makes days comparable.
    const start = after(from, hours(24 * DAYS));
    const asked = {
      from: "2025-06-10",
      to: "2025-07-07",
      "with-from": "2025-04-01",
      "with-to": "2025-06-09",
    };
    const hall = await energyHall({ site, start, trends });
    for (let day = 0; day < DAYS; day += 1)
      await hall.book("M1", instant(from + day * hours(24) + QUARTER), Array(96).fill(kWhOf(day) / 96));
    const told = await answerOf<WireComparison>(hall.api.comparison(asked));
    const truth = sum(
      Array.from(
        { length: DAYS - 70 },
        (_, n) => 20 + 3 * Math.max(0, outdoorC(70 + n) - 22) - kWhOf(70 + n),
      ),
    );
    expect(told.reporting.days).toBe(28);
    expect(told.savings?.value).toBeCloseTo(truth, -1);
    expect(told.savings?.low).toBeLessThanOrEqual(truth);
    expect(told.savings?.high).toBeGreaterThanOrEqual(truth);
    expect(told.doubts.map(({ zh }) => zh).join()).toMatch(/不满一年/);
    const { model } = await answerOf(hall.api.understanding({ from: "2025-05-20", to: "2025-06-09" }));
    expect(model?.perCoolingDegreeDay).toBeCloseTo(3, 0);
    expect(await hall.api.comparison({ ...asked, "with-to": "2025-06-20" })).toMatchObject({ is: "refused" });
    const blind = await energyHall({ site, start });
    expect(await blind.api.comparison(asked)).toMatchObject({ is: "refused" });
    expect(
      (await answerOf(blind.api.understanding({ from: "2025-05-20", to: "2025-06-09" }))).why?.zh,
    ).toMatch(/没有室外温度/);
    await hall.stop();
    await blind.stop();
  });
});
