import type { Words } from "../site/model.ts";
import type { HallCalendar } from "../time/calendar.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import { type Day, day, momentOf } from "../time/wall-clock.ts";
import { type Cycle, momentsOf, type Period } from "./periods.ts";

/** `strict`: before the 10th is by the end of the 9th; `lenient`: the 10th itself is in time. */
export type DeadlineReading = "strict" | "lenient";

/** When a report is drawn up, when people are reminded of it, and before which moment it must be released. */
export type Deadlines = {
  readonly draftAt: Instant;
  readonly warnAt: Instant;
  /** Null: no text gives one. */
  readonly dueAt: Instant | null;
  /** Null: the deadline can be read in one way only. */
  readonly reading: DeadlineReading | null;
};

/** What is ours: how long after midnight a report is drawn up, and how long before its deadline people are reminded. */
export type Lengths = { readonly draftAfter: Millis; readonly warnBefore: Millis };

/** Daily reports go out before nine. @see GA-9.5.2.1 in the clause catalogue */
const NINE = 9 * 60;
/** Months and quarters before the 10th of the month that follows. @see GA-9.5.2.2, GA-9.5.2.3 */
const TENTH = 10;
/** How many days a reminder goes back to find one on which the hall is open. */
const LOOK_BACK = 7;

/**
 * The deadlines of a period. A release at the very moment of `dueAt` is late. People are reminded as long before nine on the
 * last day in time on which the hall is open; of what has no deadline, on the day after the period.
 */
export const deadlinesOf = (
  cycle: Cycle,
  period: Period,
  reading: DeadlineReading,
  { calendar, lengths }: { readonly calendar: HallCalendar; readonly lengths: Lengths },
): Deadlines => {
  const { timeZone } = calendar;
  const draftAt = after(momentsOf(period, timeZone).to, lengths.draftAfter);
  const next = day(period.last).add({ days: 1 });
  const nineOn = (date: Day): Instant => momentOf(date, NINE, timeZone);
  const warnOn = (date: Day): Instant => laterOf(draftAt, after(nineOn(date), -lengths.warnBefore as Millis));
  switch (cycle) {
    case "daily":
      return { draftAt, warnAt: warnOn(next), dueAt: nineOn(next), reading: null };
    case "monthly":
    case "quarterly": {
      const end = next.with({ day: reading === "strict" ? TENTH : TENTH + 1 });
      const dueAt = momentOf(end, 0, timeZone);
      return { draftAt, warnAt: warnOn(lastOpen(end.subtract({ days: 1 }), calendar)), dueAt, reading };
    }
    case "weekly":
    case "half-yearly":
    case "yearly":
      return { draftAt, warnAt: warnOn(next), dueAt: null, reading: null };
    default:
      return cycle satisfies never;
  }
};

/** How a deadline is read, for people; null: it can be read in one way only. */
export const readingWords = (reading: DeadlineReading | null): Words | null => {
  if (reading === null) return null;
  return reading === "strict"
    ? {
        zh: "“10 日前”按严格口径：9 日 24:00 前",
        en: "“before the 10th” read strictly: by the end of the 9th",
      }
    : {
        zh: "“10 日前”按宽松口径：10 日 24:00 前",
        en: "“before the 10th” read leniently: by the end of the 10th",
      };
};

const lastOpen = (date: Day, calendar: HallCalendar): Day => {
  for (let back = 0; back < LOOK_BACK; back++) {
    const candidate = date.subtract({ days: back });
    if (calendar.dayOf(candidate.toString()).is === "open") return candidate;
  }
  return date;
};

const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);
