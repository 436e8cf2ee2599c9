import type { DayHours, OpeningWindow, Weekday } from "../time/calendar-plan.ts";
import { isDate } from "../time/dates.ts";
import { type Told, told } from "./form.ts";
import { nearest } from "./nearest.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const DAY_MINUTES = 1440;

/** `mon` for 1 … `sun` for 7. */
export const weekdayName = (weekday: Weekday): string => DAYS[weekday - 1] as string;

/** Reads days of the week: `mon`, `mon-fri`, `sat-mon` over the weekend, `mon,wed-fri`. In order of the text. */
export const weekdays = (text: string): Told<readonly Weekday[]> => {
  const found: Weekday[] = [];
  for (const part of text.split(",")) {
    const names = part.trim().toLowerCase().split("-");
    const [first = 0, last = first] = names.map(name => DAYS.indexOf(name.trim() as "mon") + 1);
    if (names.length > 2 || first === 0 || last === 0) return { ...notDays(text, names), code: "CFG204" };
    for (let day = first; ; day = (day % 7) + 1) {
      found.push(day as Weekday);
      if (day === last) break;
    }
  }
  return told(found);
};

const notDays = (text: string, names: readonly string[]) => {
  const odd = names.find(name => !DAYS.includes(name.trim() as "mon")) ?? "";
  const meant = nearest(odd.trim().slice(0, 3), DAYS);
  const help = meant === null ? "write days as mon, mon-fri or mon,wed" : `did you mean "${meant}"?`;
  return { is: "refused" as const, why: `"${text}" names no days of the week`, help };
};

/** Reads `HH:MM` as minutes since midnight; 24:00 is the end of a day. Null when it is no time. */
export const wallMinute = (text: string): number | null => {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return null;
  const minutes = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && minutes <= DAY_MINUTES ? minutes : null;
};

/** Reads the time of day at which something begins: `07:50`. */
export const timeOfDay = (text: string): Told<number> => {
  const minute = wallMinute(text);
  if (minute !== null && minute < DAY_MINUTES) return told(minute);
  return { is: "refused", code: "CFG203", why: `"${text}" is no time of day`, help: "write it as 07:50" };
};

/**
 * Reads the hours of a day: windows such as `08:30-12:00` in any order, `18:00-02:00` past midnight, or `closed`. Windows
 * may touch but not overlap.
 */
export const dayHours = (said: string | readonly string[]): Told<DayHours> => {
  if (said === "closed") return told([]);
  if (typeof said === "string") {
    return refusal(`"${said}" is neither "closed" nor a list of windows`, `write ["${said}"] or closed`);
  }
  const windows: { readonly window: OpeningWindow; readonly item: number }[] = [];
  for (const [item, text] of said.entries()) {
    const window = openingWindow(text);
    if (window.is === "refused") return { ...window, item };
    windows.push({ window: window.value, item });
  }
  windows.sort((a, b) => a.window.from - b.window.from);
  for (const [i, { window, item }] of windows.entries()) {
    const before = windows[i - 1];
    if (before !== undefined && window.from < before.window.to) {
      const why = `"${said[item]}" overlaps "${said[before.item]}"`;
      return { ...refusal(why, "the gap between two windows is lunch"), item };
    }
  }
  return told(windows.map(({ window }) => window));
};

const openingWindow = (text: string): Told<OpeningWindow> => {
  const [from = null, end = null] = text.split("-").map(part => wallMinute(part.trim()));
  if (from === null || end === null || from === DAY_MINUTES || text.split("-").length !== 2) {
    return refusal(`"${text}" is no opening window`, "write it as 08:30-12:00, or 18:00-02:00 past midnight");
  }
  if (from === end) return refusal(`"${text}" closes when it opens`, "a whole day is 00:00-24:00");
  return told({ from, to: end > from ? end : end + DAY_MINUTES });
};

const refusal = (why: string, help: string) => ({
  is: "refused" as const,
  code: "CFG203" as const,
  why,
  help,
});

/** Reads a season `06-01..09-30`, both ends included; it may go over the turn of the year. */
export const season = (text: string): Told<readonly [from: string, to: string]> => {
  const [from = "", to = "", more] = text.split("..").map(part => part.trim());
  // A leap year has every day that any year has.
  if (more === undefined && isDate(`2024-${from}`) && isDate(`2024-${to}`)) return told([from, to]);
  const why = `"${text}" is no season`;
  return { is: "refused", code: "CFG202", why, help: "write the first and the last day as 06-01..09-30" };
};

/** Reads a date `YYYY-MM-DD` that the calendar has. */
export const date = (text: string): Told<string> =>
  isDate(text)
    ? told(text)
    : { is: "refused", code: "CFG202", why: `"${text}" is no date`, help: "write it as 2025-07-08" };
