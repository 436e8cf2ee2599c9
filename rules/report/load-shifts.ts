import type { ShiftPlan } from "../replay/shift-plan.ts";
import { shiftsBetween } from "../replay/shifts.ts";
import { weekOf } from "../replay/weeks.ts";
import type { Roster } from "../site/roster.ts";
import type { HallCalendar } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { day, dayAt, momentOf } from "../time/wall-clock.ts";

/** A stretch of time that the load is told for: a guard's shift, or a week. `since` and `until` as it was planned. */
export type Period = { readonly name: string; readonly since: Instant; readonly until: Instant };

/** How the time is divided; `usual`: the roster has no shift of a guard in it, so 08:00–20:00 and 20:00–08:00. */
export type Division = {
  readonly by: "roster" | "usual" | "week";
  readonly periods: readonly Period[];
};

const USUAL: ShiftPlan = [8 * 60, 20 * 60];

/** The guards' shifts that touch the time, in order; two guards at once with the same times have one. */
export const shiftsOf = (
  roster: Roster,
  { timeZone }: Pick<HallCalendar, "timeZone">,
  from: Instant,
  to: Instant,
): Division => {
  const own = roster.shifts.filter(shift => shift.role === "guard" && shift.from < to && shift.to > from);
  const spans = new Map(own.map(shift => [`${shift.from} ${shift.to}`, shift]));
  const named = [...spans.values()].map(shift => ({
    name: nameOf(shift.from, timeZone),
    since: shift.from,
    until: shift.to,
  }));
  if (named.length > 0)
    return { by: "roster", periods: named.toSorted((a, b) => a.since - b.since || a.until - b.until) };
  const usual = shiftsBetween(USUAL, timeZone, from, to);
  return { by: "usual", periods: usual.map(({ name, since, until }) => ({ name, since, until })) };
};

/** The weeks that touch the time, from Monday to Monday on the hall's clock. @see ISO 8601 */
export const weeksOf = (
  { timeZone }: Pick<HallCalendar, "timeZone">,
  from: Instant,
  to: Instant,
): Division => {
  const periods: Period[] = [];
  const first = dayAt(from, timeZone);
  for (let monday = first.subtract({ days: first.dayOfWeek - 1 }); ; monday = monday.add({ days: 7 })) {
    const since = momentOf(monday, 0, timeZone);
    if (since >= to) return { by: "week", periods };
    const until = momentOf(monday.add({ days: 7 }), 0, timeZone);
    periods.push({ name: weekOf(monday.toString()), since, until });
  }
};

const nameOf = (at: Instant, timeZone: string): string => {
  const date = dayAt(at, timeZone).toString();
  const minute = Math.round((at - momentOf(day(date), 0, timeZone)) / 60_000);
  return `${date} ${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
};
