import { Temporal } from "temporal-polyfill";
import { parseDuration } from "../site/durations.ts";
import { type Told, told } from "../site/form.ts";
import { isDate } from "../time/dates.ts";
import { after, hours, type Instant, type Millis, minutes, seconds } from "../time/instant.ts";
import { type Day, day, dayAt, momentOf } from "../time/wall-clock.ts";

const HELP = 'write "12:03", "12:03:10", "+5 min", "+1 d 07:50" or "2025-07-09 10:30", on the hall\'s clock';
const HELP_PAST = 'write "12:03", "12:03:10", "-5 min" or "2025-07-09 10:30", on the hall\'s clock';

/**
 * Reads when something happens, on the hall's clock: `12:03` on the date of `from`, `+1 d 07:50` so many days after that
 * date, `+5 min` so long after `from`, or `2025-07-09 10:30`. A moment before `from` is refused: time goes on.
 */
export const momentFrom = (text: string, from: Instant, timeZone: string): Told<Instant> => {
  const length = text.startsWith("+") ? parseDuration(text.slice(1)) : null;
  if (length !== null) return told(after(from, length));
  const [, days = "", clock = text] = /^\+(\d{1,3}) ?d (.+)$/.exec(text) ?? [];
  const date = dayAt(from, timeZone).add({ days: Number(days) });
  const at = dateAndClock(text, timeZone) ?? onDay(date, clock, timeZone);
  if (at === null) return refused(text, HELP);
  if (at >= from) return told(at);
  const why = `${text} is before ${wallText(from, timeZone)}, where the timeline is already`;
  return { is: "refused", code: "CFG603", why, help: `for the day after write "+1 d ${text.slice(-5)}"` };
};

/**
 * Reads when something was or will be: `12:03` on the date of `from`, `+1 d 07:50` so many days after that date, `+5 min`
 * and `-5 min` so long after or before `from`, or `2025-07-09 10:30`.
 */
export const momentNear = (text: string, from: Instant, timeZone: string): Told<Instant> => {
  if (text.startsWith("-")) return momentBefore(text, from, timeZone);
  const at = text.startsWith("+") ? null : onDay(dayAt(from, timeZone), text, timeZone);
  const full = dateAndClock(text, timeZone) ?? at;
  return full === null ? momentFrom(text, from, timeZone) : told(full);
};

/** A time of day so shortly after now is meant for today, not for yesterday: whoever writes it is a little off. */
const SOON: Millis = hours(1);

/**
 * Reads when something was, seen from `until`: `12:03` is the last time that the hall's clock showed that, or the next
 * within an hour; `-5 min` is so long ago; `2025-07-09 10:30` is that moment.
 */
export const momentBefore = (text: string, until: Instant, timeZone: string): Told<Instant> => {
  const length = text.startsWith("-") ? parseDuration(text.slice(1)) : null;
  if (length !== null) return told(after(until, -length as Millis));
  const full = dateAndClock(text, timeZone);
  if (full !== null) return told(full);
  const today = dayAt(until, timeZone);
  const at = onDay(today, text, timeZone);
  if (at === null) return refused(text, HELP_PAST);
  return told(at <= after(until, SOON) ? at : (onDay(today.subtract({ days: 1 }), text, timeZone) ?? at));
};

/** Reads a full date with a time: `2025-07-08 11:50`; null when it is none. */
export const dateAndClock = (text: string, timeZone: string): Instant | null => {
  const [, date = "", clock = ""] = /^(\d{4}-\d{2}-\d{2})[ T](.+)$/.exec(text) ?? [];
  return isDate(date) ? onDay(day(date), clock, timeZone) : null;
};

const onDay = (date: Day, clock: string, timeZone: string): Instant | null => {
  const [whole, hour, minute, second = "0"] = /^(\d\d):(\d\d)(?::(\d\d(?:\.\d{1,3})?))?$/.exec(clock) ?? [];
  if (whole === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) >= 60) return null;
  const length = minutes(0) + Math.round(Number(second) * seconds(1));
  return after(momentOf(date, Number(hour) * 60 + Number(minute), timeZone), length as Millis);
};

const refused = (text: string, help: string): Told<Instant> => ({
  is: "refused",
  code: "CFG603",
  why: `"${text}" is no moment`,
  help,
});

/** `2025-07-08 12:03:00` on the hall's clock; with milliseconds only where there are some. */
export const wallText = (at: Instant, timeZone: string): string =>
  `${dateText(at, timeZone)} ${clockText(at, timeZone)}`;

/** `2025-07-08` on the hall's calendar. */
export const dateText = (at: Instant, timeZone: string): string => dayAt(at, timeZone).toString();

/** `12:03:00` on the hall's clock; with milliseconds only where there are some. */
export const clockText = (at: Instant, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: at % 1_000 === 0 ? "second" : "millisecond" });
