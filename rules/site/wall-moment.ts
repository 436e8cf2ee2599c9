import { isDate } from "../time/dates.ts";
import type { Instant } from "../time/instant.ts";
import { day, momentOf } from "../time/wall-clock.ts";
import { type Told, told } from "./form.ts";
import { wallMinute } from "./opening-hours.ts";

/** A date and what the hall's clock shows on it, in minutes since its midnight; 24:00 is 1440. */
export type WallMoment = { readonly date: string; readonly minute: number };

/** Reads a moment of the hall's clock: `2025-07-23 08:00`. */
export const wallMoment = (text: string): Told<WallMoment> => {
  const [, date = "", clock = ""] = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})$/.exec(text.trim()) ?? [];
  const minute = wallMinute(clock);
  if (isDate(date) && minute !== null) return told({ date, minute });
  const why = `"${text}" is no date with a time of day`;
  return { is: "refused", code: "CFG210", why, help: "write it as 2025-07-23 08:00, in the hall's time" };
};

/** When the hall's clock shows it: the first time where it does so twice, the moment of the skip where it never does. */
export const instantOf = ({ date, minute }: WallMoment, timeZone: string): Instant =>
  momentOf(day(date), minute, timeZone);

/** Reads a stretch of every day: `22:00-07:00`, also past midnight. In minutes since midnight. */
export const dailyHours = (text: string): Told<readonly [from: number, to: number]> => {
  const [from = null, to = null, more] = text.split("-").map(part => wallMinute(part.trim()));
  if (from !== null && to !== null && more === undefined && from % 1440 !== to % 1440)
    return told([from % 1440, to % 1440]);
  const why = `"${text}" is no stretch of a day`;
  return { is: "refused", code: "CFG203", why, help: "write it as 22:00-07:00" };
};
