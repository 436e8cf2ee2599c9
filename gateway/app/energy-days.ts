import type { HallCalendar } from "#rules/time/calendar.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { day, momentOf } from "#rules/time/wall-clock.ts";

/** Longer times are for exports: a year and a month, so that a whole year stands beside the one before. */
const MOST_DAYS = 400;

/** Whole days of the hall. */
export type AskedDays = {
  readonly is: "days";
  /** Each date, ascending. */
  readonly dates: readonly string[];
  /** The midnight that they begin at. */
  readonly from: Instant;
  /** The midnight that they end at. */
  readonly to: Instant;
  /** `to`, or now. */
  readonly until: Instant;
  readonly now: Instant;
};

/** Dates of the hall as moments; a day has 23, 24 or 25 hours. Both dates are included. */
export const askedDays = (
  { from, to }: { readonly from: string; readonly to: string },
  { timeZone }: Pick<HallCalendar, "timeZone">,
  now: Instant,
): AskedDays | { readonly is: "refused"; readonly why: string } => {
  if (to < from) return { is: "refused", why: "`to` must not be before `from`" };
  const begin = midnight(from, timeZone);
  if (begin >= now) return { is: "refused", why: "that time has not been yet" };
  const dates = datesBetween(from, to, MOST_DAYS + 1);
  if (dates.length > MOST_DAYS) return { is: "refused", why: `${MOST_DAYS} days at most` };
  const end = midnight(nextDate(to), timeZone);
  return { is: "days", dates, from: begin, to: end, until: instant(Math.min(end, now)), now };
};

/** The first moment of a date, `YYYY-MM-DD`, in a zone. */
export const midnight = (date: string, timeZone: string): Instant => momentOf(day(date), 0, timeZone);

/** The date after. */
export const nextDate = (date: string): string => day(date).add({ days: 1 }).toString();

/** The date so many days before. */
export const dateBefore = (date: string, days: number): string => day(date).subtract({ days }).toString();

/** Both included; at most so many. */
export const datesBetween = (
  from: string,
  to: string,
  most = Number.POSITIVE_INFINITY,
): readonly string[] => {
  const dates: string[] = [];
  for (let date = from; date <= to && dates.length < most; date = nextDate(date)) dates.push(date);
  return dates;
};
