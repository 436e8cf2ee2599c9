import { Temporal } from "temporal-polyfill";
import type { HallCalendar } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";

/**
 * The week of a moment in the hall's zone, `2025-W27`.
 *
 * @see ISO 8601: weeks begin on Monday and belong to the year of their Thursday
 */
export const weekOf = (date: string): string => {
  const day = Temporal.PlainDate.from(date);
  return `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, "0")}`;
};

/** Says the week of moments that mostly come in order: the same date is not looked up twice. */
export const weekFinder = (calendar: HallCalendar): ((at: Instant) => string) => {
  let date = "";
  let week = "";
  return at => {
    const asked = calendar.dateAt(at);
    if (asked !== date) {
      date = asked;
      week = weekOf(date);
    }
    return week;
  };
};

/** All weeks from one moment to before another, in order. */
export const weeksBetween = (calendar: HallCalendar, from: Instant, to: Instant): readonly string[] => {
  if (to <= from) return [];
  const last = weekOf(calendar.dateAt((to - 1) as Instant));
  const weeks: string[] = [];
  for (let day = Temporal.PlainDate.from(calendar.dateAt(from)); ; day = day.add({ days: 7 })) {
    weeks.push(weekOf(day.toString()));
    if (weeks.at(-1) === last || weeks.length > 53 * 100) break;
  }
  return weeks;
};
