import type { HallCalendar } from "../time/calendar.ts";
import { after } from "../time/instant.ts";
import { type Day, day } from "../time/wall-clock.ts";
import { workdayOfMonth } from "../time/workdays.ts";
import { endOf, laterDate, startOf } from "./edges.ts";
import { noCalendar } from "./phrases.ts";
import type { PlannedTask, Planning } from "./planned.ts";

/** How many months each has. */
const MONTHS = { month: 1, quarter: 3, "half-year": 6, year: 12 } as const;

type Kind = keyof typeof MONTHS;

/** The tasks of a duty of every month, quarter, half year or year: from its first moment to the end of its last day. */
export const plannedInPeriods = (planning: Planning<Kind>): readonly PlannedTask[] => {
  const { when, calendar, stretch } = planning;
  const last = calendar.dateAt(stretch.to);
  const tasks: PlannedTask[] = [];
  let first = firstOf(when.is, day(calendar.dateAt(stretch.from)));
  for (; first.toString() <= last; first = first.add({ months: MONTHS[when.is] })) {
    tasks.push(inPeriod(planning, first));
  }
  return tasks;
};

const firstOf = (kind: Kind, date: Day): Day => {
  const month = date.month - ((date.month - 1) % MONTHS[kind]);
  return date.with({ month, day: 1 });
};

const inPeriod = ({ duty, when, calendar }: Planning<Kind>, first: Day): PlannedTask => {
  const lastDay = first.add({ months: MONTHS[when.is] }).subtract({ days: 1 }).toString();
  const limit =
    when.workday === null
      ? {
          date: when.date === undefined ? lastDay : first.with({ day: when.date }).toString(),
          isCertain: true,
        }
      : workdayOfMonth(calendar.holidays, first.toString().slice(0, "2025-07".length), when.workday);
  const date = duty.closedDay === "defer" ? openFrom(calendar, limit.date, lastDay) : limit.date;
  const period = nameOf(when.is, first);
  const dueAt = endOf(calendar, date);
  return {
    id: `${duty.id}/${period}`,
    duty: duty.id,
    period: { zh: period, en: period },
    day: date,
    opensAt: startOf(calendar, first.toString()),
    dueAt,
    missedAt: duty.missedAfter === null ? null : after(dueAt, duty.missedAfter),
    putOffFrom: null,
    is: "due",
    why: limit.isCertain ? null : noCalendar(limit.date),
  };
};

/** The first date from this one on that is not closed; the last of the period where all are. */
const openFrom = (calendar: HallCalendar, date: string, lastDay: string): string => {
  let at = date;
  while (at < lastDay && calendar.dayOf(at).is === "closed") at = laterDate(at, 1);
  return at;
};

/** `2025-07`, `2025-Q3`, `2025-H2`, `2025`. */
const nameOf = (kind: Kind, { year, month }: Day): string => {
  switch (kind) {
    case "month":
      return `${year}-${String(month).padStart(2, "0")}`;
    case "quarter":
      return `${year}-Q${(month + 2) / 3}`;
    case "half-year":
      return `${year}-H${month === 1 ? 1 : 2}`;
    case "year":
      return `${year}`;
    default:
      return kind satisfies never;
  }
};
