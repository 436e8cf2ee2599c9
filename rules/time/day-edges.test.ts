import { expect, it } from "vitest";
import type { CalendarPlan } from "./calendar-plan.ts";
import { type DayEdge, type EdgeMoment, MIDNIGHT } from "./day-edge.ts";
import { hallCalendar } from "./hall-calendar.ts";
import { instant } from "./instant.ts";
import { at, hours, shown, siteA, siteK, wall } from "./testing/halls.ts";

const told = (found: EdgeMoment): string => {
  switch (found.is) {
    case "at":
      return `${shown(found.at)}`;
    case "unknown":
      return `unknown ${shown(found.from)} to ${shown(found.until)}`;
    case "never":
      return "never";
    default:
      return found satisfies never;
  }
};
const around = (plan: CalendarPlan, edge: DayEdge, text: string) => {
  const calendar = hallCalendar(plan);
  return [told(calendar.latestEdge(edge, at(text))), told(calendar.upcomingEdge(edge, at(text)))];
};
const opening = { is: "opening" } as const;
const open = { is: "open" } as const;
const closing = { is: "closing" } as const;
const time = (text: string): DayEdge => ({ is: "time", minute: wall(text) });

it("people come in, the doors open and the hall closes once a business day", () => {
  const noon = "2025-07-08 12:30";
  expect(around(siteA, opening, noon)).toEqual(["2025-07-08 07:50", "2025-07-09 07:50"]);
  expect(around(siteA, open, noon)).toEqual(["2025-07-08 08:30", "2025-07-09 08:30"]);
  expect(around(siteA, closing, noon)).toEqual(["2025-07-07 17:30", "2025-07-08 17:30"]);
  expect(around(siteA, time("22:00"), noon)).toEqual(["2025-07-07 22:00", "2025-07-08 22:00"]);
  expect(around(siteA, MIDNIGHT, noon)).toEqual(["2025-07-08 00:00", "2025-07-09 00:00"]);
});

it("a moment is its own latest edge, and never its own next one", () => {
  expect(around(siteA, open, "2025-07-08 08:30")).toEqual(["2025-07-08 08:30", "2025-07-09 08:30"]);
  expect(around(siteA, MIDNIGHT, "2025-07-08 00:00")).toEqual(["2025-07-08 00:00", "2025-07-09 00:00"]);
});

it("closed days have a midnight and a ten o'clock, but no opening", () => {
  const saturday = "2025-07-12 12:00";
  expect(around(siteA, opening, saturday)).toEqual(["2025-07-11 07:50", "2025-07-14 07:50"]);
  expect(around(siteA, closing, "2025-10-04 12:00")).toEqual(["2025-09-30 17:30", "2025-10-09 17:30"]);
  expect(around(siteA, time("10:00"), saturday)).toEqual(["2025-07-12 10:00", "2025-07-13 10:00"]);
});

it("a business day that goes past midnight closes on the next date", () => {
  expect(around(siteK, closing, "2025-07-09 01:00")).toEqual(["2025-07-08 02:00", "2025-07-09 02:00"]);
  expect(around(siteK, open, "2025-07-09 01:00")).toEqual(["2025-07-08 18:00", "2025-07-09 18:00"]);
  expect(around(siteK, opening, "2025-07-09 17:30")).toEqual(["2025-07-09 17:00", "2025-07-10 17:00"]);
});

it("where nobody comes in before the doors open, both are one moment", () => {
  const plan = { ...siteA, staffFrom: null };
  expect(around(plan, opening, "2025-07-08 12:30")).toEqual(around(plan, open, "2025-07-08 12:30"));
});

it("in an unknown year edges of the business day may be anywhere, times of day are where they always are", () => {
  const first = "2027-01-01 10:00";
  expect(around(siteA, closing, first)).toEqual([
    "unknown 2027-01-01 00:00 to 2027-01-02 00:00",
    "unknown 2027-01-01 00:00 to 2027-01-02 00:00",
  ]);
  expect(around(siteA, opening, "2026-12-31 20:00")).toEqual([
    "2026-12-31 07:50",
    "unknown 2027-01-01 00:00 to 2027-01-02 00:00",
  ]);
  expect(around(siteA, closing, "2025-01-01 20:00")).toEqual([
    "unknown 2024-12-31 00:00 to 2025-01-01 00:00",
    "2025-01-02 17:30",
  ]);
  expect(around(siteA, time("22:00"), first)).toEqual(["2026-12-31 22:00", "2027-01-01 22:00"]);
});

it("the last night before an unknown year still closes when it does", () => {
  const plan = { ...siteK, holidays: "china" as const };
  expect(around(plan, closing, "2027-01-01 01:00")[1]).toBe("2027-01-01 02:00");
  expect(around(plan, closing, "2027-01-01 02:00")[0]).toBe("2027-01-01 02:00");
});

it("a hall that never opens has no edges, and one that opened once has one", () => {
  const never = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  const plan: CalendarPlan = { ...siteA, holidays: "none", week: never };
  expect(around(plan, open, "2025-07-08 12:00")).toEqual(["never", "never"]);
  const once = { ...plan, dates: new Map([["2025-07-19", hours("09:00-12:00")]]) };
  expect(around(once, open, "2025-07-08 12:00")).toEqual(["never", "2025-07-19 09:00"]);
  expect(around(once, open, "2031-07-08 12:00")).toEqual(["2025-07-19 09:00", "never"]);
});

it("where the clock goes back at midnight, the date begins once", () => {
  // Cairo goes from 24:00 on 2025-10-30 back to 23:00.
  const calendar = hallCalendar({ ...siteA, timeZone: "Africa/Cairo" });
  const utc = (text: string) => instant(Date.parse(text));
  const inTheHourAgain = utc("2025-10-30T21:30Z");
  expect(calendar.latestEdge(time("23:15"), inTheHourAgain)).toEqual({
    is: "at",
    at: utc("2025-10-30T20:15Z"),
  });
  expect(calendar.upcomingEdge(MIDNIGHT, inTheHourAgain)).toEqual({ is: "at", at: utc("2025-10-30T22:00Z") });
});
