import { Temporal } from "temporal-polyfill";

/** Whether the text is a date of the calendar, written `YYYY-MM-DD`: `2025-02-29` is not. */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
};

/** The same day so many years later; 29 February becomes 28 February where there is none. Both `YYYY-MM-DD`. */
export const yearsAfter = (date: string, years: number): string =>
  Temporal.PlainDate.from(date).add({ years }).toString();

/** How many days later `to` is than `from`; negative when it is earlier. Both `YYYY-MM-DD`. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;

/** Whether the name is a time zone that the runtime knows: `Asia/Shanghai`, `+08:00`. */
export const isTimeZone = (name: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/** All time zones by name that the runtime knows. */
export const timeZones = (): readonly string[] => Intl.supportedValuesOf("timeZone");
