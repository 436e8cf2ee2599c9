import { expect, it } from "vitest";
import type { CalendarPlan } from "./calendar-plan.ts";
import type { DayEdge } from "./day-edge.ts";
import { hallCalendar } from "./hall-calendar.ts";
import { instant, minutes } from "./instant.ts";
import { at, hours, shown, siteA, siteK, wall } from "./testing/halls.ts";
import { type DayWindow, type WindowEdge, windowAt } from "./windows.ts";

/** `closing + 15`, `22:00`, `open - 10`: minutes. */
const edge = (text: string): WindowEdge => {
  const [name = "", sign, offset = "0"] = text.split(" ");
  const named: DayEdge = /^\d/.test(name)
    ? { is: "time", minute: wall(name) }
    : { is: name as "opening" | "open" | "closing" };
  return { at: named, offset: minutes(sign === "-" ? -Number(offset) : Number(offset)) };
};
const window = (from: string, to: string): DayWindow => ({ from: edge(from), to: edge(to) });
const state = (plan: CalendarPlan, win: DayWindow, text: string) => {
  const { inForce, next } = windowAt(win, hallCalendar(plan), at(text));
  return [inForce, shown(next)];
};
const table = (plan: CalendarPlan, win: DayWindow, texts: readonly string[]) =>
  texts.map(text => state(plan, win, text)[0]);

it("the last ten minutes before opening begin and end on the minute", () => {
  const win = window("open - 10", "open");
  expect(state(siteA, win, "2025-07-08 08:19")).toEqual(["no", "2025-07-08 08:20"]);
  expect(state(siteA, win, "2025-07-08 08:20")).toEqual(["yes", "2025-07-08 08:30"]);
  expect(state(siteA, win, "2025-07-08 08:30")).toEqual(["no", "2025-07-09 08:20"]);
  // A weekend in between.
  expect(state(siteA, win, "2025-07-11 08:30")).toEqual(["no", "2025-07-14 08:20"]);
});

it("a quarter of an hour after closing lasts until people come in, over a weekend and over a holiday", () => {
  const win = window("closing + 15", "opening");
  const seen = [
    "2025-07-11 17:44",
    "2025-07-11 17:45",
    "2025-07-13 03:00",
    "2025-07-14 07:49",
    "2025-07-14 07:50",
  ];
  expect(table(siteA, win, seen)).toEqual(["no", "yes", "yes", "yes", "no"]);
  expect(table(siteA, win, ["2025-10-04 12:00", "2025-10-08 23:00", "2025-10-09 07:50"])).toEqual([
    "yes",
    "yes",
    "no",
  ]);
  // A Sunday that is worked for a holiday.
  expect(table(siteA, win, ["2025-09-28 07:49", "2025-09-28 07:50", "2025-09-28 17:45"])).toEqual([
    "yes",
    "no",
    "yes",
  ]);
});

it("a window by the clock alone is there every day, also where the calendar is unknown", () => {
  const win = window("22:00", "06:00");
  expect(
    table(siteA, win, ["2025-07-12 21:59", "2025-07-12 22:00", "2025-07-13 05:59", "2025-07-13 06:00"]),
  ).toEqual(["no", "yes", "yes", "no"]);
  expect(table(siteA, win, ["2027-05-12 12:00", "2027-05-12 23:00"])).toEqual(["no", "yes"]);
});

it("a KTV's evening belongs to the date it began on", () => {
  expect(
    table(siteK, window("open", "closing"), ["2025-07-08 18:00", "2025-07-09 01:59", "2025-07-09 02:00"]),
  ).toEqual(["yes", "yes", "no"]);
  const prepared = window("opening", "open");
  expect(table(siteK, prepared, ["2025-07-08 16:59", "2025-07-08 17:00", "2025-07-08 18:00"])).toEqual([
    "no",
    "yes",
    "no",
  ]);
  const last = window("closing - 30", "closing + 30");
  expect(
    table(siteK, last, ["2025-07-09 01:29", "2025-07-09 01:30", "2025-07-09 02:29", "2025-07-09 02:30"]),
  ).toEqual(["no", "yes", "yes", "no"]);
});

it("where both ends are one moment there is nothing between them", () => {
  const plan = { ...siteA, staffFrom: null };
  expect(
    table(plan, window("opening", "open"), ["2025-07-08 08:29", "2025-07-08 08:30", "2025-07-08 12:00"]),
  ).toEqual(["no", "no", "no"]);
  const day = hours("00:00-24:00");
  const always = {
    ...siteK,
    staffFrom: null,
    week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day },
  };
  expect(table(always, window("closing", "opening"), ["2025-07-08 00:00", "2025-07-08 12:00"])).toEqual([
    "no",
    "no",
  ]);
});

it("an unknown year is unknown until an edge that is known", () => {
  const win = window("closing + 15", "opening");
  expect(state(siteA, win, "2026-12-31 18:00")).toEqual(["yes", "2027-01-01 00:00"]);
  expect(state(siteA, win, "2027-01-01 00:00")).toEqual(["unknown", "2027-01-01 00:15"]);
  expect(table(siteA, win, ["2027-06-01 12:00", "2027-06-01 23:00"])).toEqual(["unknown", "unknown"]);
  const known = { ...siteA, dates: new Map([["2027-06-02", hours("09:00-17:00")]]) };
  expect(
    table(known, win, ["2027-06-02 07:49", "2027-06-02 07:50", "2027-06-02 17:15", "2027-06-03 00:00"]),
  ).toEqual(["unknown", "no", "yes", "unknown"]);
});

it("what may come only where nobody knows changes nothing that it could not change", () => {
  // The opening ten hours before which the window ends may be in the unknown year, but the window is over by then.
  expect(table(siteA, window("closing", "opening - 600"), ["2026-12-31 15:00", "2026-12-31 17:30"])).toEqual([
    "no",
    "unknown",
  ]);
  // On the last evening of the known year the next opening may already be less than an hour away.
  const win = window("21:00", "opening - 60");
  expect(
    table(siteA, win, ["2026-12-31 20:59", "2026-12-31 21:00", "2026-12-31 22:59", "2026-12-31 23:00"]),
  ).toEqual(["no", "yes", "yes", "unknown"]);
});

it("clock changes make a window longer or shorter, and lose none", () => {
  const lisbon = { ...siteK, timeZone: "Europe/Lisbon" };
  const hoursInForce = (date: string) => {
    const win = window("00:30", "03:30");
    const start = Date.parse(`${date}T00:00Z`);
    const quarters = Array.from({ length: 24 }, (_, i) => instant(start + (i - 4) * 900_000));
    return quarters.filter(when => windowAt(win, hallCalendar(lisbon), when).inForce === "yes").length / 4;
  };
  expect([hoursInForce("2025-03-30"), hoursInForce("2025-07-08"), hoursInForce("2025-10-26")]).toEqual([
    2, 3, 4,
  ]);
});

it("a hall that never opens has no such window, for ever", () => {
  const never = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  const plan: CalendarPlan = { ...siteA, holidays: "none", week: never };
  expect(state(plan, window("opening", "closing"), "2025-07-08 12:00")).toEqual(["no", null]);
});
