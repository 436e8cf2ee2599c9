import { dayTemperatures } from "#rules/baseline/day-sums.ts";
import type { DayValue } from "#rules/baseline/model-days.ts";
import type { Site } from "#rules/site/model.ts";
import type { Trends } from "../ports/trends.ts";
import { midnight, nextDate } from "./energy-days.ts";

/** A month of hours: what a chart may ask at once. */
const A_PART_DAYS = 100;
const BUCKETS = 4_000;

/** Mean temperatures outside by day, from the hall's own weather station; null: it has none, or no history tells courses. */
export const outdoorDays = async (
  site: Site,
  trends: Trends | null,
  dates: readonly string[],
): Promise<readonly DayValue[] | null> => {
  const point = site.equipment.find(({ kind }) => kind === "weather-station")?.points.temperature;
  if (point === undefined || trends === null) return null;
  const { timeZone } = site.calendar;
  const all: DayValue[] = [];
  for (let first = 0; first < dates.length; first += A_PART_DAYS) {
    const part = dates.slice(first, first + A_PART_DAYS);
    const from = midnight(part[0]!, timeZone);
    const to = midnight(nextDate(part.at(-1) ?? part[0]!), timeZone);
    const [course] = await trends.trend({ points: [point.id], from, to, buckets: BUCKETS });
    if (course !== undefined) all.push(...dayTemperatures(course, part, timeZone));
  }
  return all;
};
