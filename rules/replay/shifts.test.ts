import { describe, expect, test } from "vitest";
import { hallCalendar } from "../time/hall-calendar.ts";
import { type Instant, instant } from "../time/instant.ts";
import { shiftPlan } from "./shift-plan.ts";
import { shiftFinder, shiftsBetween } from "./shifts.ts";
import { weekFinder, weekOf, weeksBetween } from "./weeks.ts";

const shanghai = (text: string): Instant => instant(Date.parse(`${text.replace(" ", "T")}:00+08:00`));
const names = (text: string, from: Instant, to: Instant, zone = "Asia/Shanghai") =>
  shiftsBetween(shiftPlan(text) ?? [], zone, from, to).map(({ name }) => name);

describe("shifts", () => {
  test.each([
    ["08:00,20:00", [480, 1200]],
    ["0:00", [0]],
    ["20:00,08:00", null],
    ["08:00,08:00", null],
    ["8", null],
    ["24:00", null],
    ["", null],
  ])("%s is read as %j", (text, plan) => expect(shiftPlan(text)).toEqual(plan));

  test("belong to the day on which they begin, also past midnight", () => {
    const find = shiftFinder([480, 1200], "Asia/Shanghai");
    const seen = [
      "2025-07-08 07:59",
      "2025-07-08 08:00",
      "2025-07-08 19:59",
      "2025-07-08 20:00",
      "2025-07-09 03:00",
    ];
    expect(seen.map(text => find(shanghai(text)).name)).toEqual([
      "2025-07-07 20:00",
      "2025-07-08 08:00",
      "2025-07-08 08:00",
      "2025-07-08 20:00",
      "2025-07-08 20:00",
    ]);
  });

  test("follow each other without gap, the one under way at the beginning first", () =>
    expect(names("08:00,20:00", shanghai("2025-07-08 03:00"), shanghai("2025-07-09 08:00"))).toEqual([
      "2025-07-07 20:00",
      "2025-07-08 08:00",
      "2025-07-08 20:00",
    ]));

  test("keep their wall-clock times where the clock changes, and none is empty", () => {
    const from = instant(Date.parse("2025-03-29T00:00:00Z"));
    const to = instant(Date.parse("2025-03-31T00:00:00Z"));
    const shifts = shiftsBetween([60, 120, 1200], "Europe/Berlin", from, to);
    expect(shifts.map(({ name, since, until }) => [name, (until - since) / 3_600_000])).toEqual([
      ["2025-03-29 01:00", 1],
      ["2025-03-29 02:00", 18],
      ["2025-03-29 20:00", 5],
      ["2025-03-30 01:00", 1],
      ["2025-03-30 02:00", 17],
      ["2025-03-30 20:00", 5],
      ["2025-03-31 01:00", 1],
    ]);
  });
});

describe("weeks", () => {
  test.each([
    ["2025-07-08", "2025-W28"],
    ["2024-12-30", "2025-W01"],
    ["2027-01-03", "2026-W53"],
  ])("%s is in %s", (date, week) => expect(weekOf(date)).toBe(week));

  const calendar = hallCalendar({
    timeZone: "Asia/Shanghai",
    holidays: "none",
    staffFrom: null,
    week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
    dates: new Map(),
    seasons: new Map(),
  });

  test("begin on Monday in the hall's zone", () => {
    const find = weekFinder(calendar);
    expect(find(shanghai("2025-07-06 23:59"))).toBe("2025-W27");
    expect(find(shanghai("2025-07-07 00:00"))).toBe("2025-W28");
  });

  test("from a Sunday to a Monday are all there, a week that only ends at its beginning is not", () => {
    expect(weeksBetween(calendar, shanghai("2025-07-06 12:00"), shanghai("2025-07-14 00:00"))).toEqual([
      "2025-W27",
      "2025-W28",
    ]);
    expect(weeksBetween(calendar, shanghai("2025-07-06 12:00"), shanghai("2025-07-14 00:01")).at(-1)).toBe(
      "2025-W29",
    );
    expect(weeksBetween(calendar, shanghai("2025-01-01 00:00"), shanghai("2026-01-01 00:00"))).toHaveLength(
      53,
    );
    expect(weeksBetween(calendar, shanghai("2025-07-06 12:00"), shanghai("2025-07-06 12:00"))).toEqual([]);
  });
});
