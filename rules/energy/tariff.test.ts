import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { Tariff, TariffLevel, TariffPeriod } from "../site/energy-plan.ts";
import { TARIFF_LEVELS, tariffPeriods } from "../site/tariff-periods.ts";
import { hallCalendar } from "../time/hall-calendar.ts";
import { hours, type Instant, instant, minutes } from "../time/instant.ts";
import { at, siteA } from "../time/testing/halls.ts";
import { day, momentOf } from "../time/wall-clock.ts";
import { QUARTER } from "./quarter.ts";
import { rates } from "./tariff.ts";

const PRICES = { critical: 1.4, peak: 1.2, flat: 0.7, valley: 0.3, "deep-valley": 0.2 } as const;
const ALL_DAY: readonly TariffPeriod[] = [{ from: 0, to: 1440, level: "flat" }];
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const tariff = (part: Partial<Tariff>): Tariff => ({
  id: "t",
  region: "示例",
  currency: "CNY",
  source: "example",
  validFrom: "2025-01-01",
  validTo: null,
  seasons: [{ months: MONTHS, days: { workday: ALL_DAY } }],
  prices: PRICES,
  ...part,
});

const zones = ["Asia/Shanghai", "Europe/Lisbon", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"];
/** A day of a tariff by its edges, each period with some level. */
const dayOf = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 1439 }), { maxLength: 6 }),
    fc.array(fc.constantFrom(...TARIFF_LEVELS), { minLength: 7, maxLength: 7 }),
  )
  .map(([edges, levels]) => {
    const marks = [0, ...edges.sort((a, b) => a - b), 1440];
    const said: Partial<Record<TariffLevel, { from: number; to: number }[]>> = {};
    for (const [index, from] of marks.slice(0, -1).entries()) {
      const level = levels[index] ?? "flat";
      said[level] = [...(said[level] ?? []), { from, to: marks[index + 1] ?? 1440 }];
    }
    return tariffPeriods(said);
  });

describe("a tariff", () => {
  test("has exactly one level at every moment that it holds, the one that the hall's wall clock says, in any zone", () => {
    fc.assert(
      fc.property(
        fc.tuple(dayOf, dayOf, dayOf, dayOf),
        fc.nat(11),
        fc.constantFrom(...zones),
        fc.array(fc.integer({ min: Date.UTC(2024, 11, 30), max: Date.UTC(2026, 0, 2) }), {
          minLength: 20,
          maxLength: 20,
        }),
        ([workday, weekend, holiday, winter], cut, timeZone, moments) => {
          expect([workday, weekend, holiday, winter].flatMap(({ faults }) => faults)).toEqual([]);
          const days = { workday: workday.periods, weekend: weekend.periods, holiday: holiday.periods };
          const seasons = [
            { months: MONTHS.slice(0, cut), days },
            { months: MONTHS.slice(cut), days: { workday: winter.periods } },
          ];
          const calendar = hallCalendar({ ...siteA, timeZone });
          const rateAt = rates([tariff({ seasons, validTo: "2025-12-31" })], calendar);
          for (const millis of moments) {
            const wall = Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(timeZone);
            const minute = wall.hour * 60 + wall.minute;
            const found = rateAt(instant(millis));
            expect(found === null).toBe(wall.year !== 2025);
            if (found === null) continue;
            const candidates = wall.month > cut ? [winter.periods] : Object.values(days);
            const levels = candidates.map(list =>
              list.filter(({ from, to }) => from <= minute && minute < to),
            );
            expect(levels.map(({ length }) => length)).toEqual(levels.map(() => 1));
            expect(levels.flat().map(({ level }) => level)).toContain(found.level);
            expect(found.perKwh).toBe(PRICES[found.level]);
          }
        },
      ),
      { numRuns: 150, seed: 370 },
    );
  });

  test("goes by the days of the state: a Saturday that is worked is a working day, an official day off a holiday", () => {
    const level = (name: TariffLevel): readonly TariffPeriod[] => [{ from: 0, to: 1440, level: name }];
    const days = { workday: level("peak"), weekend: level("valley"), holiday: level("deep-valley") };
    const rateAt = rates([tariff({ seasons: [{ months: MONTHS, days }] })], hallCalendar(siteA));
    const seen = ["2025-09-26", "2025-09-27", "2025-09-28", "2025-10-01", "2025-10-04", "2025-10-11"].map(
      date => [date, rateAt(at(`${date} 12:00`))?.level],
    );
    expect(seen).toEqual([
      ["2025-09-26", "peak"],
      ["2025-09-27", "valley"],
      ["2025-09-28", "peak"],
      ["2025-10-01", "deep-valley"],
      ["2025-10-04", "deep-valley"],
      ["2025-10-11", "peak"],
    ]);
    expect(rateAt(at("2025-10-01 12:00"))?.isCertain).toBe(true);
    expect(rateAt(at("2031-10-01 12:00"))).toMatchObject({ level: "peak", isCertain: false });
  });

  test.each([
    ["2025-03-30", 92, 16],
    ["2025-03-31", 96, 20],
    ["2025-10-26", 100, 24],
  ])(
    "on %s in Lisbon has %i quarters, each with the level that the wall clock shows",
    (date, count, early) => {
      const periods: readonly TariffPeriod[] = [
        { from: 0, to: 300, level: "valley" },
        { from: 300, to: 1440, level: "peak" },
      ];
      const seasons = [{ months: MONTHS, days: { workday: periods } }];
      const calendar = hallCalendar({ ...siteA, timeZone: "Europe/Lisbon", holidays: "none" });
      const rateAt = rates([tariff({ seasons })], calendar);
      const from = momentOf(day(date), 0, "Europe/Lisbon");
      const to = momentOf(day(date).add({ days: 1 }), 0, "Europe/Lisbon");
      const middles: Instant[] = [];
      for (let end = from + QUARTER; end <= to; end += QUARTER) middles.push(instant(end - QUARTER / 2));
      const levels = middles.map(middle => rateAt(middle)?.level);
      expect(levels.length).toBe(count);
      expect(levels.filter(level => level === "valley").length).toBe(early);
      expect(levels.filter(level => level === undefined)).toEqual([]);
    },
  );

  test("gives way to the market for the intervals of which its price is known", () => {
    const noon = at("2025-07-08 12:00");
    const market = new Map([["t", { stepMinutes: 30 as const, perKwh: new Map([[noon, 0.05]]) }]]);
    const rateAt = rates([tariff({})], hallCalendar(siteA), market);
    const price = (minute: number) => rateAt(instant(noon + minutes(minute)))?.perKwh;
    expect([-31, -29, 0, 1].map(price)).toEqual([0.7, 0.05, 0.05, 0.7]);
  });

  test("of one year and the next hold one after the other", () => {
    const list = [
      tariff({ id: "old", validTo: "2025-06-30" }),
      tariff({ id: "new", validFrom: "2025-07-01" }),
    ];
    const rateAt = rates(list, hallCalendar(siteA));
    const border = at("2025-07-01 00:00");
    const seen = [instant(border - 1), border, instant(border + hours(24))].map(
      each => rateAt(each)?.tariff.id,
    );
    expect(seen).toEqual(["old", "new", "new"]);
    expect(rateAt(at("2024-12-31 23:59"))).toBeNull();
  });
});
