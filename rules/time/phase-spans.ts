import type { BusinessDay } from "./business-days.ts";
import type { PhaseSpan } from "./calendar.ts";
import type { CalendarPlan } from "./calendar-plan.ts";
import { type Instant, instant } from "./instant.ts";
import { earlier, later, reachOf } from "./reach.ts";
import { type Day, dayAt, momentOf } from "./wall-clock.ts";

/** A span, and the moment up to which it is the answer (an `unknown` one ends at midnight even when `until` is null). */
export type Found = { readonly span: PhaseSpan; readonly end: Instant };

/** Finds the span that covers a moment on `date`, the date that the hall's wall clock shows then. */
export const phaseSpans = (
  plan: CalendarPlan,
  businessDay: (date: Day) => BusinessDay,
): ((at: Instant, date: Day) => Found) => {
  const reach = reachOf(plan);
  const midnightOf = (date: Day) => momentOf(date, 0, plan.timeZone);

  const business = (at: Instant, began: Day): Found | undefined => {
    const { plan: own, stretches } = businessDay(began);
    const stretch = stretches.find(({ since, until }) => since <= at && at < until);
    if (stretch === undefined) return undefined;
    return { span: { ...stretch, businessDay: began.toString(), why: own.why }, end: stretch.until };
  };

  const unknown = (date: Day, { plan: own, notBefore }: BusinessDay): Found => {
    const tomorrow = date.add({ days: 1 });
    const end = midnightOf(tomorrow);
    const until = businessDay(tomorrow).plan.is === "unknown" ? null : end;
    const span = { phase: "unknown", since: notBefore, until, businessDay: date.toString(), why: own.why };
    return { span: span as PhaseSpan, end };
  };

  const closed = (at: Instant, date: Day): Found => {
    const last = closing(at, date);
    const until = opening(at, date);
    const end = until ?? instant(Number.POSITIVE_INFINITY);
    if (last === undefined) {
      const since = instant(Math.min(0, at));
      return { span: { phase: "closed", since, until, businessDay: "1970-01-01", why: "weekly plan" }, end };
    }
    const { since, businessDay: ended } = last;
    const why = whyClosed(ended, until === null ? date : dayAt(until, plan.timeZone));
    return { span: { phase: "closed", since, until, businessDay: ended.toString(), why }, end };
  };

  /** The last moment up to `at` at which a business day or an unknown date ended; undefined when none ever did. */
  const closing = (at: Instant, from: Day): { since: Instant; businessDay: Day } | undefined => {
    for (
      let date = earlier(from, reach.to);
      date.toString() >= reach.from;
      date = date.subtract({ days: 1 })
    ) {
      const { plan: own, stretches } = businessDay(date);
      const next = date.add({ days: 1 });
      if (own.is === "unknown") return { since: midnightOf(next), businessDay: next };
      const end = stretches.at(-1)?.until;
      if (end !== undefined && end <= at) return { since: end, businessDay: date };
    }
    return undefined;
  };

  /** The first moment after `at` at which a business day or an unknown date begins; null when none ever does. */
  const opening = (at: Instant, from: Day): Instant | null => {
    for (let date = later(from, reach.from); date.toString() <= reach.to; date = date.add({ days: 1 })) {
      const { plan: own, stretches } = businessDay(date);
      if (own.is === "unknown") return midnightOf(date);
      const begin = stretches[0]?.since;
      if (begin !== undefined && begin > at) return begin;
    }
    return null;
  };

  /** What keeps the hall closed: the first closed date that the week alone does not explain, else the last business day. */
  const whyClosed = (from: Day, opens: Day): string => {
    for (let date = from; date.toString() < opens.toString(); date = date.add({ days: 1 })) {
      const { plan: own, stretches } = businessDay(date);
      if (own.is === "known" && !own.isWeekly && stretches.length === 0) return own.why;
    }
    return businessDay(from).plan.why;
  };

  return (at, date) => {
    const open = business(at, date.subtract({ days: 1 })) ?? business(at, date);
    if (open !== undefined) return open;
    const today = businessDay(date);
    return today.plan.is === "unknown" ? unknown(date, today) : closed(at, date);
  };
};
