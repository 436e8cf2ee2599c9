import type { CalendarPlan, DayHours } from "../calendar-plan.ts";
import { type Instant, instant, toIso } from "../instant.ts";

/** Minutes since midnight of `HH:MM`. */
export const wall = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** Hours of a day: `hours("18:00-02:00")`. */
export const hours = (...windows: string[]): DayHours =>
  windows.map(w => ({ from: wall(w), to: wall(w.slice(6)) + (wall(w.slice(6)) > wall(w) ? 0 : 1440) }));

const officeDay = hours("08:30-12:00", "14:00-17:30");
/** Site A of the regulations: office hours, people from 07:50, the official calendar. */
export const siteA: CalendarPlan = {
  timeZone: "Asia/Shanghai",
  holidays: "china",
  staffFrom: wall("07:50"),
  week: { 1: officeDay, 2: officeDay, 3: officeDay, 4: officeDay, 5: officeDay, 6: [], 7: [] },
  dates: new Map(),
  seasons: new Map([
    ["summer", { from: "06-01", to: "09-30" }],
    ["winter", { from: "11-15", to: "03-15" }],
  ]),
};

const evening = hours("18:00-02:00");
/** A KTV: every evening over midnight. */
export const siteK: CalendarPlan = {
  ...siteA,
  holidays: "none",
  staffFrom: wall("17:00"),
  week: { 1: evening, 2: evening, 3: evening, 4: evening, 5: evening, 6: evening, 7: evening },
};

/** A moment in Shanghai: `2025-07-08 07:49`. */
export const at = (text: string): Instant => instant(Date.parse(`${text.replace(" ", "T")}:00+08:00`));

/** A moment as Shanghai shows it, to the minute. */
export const shown = (moment: Instant | null): string | null =>
  moment === null
    ? null
    : toIso(instant(moment + 8 * 3_600_000))
        .slice(0, 16)
        .replace("T", " ");
