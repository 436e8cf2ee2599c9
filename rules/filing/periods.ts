import type { ReportCycle } from "../site/report-plan.ts";
import type { Instant } from "../time/instant.ts";
import { type Day, day, momentOf } from "../time/wall-clock.ts";

/** Cycles that come again by the calendar. */
export type Cycle = Exclude<ReportCycle, "flash">;

/** A time that reports tell of: dates of the hall, `YYYY-MM-DD`, both included. */
export type Period = { readonly first: string; readonly last: string };

/**
 * The period of a cycle that a date belongs to: its day, its week from Monday to Sunday, its month, its quarter, half or
 * whole calendar year.
 */
export const periodOf = (cycle: Cycle, date: string): Period => {
  const at = day(date);
  const first = firstDay(cycle, at);
  return {
    first: first.toString(),
    last: first.add(LENGTHS[cycle]).subtract({ days: 1 }).toString(),
  };
};

/** The period after one. */
export const nextPeriod = (cycle: Cycle, { last }: Period): Period =>
  periodOf(cycle, day(last).add({ days: 1 }).toString());

/** From 00:00 of its first date to 24:00 of its last, on the hall's clock: `from` ≤ t < `to`. */
export const momentsOf = (
  { first, last }: Period,
  timeZone: string,
): { readonly from: Instant; readonly to: Instant } => ({
  from: momentOf(day(first), 0, timeZone),
  to: momentOf(day(last).add({ days: 1 }), 0, timeZone),
});

const LENGTHS = {
  daily: { days: 1 },
  weekly: { days: 7 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  "half-yearly": { months: 6 },
  yearly: { years: 1 },
} as const satisfies Readonly<Record<Cycle, object>>;

const firstDay = (cycle: Cycle, at: Day): Day => {
  switch (cycle) {
    case "daily":
      return at;
    case "weekly":
      return at.subtract({ days: at.dayOfWeek - 1 });
    case "monthly":
      return at.with({ day: 1 });
    case "quarterly":
      return at.with({ month: at.month - ((at.month - 1) % 3), day: 1 });
    case "half-yearly":
      return at.with({ month: at.month <= 6 ? 1 : 7, day: 1 });
    case "yearly":
      return at.with({ month: 1, day: 1 });
    default:
      return cycle satisfies never;
  }
};
