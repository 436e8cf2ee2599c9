import { expect, test } from "vitest";
import { hallCalendar } from "../time/hall-calendar.ts";
import { minutes } from "../time/instant.ts";
import { shown, siteA } from "../time/testing/halls.ts";
import { type DeadlineReading, deadlinesOf } from "./deadlines.ts";
import { type Cycle, periodOf } from "./periods.ts";

const calendar = hallCalendar(siteA);
const lengths = { draftAfter: minutes(30), warnBefore: minutes(30) };
const row = (cycle: Cycle, date: string, reading: DeadlineReading = "strict") => {
  const found = deadlinesOf(cycle, periodOf(cycle, date), reading, { calendar, lengths });
  return [shown(found.draftAt), shown(found.warnAt), shown(found.dueAt), found.reading];
};

test("a daily report goes out before nine, one of a month or a quarter before the tenth as that is read", () => {
  expect([
    row("daily", "2025-07-21"),
    row("monthly", "2025-07-15"),
    row("monthly", "2025-07-15", "lenient"),
    row("quarterly", "2025-07-01"),
    row("weekly", "2025-07-23"),
    row("half-yearly", "2025-03-01"),
    row("yearly", "2025-03-01"),
  ]).toEqual([
    ["2025-07-22 00:30", "2025-07-22 08:30", "2025-07-22 09:00", null],
    // The 9th of August 2025 is a Saturday, and so is no day on which anybody is reminded.
    ["2025-08-01 00:30", "2025-08-08 08:30", "2025-08-10 00:00", "strict"],
    ["2025-08-01 00:30", "2025-08-08 08:30", "2025-08-11 00:00", "lenient"],
    // 1 to 8 October are days off, the 9th is a workday.
    ["2025-10-01 00:30", "2025-10-09 08:30", "2025-10-10 00:00", "strict"],
    ["2025-07-28 00:30", "2025-07-28 08:30", null, null],
    ["2025-07-01 00:30", "2025-07-01 08:30", null, null],
    ["2026-01-01 00:30", "2026-01-01 08:30", null, null],
  ]);
});

test("midnight and nine are those of the hall, also on the day on which its clock goes back", () => {
  const lisbon = hallCalendar({ ...siteA, timeZone: "Europe/Lisbon", holidays: "none" });
  const found = deadlinesOf("daily", periodOf("daily", "2025-10-25"), "strict", {
    calendar: lisbon,
    lengths,
  });
  expect([found.draftAt, found.dueAt].map(at => new Date(at ?? 0).toISOString())).toEqual([
    "2025-10-25T23:30:00.000Z",
    "2025-10-26T09:00:00.000Z",
  ]);
});
