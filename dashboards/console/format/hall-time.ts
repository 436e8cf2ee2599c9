import { wall } from "./time.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a wall clock of the hall shows, as a field of date and time takes it: `2025-07-08T22:41`. */
export const fieldOf = (at: number, timeZone: string): string => {
  const [day, time] = wall(at, timeZone);
  return `${day}T${time.slice(0, 5)}`;
};

/** Date and time on a wall clock of the hall, `2025-07-08 22:41:07`. */
export const dateTime = (at: number, timeZone: string): string => wall(at, timeZone).join(" ");

/**
 * The moment, in ms since 1970, at which a wall clock of the hall shows a time; null where that is none. Of two, when
 * clocks go back, the first; a time that clocks leave out is as long after the change as it would have been.
 *
 * @param field  `2025-07-08T22:41`
 */
export const momentOf = (field: string, timeZone: string): number | null => {
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(field) ? Date.parse(`${field}:00Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return null;
  const ahead = (at: number): number => Date.parse(`${wall(at, timeZone).join("T")}Z`) - at;
  // A day away on either side no clock shows this time, so one of the two offsets is that of the moment.
  const [before, after] = [asUtc - ahead(asUtc - DAY_MS), asUtc - ahead(asUtc + DAY_MS)];
  const shown = [before, after].filter(each => fieldOf(each, timeZone) === field);
  return shown.length > 0 ? Math.min(...shown) : before;
};
