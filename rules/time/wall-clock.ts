import { Temporal } from "temporal-polyfill";
import type { WallMinute } from "./calendar-plan.ts";
import { type Instant, instant } from "./instant.ts";

/** A date in no particular zone. */
export type Day = Temporal.PlainDate;

export const day = (date: string): Day => Temporal.PlainDate.from(date);

/** The date that a wall clock in the zone shows at the moment. */
export const dayAt = (at: Instant, timeZone: string): Day =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();

/**
 * The first moment of the day at which a wall clock in the zone shows `minute` or later.
 *
 * A time that the clock skips (spring) is the moment of the skip; a time that it shows twice (autumn) is the first of
 * the two. Later minutes therefore never come out earlier.
 */
export const momentOf = (date: Day, minute: WallMinute, timeZone: string): Instant => {
  const wall = date.toPlainDateTime().add({ minutes: minute });
  const moment = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  if (moment.toPlainDateTime().equals(wall)) return instant(moment.epochMilliseconds);
  return instant(moment.getTimeZoneTransition("next")?.epochMilliseconds ?? moment.epochMilliseconds);
};

/** The next moment after `at` at which the date of the zone changes. */
export const nextMidnight = (at: Instant, timeZone: string): Instant => {
  const tomorrow = dayAt(at, timeZone).add({ days: 1 });
  const first = momentOf(tomorrow, 0, timeZone);
  if (first > at) return first;
  // The clock went back over midnight: the date changes a second time.
  const again = tomorrow.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: "later" });
  return instant(again.epochMilliseconds);
};

/** What a wall clock in the zone shows at the moment, in minutes since 00:00: 0 … 1439. */
export const minuteAt = (at: Instant, timeZone: string): WallMinute => {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return hour * 60 + minute;
};
