import type { CalendarPlan, DayHours, Weekday } from "../time/calendar-plan.ts";
import type { Building } from "./building.ts";
import { date, weekdayName, weekdays } from "./opening-hours.ts";

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const WEEK_PATH = ["calendar", "week"];

type Week = ReadonlyMap<Weekday, { readonly key: string; readonly hours: DayHours | undefined }>;

/** The hall's calendar plan; undefined when something of it is wrong, which has then been told. */
export const buildCalendar = (building: Building): CalendarPlan | undefined => {
  const { calendar, site } = building.tree;
  if (calendar?.week === undefined) return undefined;
  const week = readWeek(building, calendar.week);
  const dates = readDates(building, calendar.dates ?? {});
  const isOpen =
    [...week.values()].some(day => day.hours?.length !== 0) ||
    [...dates.values()].some(hours => hours.length > 0);
  if (!isOpen && week.size === WEEK.length) {
    building.report({ code: "CFG203", path: WEEK_PATH, at: "value", why: "the hall is never open" });
  }
  const hours = Object.fromEntries(WEEK.map(day => [day, week.get(day)?.hours ?? []]));
  return {
    timeZone: site?.timezone ?? "UTC",
    holidays: calendar.holidays ?? "none",
    staffFrom: calendar.staff_from ?? null,
    week: hours as Record<Weekday, DayHours>,
    dates,
    seasons: new Map(
      Object.entries(calendar.seasons ?? {}).flatMap(([name, days]) =>
        days === undefined ? [] : [[name, { from: days[0], to: days[1] }]],
      ),
    ),
  };
};

const readWeek = ({ report }: Building, written: Readonly<Record<string, DayHours | undefined>>): Week => {
  const week = new Map<Weekday, { key: string; hours: DayHours | undefined }>();
  let isClear = true;
  for (const [key, hours] of Object.entries(written)) {
    const days = weekdays(key);
    const path = [...WEEK_PATH, key];
    if (days.is === "refused") {
      isClear = false;
      report({ code: days.code, path, at: "key", why: days.why, help: days.help });
      continue;
    }
    const twice = days.value.find((day, i) => week.has(day) || days.value.indexOf(day) !== i);
    if (twice !== undefined) {
      const why = `${weekdayName(twice)} is already said by "${week.get(twice)?.key ?? key}"`;
      report({ code: "CFG204", path, at: "key", why });
    }
    for (const day of days.value) week.set(day, { key, hours });
  }
  const silent = WEEK.filter(day => !week.has(day)).map(weekdayName);
  if (isClear && silent.length > 0) {
    const help = `add ${silent.join(",")}: closed, or the hours`;
    report({
      code: "CFG204",
      path: [...WEEK_PATH, silent[0] as string],
      at: "missing",
      why: `nothing is said of ${silent.join(", ")}`,
      help,
    });
  }
  reportNights(week, report);
  return week;
};

/** A night that runs into the next day's hours. */
const reportNights = (week: Week, report: Building["report"]): void => {
  for (const day of WEEK) {
    const next = week.get(((day % 7) + 1) as Weekday);
    const night = (week.get(day)?.hours?.at(-1)?.to ?? 0) - 1440;
    const opens = next?.hours?.[0]?.from;
    if (next === undefined || opens === undefined || opens >= night) continue;
    const why = `opens before the night of ${weekdayName(day)} is over`;
    report({ code: "CFG203", path: [...WEEK_PATH, next.key], at: "value", why });
  }
};

const readDates = ({ report }: Building, written: Readonly<Record<string, DayHours | undefined>>) => {
  const dates = new Map<string, DayHours>();
  for (const [key, hours] of Object.entries(written)) {
    const day = date(key);
    if (day.is === "refused") {
      report({ code: day.code, path: ["calendar", "dates", key], at: "key", why: day.why, help: day.help });
    } else if (hours !== undefined) dates.set(day.value, hours);
  }
  return dates;
};
