import { type Instant, instant } from "#rules/time/instant.ts";
import { day, dayAt, momentOf } from "#rules/time/wall-clock.ts";
import type { HallDate } from "./fold-day.ts";

/** The day of the hall that a moment belongs to: 23 or 25 hours long where its clocks change. */
export const hallDateAt = (at: number, timeZone: string): HallDate =>
  hallDate(dayAt(instant(at), timeZone).toString(), timeZone);

/** A date of the hall with its first moment and the first one of the next day. */
export const hallDate = (date: string, timeZone: string): HallDate => ({
  date,
  from: momentOf(day(date), 0, timeZone),
  to: momentOf(day(date).add({ days: 1 }), 0, timeZone),
});

/** The date `days` days before that of a moment. */
export const dateBefore = (at: Instant | number, days: number, timeZone: string): string =>
  dayAt(instant(at), timeZone).subtract({ days }).toString();
