import type { HallCalendar } from "../time/calendar.ts";
import { after, hours, type Instant, instant } from "../time/instant.ts";
import { type Day, day, momentOf } from "../time/wall-clock.ts";
import { QUARTER } from "./quarter.ts";
import type { Grid } from "./series.ts";
import type { EnergyStep } from "./view.ts";

/** A stretch of the course and the quarters in it: `begin` ≤ index < `end`. */
export type CourseStretch = {
  readonly from: Instant;
  readonly to: Instant;
  /** Date in the hall's zone on which it begins. */
  readonly date: string;
  readonly begin: number;
  readonly end: number;
};

type Zoned = Pick<HallCalendar, "timeZone" | "dateAt">;

/** By the hour up to two days, by the day up to two months, else by the month. */
export const usualStep = (from: Instant, to: Instant): EnergyStep => {
  const length = to - from;
  if (length <= hours(2 * 24 + 1)) return "hour";
  return length <= hours(62 * 24 + 1) ? "day" : "month";
};

/**
 * A time cut at the hall's own hours, days or months. A day has 23, 24 or 25 hours, counted from its midnight; the last
 * stretch is the one that `until` is in.
 */
export const courseOf = (
  {
    from,
    to,
    step,
    calendar,
  }: { readonly from: Instant; readonly to: Instant; readonly step: EnergyStep; readonly calendar: Zoned },
  grid: Grid,
): readonly CourseStretch[] => {
  const last = Math.min(to, grid.first + (grid.count - 1) * QUARTER);
  const stretches: CourseStretch[] = [];
  for (let begin = from; begin < last; ) {
    const end = instant(Math.min(to, nextEdge(begin, step, calendar)));
    const place = (at: Instant): number =>
      Math.min(grid.count, Math.max(0, Math.floor((at - grid.first) / QUARTER) + 1));
    stretches.push({
      from: begin,
      to: end,
      date: calendar.dateAt(begin),
      begin: place(begin),
      end: place(end),
    });
    begin = end;
  }
  return stretches;
};

/** The first moment after `at` at which an hour, a day or a month of the hall begins. */
export const nextEdge = (at: Instant, step: EnergyStep, calendar: Zoned): Instant => {
  const today = day(calendar.dateAt(at));
  const midnight = (date: Day): Instant => momentOf(date, 0, calendar.timeZone);
  if (step === "month") return midnight(today.with({ day: 1 }).add({ months: 1 }));
  const tomorrow = midnight(today.add({ days: 1 }));
  if (step === "day") return tomorrow;
  const since = midnight(today);
  const hour = after(since, hours(Math.floor((at - since) / hours(1)) + 1));
  return instant(Math.min(hour, tomorrow));
};
