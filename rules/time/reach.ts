import type { CalendarPlan } from "./calendar-plan.ts";
import { type Day, day } from "./wall-clock.ts";

/** First and last date, `YYYY-MM-DD`. */
export type Reach = { readonly from: string; readonly to: string };

/**
 * The dates between which the plan can change anything: all, but for a hall that is closed every day of the week. Where
 * years are unknown that too is a change, and the search for one ends there.
 */
export const reachOf = (plan: CalendarPlan): Reach => {
  const isOpenWeekly = Object.values(plan.week).some(hours => hours.length > 0);
  if (isOpenWeekly || plan.holidays === "china") return { from: "0001-01-01", to: "9999-12-31" };
  const sorted = [...plan.dates.keys(), ...(plan.announced?.keys() ?? [])].toSorted();
  return { from: sorted[0] ?? "9999-12-31", to: sorted.at(-1) ?? "0001-01-01" };
};

/** The earlier of two dates. */
export const earlier = (date: Day, limit: string): Day => (date.toString() < limit ? date : day(limit));
/** The later of two dates. */
export const later = (date: Day, limit: string): Day => (date.toString() > limit ? date : day(limit));
