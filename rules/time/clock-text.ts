import { Temporal } from "temporal-polyfill";
import type { Instant } from "./instant.ts";
import { dayAt } from "./wall-clock.ts";

/** `16:20` on the hall's clock; `07-17 16:20` where that is another date than that of `now`, with the year where that differs. */
export const clockText = (at: Instant, now: Instant, timeZone: string): string => {
  const clock = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: "minute" });
  const [date, today] = [dayAt(at, timeZone), dayAt(now, timeZone)];
  if (date.equals(today)) return clock;
  return `${date.year === today.year ? date.toString().slice("2025-".length) : date.toString()} ${clock}`;
};

/** `20250715T100312`, as the hall's clock shows it: for ids that people read. */
export const clockStamp = (at: Instant, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: "second" })
    .replaceAll(/[-:]/g, "");
