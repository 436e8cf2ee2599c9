import { type Instant, instant } from "#rules/time/instant.ts";

/** A moment as a person gives it; `local` is what the hall's clock shows, and becomes a moment once the zone is known. */
export type Moment =
  | { readonly is: "moment"; readonly at: Instant }
  | { readonly is: "local"; readonly date: string; readonly minute: number; readonly second: number };

/** Reads `2025-07-08`, `2025-07-08 11:50`, `2025-07-08T11:50:30+08:00`, `…Z`; null when it is none of these. */
export const moment = (text: string): Moment | null => {
  const [, date = "", hour = "00", minute = "00", second = "00", offset = ""] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text.trim()) ??
    [];
  if (!isDate(date) || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 59) return null;
  if (offset !== "") {
    const at = Date.parse(text.trim().replace(" ", "T"));
    return Number.isNaN(at) ? null : { is: "moment", at: instant(at) };
  }
  return { is: "local", date, minute: Number(hour) * 60 + Number(minute), second: Number(second) };
};

/** Whether the calendar has the date. Said without a library, since every command line is read with it. */
const isDate = (date: string): boolean => {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
};
