import type { CalendarPlan } from "./calendar-plan.ts";
import { officialDay } from "./china-holidays.ts";
import { type Day, day } from "./wall-clock.ts";

/**
 * A date that so many working days lead to. `isCertain` false: a date on the way is of a year without an official
 * calendar, so that Monday to Friday were taken for working days although holidays are not known.
 */
export type Workday = { readonly date: string; readonly isCertain: boolean };

/**
 * The nth working day after a date, which itself does not count: the state's working days, whatever the hours of the
 * hall. A weekend day that is worked in return for a day off counts.
 *
 * @param holidays  whose calendar: `none` knows of weekends alone
 * @param date      `YYYY-MM-DD`
 * @param count     0 or more; 0 gives the date itself
 */
export const addWorkdays = (holidays: CalendarPlan["holidays"], date: string, count: number): Workday => {
  let [left, at, isCertain] = [count, day(date), true];
  while (left > 0) {
    at = at.add({ days: 1 });
    const is = isWorkday(holidays, at);
    if (is.isWorked) left -= 1;
    isCertain &&= is.isCertain;
  }
  return { date: at.toString(), isCertain };
};

/** The nth working day of a month, 1 for the first. `month` is `YYYY-MM`; a month with fewer gives its last working day. */
export const workdayOfMonth = (holidays: CalendarPlan["holidays"], month: string, count: number): Workday => {
  const first = day(`${month}-01`);
  let [found, seen, isCertain] = [first, 0, true];
  for (let at = first; at.month === first.month && seen < count; at = at.add({ days: 1 })) {
    const is = isWorkday(holidays, at);
    isCertain &&= is.isCertain;
    if (!is.isWorked) continue;
    seen += 1;
    found = at;
  }
  return { date: found.toString(), isCertain };
};

/** Whether the state works on a date, and whether its calendar says so. */
const isWorkday = (
  holidays: CalendarPlan["holidays"],
  date: Day,
): { readonly isWorked: boolean; readonly isCertain: boolean } => {
  const isWeekday = date.dayOfWeek <= 5;
  if (holidays === "none") return { isWorked: isWeekday, isCertain: true };
  const official = officialDay(date.toString());
  switch (official?.is) {
    case undefined:
      return { isWorked: isWeekday, isCertain: false };
    case "off":
      return { isWorked: false, isCertain: true };
    case "make-up":
      return { isWorked: true, isCertain: true };
    case "ordinary":
      return { isWorked: isWeekday, isCertain: true };
    default:
      return official satisfies never;
  }
};

/**
 * What the state says that a date is. A weekend day that is worked in return for a day off is a workday. `isCertain` false:
 * there is no official calendar of its year, so that holidays of it are not known.
 */
export const kindOfDay = (
  holidays: CalendarPlan["holidays"],
  date: string,
): { readonly is: "workday" | "weekend" | "holiday"; readonly isCertain: boolean } => {
  const { isWorked, isCertain } = isWorkday(holidays, day(date));
  if (isWorked) return { is: "workday", isCertain };
  const isOff = holidays === "china" && officialDay(date)?.is === "off";
  return { is: isOff ? "holiday" : "weekend", isCertain };
};
