import { wall } from "../format/time.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * What stands under the marks of an axis of time: hours of the hall's clock, 24 of them; a date where a day begins, the
 * year where the marks are months apart.
 *
 * @param at     moments of the marks, ms since 1970
 * @param stepMs how far apart they are
 */
export const marksOf = (at: readonly number[], stepMs: number, timeZone: string): readonly string[] =>
  at.map(moment => {
    const [day, time] = wall(moment, timeZone);
    if (stepMs >= 28 * DAY_MS) return day.slice(0, 7);
    if (stepMs >= DAY_MS || time === "00:00:00") return day.slice(5);
    return stepMs < MINUTE_MS ? time : time.slice(0, 5);
  });

/** A number on an axis of values: no more digits than tell the marks apart. @param step  how far apart the marks are */
export const valueMark = (value: number, step: number): string => {
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
  return new Intl.NumberFormat("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(Object.is(value, -0) ? 0 : value);
};
