/** Minutes ahead of UTC of the hall's clock, which is never changed: Asia/Shanghai. */
const ZONE_MINUTES = 480;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What China's State Council announced for 2025 (notice of 2024-11-12): days off, and weekend days that are worked. */
const OFF: readonly (readonly [string, string])[] = [
  ["2025-01-01", "2025-01-01"],
  ["2025-01-28", "2025-02-04"],
  ["2025-04-04", "2025-04-06"],
  ["2025-05-01", "2025-05-05"],
  ["2025-05-31", "2025-06-02"],
  ["2025-10-01", "2025-10-08"],
];
const WORKED: readonly string[] = ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"];

/** One day of the made-up hall. */
export type YearDay = {
  /** 0 … 364 */
  readonly number: number;
  /** `2025-07-08` */
  readonly date: string;
  /** Its first moment, ms since 1970. */
  readonly startsAt: number;
  readonly isOpen: boolean;
};

/** The days of 2025, as the hall's clock has them. */
export const daysOfYear = (): readonly YearDay[] =>
  Array.from({ length: 365 }, (_, number) => {
    const utc = Date.UTC(2025, 0, 1) + number * DAY;
    const date = new Date(utc).toISOString().slice(0, 10);
    const isWeekend = new Date(utc).getUTCDay() % 6 === 0;
    const isOff = OFF.some(([from, to]) => from <= date && date <= to);
    return {
      number,
      date,
      startsAt: utc - ZONE_MINUTES * MINUTE,
      isOpen: WORKED.includes(date) || (!isWeekend && !isOff),
    };
  });

/** A moment of a day of the hall, by minutes since midnight. */
export const momentOf = ({ startsAt }: Pick<YearDay, "startsAt">, minute: number): number =>
  startsAt + minute * MINUTE;
