import fc from "fast-check";
import { expect, test } from "vitest";
import type { PhaseName } from "../language/edge.ts";
import type { HallCalendar } from "../time/calendar.ts";
import { hallCalendar } from "../time/hall-calendar.ts";
import { hours, type Instant, instant, minutes } from "../time/instant.ts";
import { moments, plans } from "../time/testing/plans.ts";
import { laterDate } from "./edges.ts";
import { plannedTasks } from "./schedule.ts";
import { duty, span } from "./testing/duties.ts";
import { slowDays, slowRounds, watched, weekdayOf } from "./testing/slow-schedule.ts";

const DAYS = 9;
const settings = { seed: 20250714, numRuns: 40 } as const;
/** Whole minutes, so that no edge falls between two of those that are watched. */
const start = moments.map(at => instant(at - (at % 60_000)));
const end = (from: Instant): Instant => instant(from + DAYS * hours(24));

test("every so many hours is what one counts on the minutes of the phases", () => {
  const phases = fc.subarray<PhaseName>(["opening", "open", "lunch", "closed"], {
    minLength: 1,
    maxLength: 3,
  });
  const length = fc.constantFrom(45, 60, 120, 180).map(minutes);
  fc.assert(
    fc.property(plans, start, phases, length, (plan, from, during, every) => {
      const calendar = hallCalendar(plan);
      const minute = watched(calendar, from, DAYS);
      const slow = slowRounds(minute, during, every).filter(at => at + every < end(from));
      const rounds = duty({ id: "r", when: { is: "every", length: every, during } });
      const known = plannedTasks(rounds, calendar, { from, to: end(from) }).filter(({ why }) => why === null);
      const opened = new Set(known.map(({ opensAt }) => opensAt));
      expect(slow.filter(at => !opened.has(at))).toEqual([]);
      const runsBefore = new Set(firstRun(minute, during));
      const expected = new Set(slow);
      expect(
        known
          .filter(({ opensAt, dueAt }) => opensAt > from && dueAt < end(from))
          .filter(({ opensAt }) => !runsBefore.has(opensAt) && !expected.has(opensAt)),
      ).toEqual([]);
      expect(new Set(known.map(({ id }) => id)).size).toBe(known.length);
    }),
    settings,
  );
});

/** The minutes of a run that was on when the watch began: where its rounds begin was not seen. */
const firstRun = (minute: ReturnType<typeof watched>, during: readonly PhaseName[]): readonly Instant[] => {
  const over = minute.findIndex(({ phase }) => !during.some(each => each === phase) || phase === "unknown");
  return (over < 0 ? minute : minute.slice(0, over)).map(({ at }) => at);
};

test("every day and every week is from the first to the last minute with people, on the next open day of the week", () => {
  fc.assert(
    fc.property(plans, start, fc.integer({ min: 1, max: 7 }), (plan, from, weekday) => {
      const calendar = hallCalendar(plan);
      const days = slowDays(watched(calendar, from, DAYS));
      const daily = duty({ id: "d", when: { is: "day", windows: [span("opening", "closing")] } });
      const weekly = duty({ id: "w", when: { is: "week", weekday, window: span("opening", "closing") } });
      const seen = (what: typeof daily) =>
        new Map(
          plannedTasks(what, calendar, { from, to: end(from) })
            .filter(({ is, why }) => is === "due" && !why?.en.includes("no official calendar"))
            .map(({ id, opensAt, dueAt }) => [id.slice(2), { since: opensAt, until: dueAt }]),
        );
      const [perDay, perWeek] = [seen(daily), seen(weekly)];
      for (const [date, times] of days) {
        if (times.until >= end(from)) continue;
        expect([date, perDay.get(date)]).toEqual([date, times]);
        const due = dueOn(calendar, date, weekday);
        if (due !== null) expect([due, perWeek.get(due)]).toEqual([due, times]);
      }
      for (const date of perDay.keys()) expect(calendar.dayOf(date).is).toBe("open");
    }),
    settings,
  );
});

/** The date of the week's duty that is done on this one, if it is: closed from there until here, within one week. */
const dueOn = (calendar: HallCalendar, date: string, weekday: number): string | null => {
  for (let at = date; ; at = laterDate(at, -1)) {
    if (at !== date && calendar.dayOf(at).is !== "closed") return null;
    if (weekdayOf(at) === weekday) return at;
    if (weekdayOf(at) === 1) return null;
  }
};
