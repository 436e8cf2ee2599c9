import { Temporal } from "temporal-polyfill";
import type { Words } from "../site/model.ts";
import { between, type Instant, type Millis } from "../time/instant.ts";
import type { ReportCell, ReportColumn } from "./facility-report.ts";

/** What stands where nobody knows: never 0. */
export const NONE: ReportCell = { is: "none", text: { zh: "—", en: "—" } };

/** Both languages say the same. */
export const same = (text: string): Words => ({ zh: text, en: text });

export const text = (words: Words | string): ReportCell => ({
  is: "text",
  text: typeof words === "string" ? same(words) : words,
});

/** A number with so many places; null: nobody knows. `unit`: what follows it where no column says so, after a thin space. */
export const number = (value: number | null, decimals = 0, unit = ""): ReportCell => {
  if (value === null || !Number.isFinite(value)) return NONE;
  const rounded = Number(value.toFixed(decimals)) + 0;
  const said = `${rounded.toFixed(decimals)}${unit === "" ? "" : `\u2009${unit}`}`;
  return { is: "number", text: same(said), value: rounded, decimals };
};

/** A moment on the hall's clock, to the minute; with seconds where they are not zero. Null: there is none. */
export const moment = (at: Instant | null, timeZone: string): ReportCell =>
  at === null ? NONE : { is: "moment", text: same(momentText(at, timeZone)), at };

/** `2025-07-21 17:46`, `2025-07-21 09:00:01` */
export const momentText = (at: Instant, timeZone: string): string => {
  const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime();
  const smallestUnit = shown.second === 0 ? "minute" : "second";
  return shown.toString({ smallestUnit }).replace("T", " ");
};

/** Whole minutes, rounded up: what lasted a second lasted. */
export const minutesOf = (length: Millis): ReportCell => number(Math.ceil(length / 60_000));

/**
 * How many of how many, in per cent with two places, rounded down so that only all are 100. Of none there is no rate.
 */
export const rate = (part: number, of: number): ReportCell => {
  if (of === 0) return NONE;
  const value = Math.floor((part / of) * 10_000 + 1e-9) / 100;
  return { is: "number", text: same(`${value.toFixed(2)}%`), value, decimals: 2 };
};

/** `12 / 15`: what a rate is counted from. */
export const ofAll = (part: number, of: number): ReportCell => text(`${part} / ${of}`);

export const column = (
  zh: string,
  en: string,
  { unit = "", align = "left" }: Partial<Pick<ReportColumn, "unit" | "align">> = {},
): ReportColumn => ({ title: { zh, en }, unit, align });

/** A column of numbers. */
export const count = (zh: string, en: string, unit = ""): ReportColumn =>
  column(zh, en, { unit, align: "right" });

/** A time that tells something: `from` ≤ t < `to`. */
export type Span = { readonly from: Instant; readonly to: Instant };

/** How much of a time lies within another. */
export const overlap = (span: Span, from: Instant, to: Instant): Millis => {
  const begin = from > span.from ? from : span.from;
  const end = to < span.to ? to : span.to;
  return end > begin ? between(begin, end) : (0 as Millis);
};
