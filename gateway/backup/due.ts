import type { Instant } from "#rules/time/instant.ts";
import { dayAt, momentOf } from "#rules/time/wall-clock.ts";

/** The latest moment up to `now` at which a backup was due: `atMinute` of a day of the zone's clock, which comes once each day. */
export const lastDue = (now: Instant, atMinute: number, timeZone: string): Instant => {
  const today = dayAt(now, timeZone);
  const due = momentOf(today, atMinute, timeZone);
  return due <= now ? due : momentOf(today.subtract({ days: 1 }), atMinute, timeZone);
};
