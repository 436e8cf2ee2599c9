import type { DutySpan } from "../language/duty.ts";
import type { HallCalendar, HallDay } from "../time/calendar.ts";
import type { EdgeMoment } from "../time/day-edge.ts";
import { edgeOf } from "../time/day-edges.ts";
import { after, type Instant, instant, millis } from "../time/instant.ts";
import { day, momentOf } from "../time/wall-clock.ts";
import type { WindowEdge } from "../time/windows.ts";

/** From when until when something is to be done. */
export type Term = { readonly opensAt: Instant; readonly dueAt: Instant };

/** The first moment of a date of the hall, `YYYY-MM-DD`. */
export const startOf = (calendar: HallCalendar, date: string): Instant => clockOn(calendar, date, 0);

/** The moment at which a date of the hall is over. */
export const endOf = (calendar: HallCalendar, date: string): Instant => startOf(calendar, laterDate(date, 1));

/** So many dates later; negative goes back. Both `YYYY-MM-DD`. */
export const laterDate = (date: string, days: number): string => day(date).add({ days }).toString();

/**
 * The window of a duty on a date. Null: the day has none, as a morning in a hall that opens at noon.
 *
 * On a date that is closed, or of which nobody knows, only times of day can be told: what goes by opening and closing
 * takes the whole date. Where a window begins with or after its end (from closing, due at opening), it goes until the end
 * comes next.
 */
export const termOn = (
  calendar: HallCalendar,
  date: string,
  { from, due }: DutySpan<WindowEdge>,
): Term | null => {
  const hallDay = calendar.dayOf(date);
  const opensAt = momentOn(calendar, hallDay, from) ?? startOf(calendar, date);
  const own = momentOn(calendar, hallDay, due);
  if (own !== null && own > opensAt) return { opensAt, dueAt: own };
  const isOver = hallDay.is === "open" && due.at.is === "time" && BEGINS.has(from.at.is);
  if (isOver) return null;
  const next = own === null && hallDay.is !== "open" ? null : comesAfter(calendar, due, opensAt);
  const end = endOf(calendar, date);
  if (next !== null) return { opensAt, dueAt: next };
  return { opensAt, dueAt: end > opensAt ? end : endOf(calendar, calendar.dateAt(opensAt)) };
};

const BEGINS: ReadonlySet<WindowEdge["at"]["is"]> = new Set(["opening", "open"]);

/** When an edge comes on a business day; null: it has no such moment, or nobody knows. */
const momentOn = (calendar: HallCalendar, hallDay: HallDay, { at, offset }: WindowEdge): Instant | null => {
  const found = at.is === "time" ? timeOn(calendar, hallDay, at.minute) : edgeOf(hallDay, at.is);
  return found === undefined ? null : after(found, offset);
};

/** A time of day on a business day: of the next date, where only that is still within the hours. */
const timeOn = (calendar: HallCalendar, { date, stretches }: HallDay, minute: number): Instant => {
  const own = clockOn(calendar, date, minute);
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined || own >= first.since) return own;
  const next = clockOn(calendar, laterDate(date, 1), minute);
  return next <= last.until ? next : own;
};

const MOMENTS_KEPT = 2_000;
const kept = new WeakMap<HallCalendar, Map<string, Instant>>();

/** When the clock of a hall shows a time on a date; remembered, since all duties ask for the same few. */
const clockOn = (calendar: HallCalendar, date: string, minute: number): Instant => {
  const moments = kept.get(calendar) ?? new Map<string, Instant>();
  const key = `${date} ${minute}`;
  const known = moments.get(key);
  if (known !== undefined) return known;
  const found = momentOf(day(date), minute, calendar.timeZone);
  if (moments.size >= MOMENTS_KEPT) moments.clear();
  kept.set(calendar, moments.set(key, found));
  return found;
};

/** The first time after a moment that an edge comes; where nobody knows, the end of the time in which it may. */
const comesAfter = (calendar: HallCalendar, { at, offset }: WindowEdge, moment: Instant): Instant | null => {
  const found: EdgeMoment = calendar.upcomingEdge(at, after(moment, millis(-offset)));
  switch (found.is) {
    case "at":
      return after(found.at, offset);
    case "unknown":
      return instant(Math.max(after(found.until, offset), moment + 1));
    case "never":
      return null;
    default:
      return found satisfies never;
  }
};
