import { QUALITIES } from "#rules/reading/columns.ts";
import type { Point } from "#rules/site/model.ts";
import { nearest } from "#rules/site/nearest.ts";

/** One reading of a CSV file. */
export type CsvReading = {
  readonly at: number;
  readonly value: number;
  readonly point: number;
  /** Index into `QUALITIES`. */
  readonly quality: number;
  /** Line of the file, from 1. */
  readonly line: number;
};

/** What a line of a CSV file is. */
export type CsvLine =
  /** `impossible`: the value as it is written, where the point can never have it. */
  | ({ readonly is: "reading"; readonly impossible?: string } & Omit<CsvReading, "line">)
  /** An empty line, a remark (`#`) or the heading. */
  | { readonly is: "nothing" }
  /** A reading of a point that the hall does not have. */
  | { readonly is: "stranger"; readonly point: string }
  | { readonly is: "wrong"; readonly why: string };

const NOTHING: CsvLine = { is: "nothing" };
const GOOD = QUALITIES.indexOf("good");
const BAD = QUALITIES.indexOf("bad");
/** `stale`: recorded by somebody who knew that the value was old; it cannot be judged. */
const WORTH: ReadonlyMap<string, number> = new Map([
  ...QUALITIES.map((word, index) => [word, index] as const),
  ["", GOOD],
  ["stale", BAD],
]);
/** Milliseconds since 1970 of a moment before which nobody recorded anything; seconds are smaller. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);

/**
 * Reads lines `time,point,value,quality`: time in ISO 8601 with its offset or in milliseconds since 1970; value a number
 * in the point's unit or a word of its class, empty where there is none; quality `good` (or empty), `uncertain`, `bad` or
 * `stale`. A value that the point cannot have is bad.
 */
export const csvParser = (points: readonly Point[]): ((line: string, isFirst: boolean) => CsvLine) => {
  const known = new Map(points.map(point => [point.id, point]));
  return (text, isFirst) => {
    const line = (isFirst ? text.replace(/^\uFEFF/, "") : text).trimEnd();
    if (line === "" || line.startsWith("#")) return NOTHING;
    const [time = "", id = "", number = "", word = "", ...more] = line.split(",");
    if (isFirst && time === "time") return NOTHING;
    if (id === "" || more.length > 0) return wrong("expected time,point,value,quality");
    const at = momentOf(time);
    if (typeof at === "string") return wrong(at);
    const point = known.get(id);
    if (!point) return { is: "stranger", point: id };
    const worth = WORTH.get(word);
    if (worth === undefined) return wrong(`"${word}" is no quality: good, uncertain, bad or stale`);
    const value = numberOf(number, point);
    if (typeof value === "string") return wrong(value);
    const isImpossible = !Number.isNaN(value) && isOutside(value, point);
    const quality = isImpossible || Number.isNaN(value) ? BAD : worth;
    return {
      is: "reading",
      at,
      value: quality === BAD ? Number.NaN : value,
      point: point.index,
      quality,
      ...(isImpossible && { impossible: `${id} ${number}` }),
    };
  };
};

const wrong = (why: string): CsvLine => ({ is: "wrong", why });

const momentOf = (text: string): number | string => {
  if (/^\d+$/.test(text)) {
    const at = Number(text);
    return at >= EARLIEST_MS
      ? at
      : `${text} is too small for milliseconds since 1970; seconds need three more digits`;
  }
  if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(text.replace(" ", "T"))) {
    const at = Date.parse(text.replace(" ", "T"));
    if (!Number.isNaN(at)) return at;
  }
  return `"${text}" is no time: 2025-07-08T11:50:00+08:00 (with its offset) or milliseconds since 1970`;
};

const numberOf = (text: string, { id, class: { words } }: Point): number | string => {
  if (text === "") return Number.NaN;
  const index = words?.indexOf(text) ?? -1;
  if (index >= 0) return index;
  const value = Number(text);
  if (!Number.isNaN(value)) return value;
  if (!words) return `"${text}" is no number`;
  return `"${text}" is no word of ${id}; did you mean "${nearest(text, words) ?? words[0]}"?`;
};

const isOutside = (value: number, { class: { words }, range }: Point): boolean =>
  words
    ? words[value] === undefined
    : !Number.isFinite(value) || (range !== undefined && (value < range[0] || value > range[1]));
