import { type HoursOfDay, hoursOf, type Stretch, stretchesOf } from "./business-day.ts";
import type { CalendarPlan } from "./calendar-plan.ts";
import type { Instant } from "./instant.ts";
import { type Day, momentOf } from "./wall-clock.ts";

export type BusinessDay = {
  readonly plan: HoursOfDay;
  /** Without gaps; empty when closed or unknown. */
  readonly stretches: readonly Stretch[];
  /** Midnight, or the end of the business day before when that is later. */
  readonly notBefore: Instant;
};

const DAYS_KEPT = 400;

/** The business days of a plan by date; each is worked out once as long as it is asked for again soon. */
export const businessDays = (plan: CalendarPlan): ((date: Day) => BusinessDay) => {
  const kept = new Map<string, BusinessDay>();
  return date => {
    const key = date.toString();
    const known = kept.get(key);
    if (known !== undefined) return known;
    const worked = workOut(plan, date);
    if (kept.size >= DAYS_KEPT) kept.clear();
    kept.set(key, worked);
    return worked;
  };
};

const workOut = (plan: CalendarPlan, date: Day): BusinessDay => {
  const own = hoursOf(plan, date);
  const yesterday = date.subtract({ days: 1 });
  const before = hoursOf(plan, yesterday);
  const lastMinute = before.is === "known" ? (before.hours.at(-1)?.to ?? 0) : 0;
  const notBefore = momentOf(yesterday, Math.max(lastMinute, 1440), plan.timeZone);
  const stretches = own.is === "known" ? stretchesOf(plan, date, own.hours, notBefore) : [];
  return { plan: own, stretches, notBefore };
};
