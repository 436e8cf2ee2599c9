import type { DutySpan } from "../language/duty.ts";
import type { Words } from "../site/model.ts";
import type { HallCalendar } from "../time/calendar.ts";
import { after } from "../time/instant.ts";
import { day } from "../time/wall-clock.ts";
import type { WindowEdge } from "../time/windows.ts";
import { endOf, laterDate, startOf, termOn } from "./edges.ts";
import { closedDay, NOTHING, noCalendar } from "./phrases.ts";
import type { PlannedTask, Planning } from "./planned.ts";

/** The longest holiday over which a task may be open. */
const DAYS_BACK = 15;

/** The tasks of a duty of every day, or of one day of the week. */
export const plannedOnDays = (planning: Planning<"day" | "week">): readonly PlannedTask[] => {
  const { when, calendar, stretch } = planning;
  const last = calendar.dateAt(stretch.to);
  const tasks: PlannedTask[] = [];
  let date = firstDate(planning);
  for (; date <= last; date = laterDate(date, 1)) {
    if (when.is === "week" && day(date).dayOfWeek !== when.weekday) continue;
    const spans = when.is === "week" ? [when.window] : when.windows;
    spans.forEach((span, index) => {
      const task = onDate(planning, date, span, spans.length > 1 ? index + 1 : null);
      if (task !== null) tasks.push(task);
    });
  }
  return tasks;
};

/** The first date whose tasks may still be open: put off within its week, or begun on the last day on which the hall opened. */
const firstDate = ({ when, calendar, stretch }: Planning<"day" | "week">): string => {
  const from = calendar.dateAt(stretch.from);
  if (when.is === "week") return laterDate(from, -7 - DAYS_BACK);
  let date = laterDate(from, -1);
  for (let left = DAYS_BACK; left > 0 && calendar.dayOf(date).is === "closed"; left--)
    date = laterDate(date, -1);
  return laterDate(date, -1);
};

/** @param number  which of the day's windows it is; null: it has one */
const onDate = (
  planning: Planning<"day" | "week">,
  date: string,
  span: DutySpan<WindowEdge>,
  number: number | null,
): PlannedTask | null => {
  const { duty, when, calendar } = planning;
  const task = (on: string, why: Words | null): PlannedTask | null => {
    const term = termOn(calendar, on, span);
    if (term === null) return null;
    const missedAt = duty.missedAfter === null ? null : after(term.dueAt, duty.missedAfter);
    return { ...known, day: on, ...term, missedAt, putOffFrom: on === date ? null : date, is: "due", why };
  };
  const known = {
    id: `${duty.id}/${date}${number === null ? "" : `.${number}`}`,
    duty: duty.id,
    period: named(date, span.name),
  };
  const { is, why } = calendar.dayOf(date);
  if (is === "unknown") return task(date, noCalendar(date));
  if (is === "open" || duty.closedDay === "do") return task(date, null);
  if (duty.closedDay === "skip") return null;
  const instead = when.is === "week" ? nextOpen(calendar, date) : null;
  if (instead !== null) {
    const reason = closedDay(why);
    return task(instead.date, instead.isKnown ? reason : both(reason, noCalendar(instead.date)));
  }
  const term = { opensAt: startOf(calendar, date), dueAt: endOf(calendar, date), missedAt: null };
  return { ...known, day: date, ...term, putOffFrom: date, is: "deferred", why: closedDay(why) };
};

/** The next day of the same week on which the hall opens, or of which nobody knows; null: none is left. */
const nextOpen = (
  calendar: HallCalendar,
  date: string,
): { readonly date: string; readonly isKnown: boolean } | null => {
  for (let left = 7 - day(date).dayOfWeek, at = date; left > 0; left--) {
    at = laterDate(at, 1);
    const { is } = calendar.dayOf(at);
    if (is !== "closed") return { date: at, isKnown: is === "open" };
  }
  return null;
};

const named = (date: string, name: Words): Words =>
  name.zh === NOTHING.zh && name.en === NOTHING.en
    ? { zh: date, en: date }
    : { zh: `${date} ${name.zh}`, en: `${date} ${name.en}` };

const both = (a: Words, b: Words): Words => ({ zh: `${a.zh}；${b.zh}`, en: `${a.en}; ${b.en}` });
