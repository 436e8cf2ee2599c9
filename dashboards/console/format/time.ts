import { t } from "../words/language.ts";

/** Milliseconds since 1970 of a time on the wire; null stays null. */
export const toMs = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));

/** The moment on a wall clock of the hall: today `22:41:07`, any other day `11-21 22:41`. 24 hours always. */
export const moment = (at: number, now: number, timeZone: string): string => {
  const [day, time] = wall(at, timeZone);
  return day === wall(now, timeZone)[0] ? time : `${day.slice(5)} ${time.slice(0, 5)}`;
};

/** The time of day on a wall clock of the hall, `22:41:07`. */
export const timeOfDay = (at: number, timeZone: string): string => wall(at, timeZone)[1];

/** Hours and minutes where seconds say nothing, `17:30`; with the date on any other day than `now`. */
export const shortMoment = (at: number, now: number, timeZone: string): string => {
  const text = moment(at, now, timeZone);
  return text.includes(" ") ? text : text.slice(0, 5);
};

/** A length in words, its two largest parts: `8 秒`, `42 分钟`, `1 小时 9 分`, `3 天 2 小时`. Never negative. */
export const duration = (lengthMs: number): string => {
  const seconds = Math.max(0, Math.floor(lengthMs / 1000));
  if (seconds < 60) return t().seconds(seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t().minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t().hours(hours, minutes % 60);
  return t().days(Math.floor(hours / 24), hours % 24);
};

/** What is left of a length, to the second where that counts: `2:13`, from an hour on in words. Never negative. */
export const countdown = (lengthMs: number): string => {
  const seconds = Math.max(0, Math.ceil(lengthMs / 1000));
  if (seconds >= 3600) return duration(lengthMs);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

/** How long ago, `8 秒前`. A time ahead of the hall's clock is just now: clocks differ by a little. */
export const ago = (at: number, now: number): string =>
  now - at < 1000 ? t().justNow : t().ago(duration(now - at));

const formats = new Map<string, Intl.DateTimeFormat>();

/** Date `2025-07-08` and time `22:41:07` in the zone. */
export const wall = (at: number, timeZone: string): readonly [day: string, time: string] => {
  let format = formats.get(timeZone);
  if (!format) {
    const numeric = "2-digit";
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      year: "numeric",
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
      hourCycle: "h23",
    });
    formats.set(timeZone, format);
  }
  const [day = "", time = ""] = format.format(at).split(" ");
  return [day, time];
};
