import { describe, expect, test } from "vitest";
import type { Words } from "../site/model.ts";
import { hallCalendar } from "../time/hall-calendar.ts";
import { hours as hoursOf, siteA } from "../time/testing/halls.ts";
import { duty, span } from "./testing/duties.ts";
import { deskOf, heard, says, trail } from "./testing/hall.ts";

const fire = duty({ id: "fire", when: { is: "week", weekday: 1, window: span("opening", "open") } });
const daily = duty({ id: "daily", who: "cleaner", when: { is: "day", windows: [span("open", "closing")] } });
const month = duty({ id: "month", when: { is: "month", workday: null } });
const closed = (...dates: readonly string[]) =>
  hallCalendar({ ...siteA, dates: new Map(dates.map(date => [date, hoursOf()])) });

describe.each([
  ["as it goes", false],
  ["with another clerk before every step", true],
])("a holiday that is announced late, %s", (_name, isRestarted) => {
  test("moves and takes away what was planned, says what, and tells those whose duty it is", () => {
    const desk = deskOf([fire, daily, month], "2025-07-17 12:00", isRestarted);
    desk.plan("2025-07-18 10:00", closed("2025-07-21", "2025-07-22"));
    const [entry] = desk.entries.filter(({ what }) => what === "re-planned");
    const words = (key: string) =>
      (entry as { readonly detail: Record<string, readonly Words[]> }).detail[key]?.map(({ en }) => en);
    expect([words("added"), words("removed"), words("moved")]).toEqual([
      [],
      [
        "daily 2025-07-21: not due (was 07-21 08:30–17:30)",
        "daily 2025-07-22: not due (was 07-22 08:30–17:30)",
      ],
      ["fire 2025-07-21: 07-21 07:50–08:30 becomes 07-23 07:50–08:30, closed day: set for this date"],
    ]);
    expect(desk.reminders.map(({ role, title, steps }) => [role, title.en, steps.length])).toEqual([
      ["cleaner", "The calendar was changed: 2 tasks are planned otherwise", 2],
      ["duty-manager", "The calendar was changed: 1 task is planned otherwise", 1],
    ]);
    desk.until("2025-07-23 12:00");
    expect(trail(desk).filter(line => line.includes("fire/2025-07-21"))).toEqual([
      "07-23 07:50 deferred fire/2025-07-21 (closed day: set for this date)",
      "07-23 07:50 opened fire/2025-07-21 (closed day: set for this date)",
    ]);
    expect(desk.entries.filter(({ what }) => what === "re-planned").length).toBe(1);
  });

  test("on the day itself withdraws what is open, and puts off what has another day", () => {
    const desk = deskOf([fire, daily], "2025-07-20 12:00", isRestarted);
    desk.until("2025-07-21 09:00");
    expect(heard(desk, "2025-07-21 09:00").length).toBe(1);
    desk.plan("2025-07-21 09:01", closed("2025-07-21"));
    expect(heard(desk, "2025-07-21 09:02")).toEqual([]);
    expect(desk.task("daily/2025-07-21")).toMatchObject({ state: "withdrawn" });
    expect(desk.ask("2025-07-21 09:03", says("M1", "fire/2025-07-21"))).toBe("this opens at 07-22 07:50");
    expect(desk.ask("2025-07-22 08:00", says("M1", "fire/2025-07-21"))).toBeUndefined();
    expect(desk.task("fire/2025-07-21")).toMatchObject({ state: "done", lateBy: null });
  });

  test("asks nothing again that was done already", () => {
    const desk = deskOf([fire, daily], "2025-07-20 12:00", isRestarted);
    desk.ask("2025-07-21 08:00", says("M1", "fire/2025-07-21"));
    desk.plan("2025-07-21 08:10", closed("2025-07-21"));
    desk.until("2025-07-25 12:00");
    expect(trail(desk).filter(line => line.includes("fire/2025-07-21"))).toEqual([
      "07-21 07:50 opened fire/2025-07-21",
      "07-21 08:00 answered fire/2025-07-21 it 李娜",
      "07-21 08:00 done fire/2025-07-21 李娜",
    ]);
  });

  test("and taken back in time changes nothing in the end", () => {
    const desk = deskOf([fire, daily], "2025-07-17 12:00", isRestarted);
    desk.plan("2025-07-18 10:00", closed("2025-07-21"));
    desk.plan("2025-07-19 10:00", closed());
    desk.until("2025-07-21 09:00");
    expect(trail(desk).slice(-3)).toEqual([
      "07-21 07:50 opened fire/2025-07-21",
      "07-21 08:30 missed daily/2025-07-18 it",
      "07-21 08:30 opened daily/2025-07-21",
    ]);
  });
});

test("a week that is closed from end to end has its inspection on record as deferred", () => {
  const desk = deskOf([fire], "2026-02-13 12:00");
  desk.until("2026-02-20 12:00");
  expect(trail(desk)).toEqual(
    ["02-16 00:00 deferred fire/2026-02-16 (closed day: 春节)"].map(line => `2026-${line}`),
  );
  expect(desk.task("fire/2026-02-16").state).toBe("deferred");
});

test("a year of which nobody knows is asked all the same, and says so", () => {
  const desk = deskOf([daily], "2026-12-31 20:00");
  desk.until("2027-01-04 09:00");
  expect(trail(desk)[0]).toBe("2027-01-01 00:00 opened daily/2027-01-01 (no official calendar for 2027)");
});
