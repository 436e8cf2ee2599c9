import type { WallMinute } from "../time/calendar-plan.ts";

/** When the shifts of a day begin, in minutes since 00:00, ascending; at least one. */
export type ShiftPlan = readonly WallMinute[];

/** Reads `08:00,20:00`; null when it is no list of times of day in order. */
export const shiftPlan = (text: string): ShiftPlan | null => {
  const minutes = text.split(",").map(part => {
    const [, hour = "", minute = ""] = /^\s*([01]?\d|2[0-3]):([0-5]\d)\s*$/.exec(part) ?? [];
    return hour === "" ? Number.NaN : Number(hour) * 60 + Number(minute);
  });
  const isAscending = minutes.every(
    (minute, index) => index === 0 || minute > (minutes[index - 1] as number),
  );
  return minutes.some(Number.isNaN) || !isAscending ? null : minutes;
};
