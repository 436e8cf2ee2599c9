import type { Phase } from "./calendar.ts";
import type { CalendarPlan, DayHours, Weekday } from "./calendar-plan.ts";
import { officialDay } from "./china-holidays.ts";
import type { Instant } from "./instant.ts";
import { type Day, momentOf } from "./wall-clock.ts";

/** The hours that hold on a date and why, in words for people; `unknown` when the calendar has no data for it. */
export type HoursOfDay =
  | { readonly is: "known"; readonly hours: DayHours; readonly why: string; readonly isWeekly: boolean }
  | { readonly is: "unknown"; readonly why: string };

/** One stretch of a business day, not empty. */
export type Stretch = {
  readonly phase: Exclude<Phase, "closed" | "unknown">;
  readonly since: Instant;
  readonly until: Instant;
};

/** The hours of a date: what was announced of it, else its own if it has any, else the official calendar's say, else the week's. */
export const hoursOf = (plan: CalendarPlan, date: Day): HoursOfDay => {
  const announced = plan.announced?.get(date.toString());
  if (announced !== undefined) return { is: "known", ...announced, isWeekly: false };
  const own = plan.dates.get(date.toString());
  if (own !== undefined) return { is: "known", hours: own, why: "set for this date", isWeekly: false };
  const weekly = plan.week[date.dayOfWeek as Weekday];
  if (plan.holidays === "none") return { is: "known", hours: weekly, why: "weekly plan", isWeekly: true };
  const official = officialDay(date.toString());
  if (official === null) return { is: "unknown", why: `no official calendar for ${date.year}` };
  switch (official.is) {
    case "off":
      return { is: "known", hours: [], why: official.name, isWeekly: false };
    case "make-up":
      return { is: "known", hours: plan.week[1], why: "make-up workday: hours of Monday", isWeekly: false };
    case "ordinary":
      return { is: "known", hours: weekly, why: "weekly plan", isWeekly: true };
    default:
      return official satisfies never;
  }
};

/**
 * The business day of a date from its first minute with people to its last closing, without gaps; empty when closed.
 * It does not begin before `notBefore`, the end of the business day before it.
 */
export const stretchesOf = (
  plan: CalendarPlan,
  date: Day,
  hours: DayHours,
  notBefore: Instant,
): readonly Stretch[] => {
  const edges = hours.map(window => ({
    since: momentOf(date, window.from, plan.timeZone),
    until: momentOf(date, window.to, plan.timeZone),
  }));
  const [first] = edges;
  if (first === undefined) return [];
  const staffed = plan.staffFrom === null ? first.since : momentOf(date, plan.staffFrom, plan.timeZone);
  const all: Stretch[] = [{ phase: "opening", since: staffed, until: first.since }];
  for (const { since, until } of edges) {
    const last = all.at(-1) as Stretch;
    all.push({ phase: "lunch", since: last.until, until: since }, { phase: "open", since, until });
  }
  return all
    .map(stretch => (stretch.since < notBefore ? { ...stretch, since: notBefore } : stretch))
    .filter(stretch => stretch.since < stretch.until)
    .reduce<readonly Stretch[]>(joined, []);
};

/** Two windows that touch are one stretch. */
const joined = (before: readonly Stretch[], next: Stretch): readonly Stretch[] => {
  const last = before.at(-1);
  if (last?.phase !== next.phase) return [...before, next];
  return [...before.slice(0, -1), { ...last, until: next.until }];
};
