import type { BucketRows } from "../trends/buckets.ts";
import type { StateRow } from "../trends/state-walk.ts";
import type { TrendLevel } from "../trends/step.ts";
import { type Column, type Duck, quoted, quotedList } from "./duck.ts";

/** Which rows of which files; `from` ≤ beginning < `to`, but for the stretches in `without`. */
export type ColdAsked = {
  readonly level: TrendLevel;
  /** Paths of files of that level, in the order of their times. */
  readonly files: readonly string[];
  readonly points: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly without: readonly (readonly [from: number, to: number])[];
};

/**
 * The buckets of some points, each point's in ascending order.
 *
 * @throws when a file cannot be read
 */
export const coldBuckets = async (
  duck: Duck,
  asked: ColdAsked,
  step: number,
): Promise<ReadonlyMap<string, BucketRows>> => {
  const counted = asked.level === "readings" ? "quality < 2 AND value IS NOT NULL" : "count > 0";
  const columns = asked.level === "readings" ? OF_READINGS : OF_ROLL_UPS;
  const rows = `SELECT point, (at_ms // ${step})::INTEGER AS bucket, ${columns} FROM ${sourceOf(asked)} AND ${counted} GROUP BY point, bucket`;
  const sql = `SELECT * REPLACE (bucket::DOUBLE * ${step} AS bucket) FROM (${rows}) ORDER BY point, bucket`;
  const found = new Map<string, number[][]>();
  for await (const { texts, numbers } of duck.stream(sql, 2 + COLUMNS.length))
    for (const [row, point] of texts.entries()) {
      const columnsOf = found.get(point) ?? Array.from({ length: 1 + COLUMNS.length }, (): number[] => []);
      found.set(point, columnsOf);
      for (const [index, column] of numbers.entries()) columnsOf[index]!.push(column[row]!);
    }
  return new Map([...found].map(([point, rows]) => [point, bucketRows(rows)]));
};

const COLUMNS = ["min", "max", "sum", "count", "first", "firstAt", "last", "lastAt"] as const;
const OF_READINGS =
  "min(value), max(value), sum(value), count(*)::DOUBLE, arg_min(value, at_ms), min(at_ms)::DOUBLE, arg_max(value, at_ms), max(at_ms)::DOUBLE";
// Roll-ups are scanned in the order of their files, which is that of their times: no need to compare times, twice as fast.
const OF_ROLL_UPS =
  'min("min"), max("max"), sum(mean::DOUBLE * count), sum(count)::DOUBLE, first("first"), min(at_ms)::DOUBLE, last("last"), max(at_ms)::DOUBLE';

const bucketRows = (columns: readonly (readonly number[])[]): BucketRows => {
  const [at, ...others] = columns.map(column => Float64Array.from(column));
  const named = Object.fromEntries(COLUMNS.map((name, index) => [name, others[index]!]));
  return { at: at!, ...(named as Omit<BucketRows, "at">) };
};

/**
 * What a worded point did, oldest first: its readings, or its roll-ups.
 *
 * @throws when a file cannot be read
 */
export const coldStates = async (
  duck: Duck,
  asked: ColdAsked,
  words: number,
): Promise<readonly StateRow[]> => {
  const source = `${sourceOf(asked)} ORDER BY at_ms`;
  if (asked.level === "readings") {
    const [at, value, quality] = await duck.numbers(
      `SELECT at_ms::DOUBLE, value, quality::DOUBLE FROM ${source}`,
      3,
    );
    return Array.from(at!, (moment, row) => stateOfReading(moment, value![row]!, quality![row]!));
  }
  const states = Array.from({ length: words }, (_, state) => `state_ms[${state + 1}]::DOUBLE`);
  const columns = await duck.numbers(
    `SELECT at_ms::DOUBLE, (at_ms + first_after_ms)::DOUBLE, (at_ms + last_after_ms)::DOUBLE, CASE WHEN ends_known THEN "last" END, ${states.join(", ")} FROM ${source}`,
    4 + words,
  );
  const [at, firstAt, lastAt, last, ...ms] = columns as [Column, Column, Column, Column, ...Column[]];
  return Array.from(at, (moment, row) => ({
    at: moment,
    firstAt: firstAt[row]!,
    lastAt: lastAt[row]!,
    last: Number.isNaN(last[row]!) ? null : last[row]!,
    ms: ms.map(column => column[row]!),
  }));
};

/** A reading as a row of a walk; `quality` indexes `QUALITIES`. */
export const stateOfReading = (at: number, value: number, quality: number): StateRow => ({
  at,
  firstAt: at,
  lastAt: at,
  last: quality < 2 && Number.isFinite(value) ? value : null,
  ms: null,
});

/** `FROM` and `WHERE`, to be continued by AND. A file that lacks a column of a later version has none of its values. */
const sourceOf = ({ files, points, from, to, without }: ColdAsked): string => {
  const stretches = without.map(([begin, end]) => ` AND NOT (at_ms >= ${begin} AND at_ms < ${end})`);
  const whose =
    points.length === 1 ? `point = ${quoted(points[0]!)}` : `point IN (${points.map(quoted).join(", ")})`;
  return `read_parquet(${quotedList(files)}) WHERE ${whose} AND at_ms >= ${from} AND at_ms < ${to}${stretches.join("")}`;
};
