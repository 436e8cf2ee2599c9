import type { Role, Site } from "../site/model.ts";
import type { Roster } from "../site/roster.ts";
import type { Instant } from "../time/instant.ts";
import { day, momentOf } from "../time/wall-clock.ts";
import { dutySpans, type Span } from "./spans.ts";

/** A date of the hall on which nobody is on duty in a role; whether people would have come in on it. */
export type Gap = { readonly date: string; readonly isOpen: boolean };

/**
 * The days without anybody on duty in a role. On a day on which the hall opens it is the time from opening to closing
 * that counts; on any other the whole date, since an alert may come on those too.
 *
 * @param from  `YYYY-MM-DD`, the first of the days
 * @param days  how many days are looked at
 * @see ZX-5-3 in the clause catalogue: a duty manager for every day
 */
export const gaps = (
  site: Pick<Site, "people" | "calendar">,
  roster: Roster,
  role: Role,
  { from, days }: { readonly from: string; readonly days: number },
): readonly Gap[] =>
  datesFrom(from, days).flatMap(date => {
    const open = openHours(site.calendar, date);
    const spans = open.length > 0 ? open : [wholeDate(site.calendar.timeZone, date)];
    const isCovered = spans.some(span => dutySpans(site, roster, role, span).length > 0);
    return isCovered ? [] : [{ date, isOpen: open.length > 0 }];
  });

/** So many dates, one after the other. @param from  `YYYY-MM-DD` */
export const datesFrom = (from: string, days: number): readonly string[] =>
  Array.from({ length: days }, (_, index) => day(from).add({ days: index }).toString());

/** A date of the hall from midnight to midnight. */
export const wholeDate = (timeZone: string, date: string): Span => ({
  from: momentOf(day(date), 0, timeZone),
  to: momentOf(day(date).add({ days: 1 }), 0, timeZone),
});

/** When people are in on the business day of a date; none: the hall is closed, or nobody knows. */
const openHours = (calendar: Site["calendar"], date: string): readonly Span[] => {
  const { from, to } = wholeDate(calendar.timeZone, date);
  const found: Span[] = [];
  let at: Instant = from;
  for (;;) {
    const { phase, until, businessDay } = calendar.phaseAt(at);
    const isIn = phase !== "closed" && phase !== "unknown";
    if (until === null || (at >= to && !(isIn && businessDay === date))) return found;
    if (isIn && businessDay === date) found.push({ from: at, to: until });
    at = until;
  }
};
