import type { Trend } from "#gateway/ports/trends.ts";
import { type Millis, millis } from "#rules/time/instant.ts";
import type { TrendLevel } from "./step.ts";

/** What is known of the buckets of one point from one source; columns of equal length, in any order. */
export type BucketRows = {
  /** Beginning of the bucket. */
  readonly at: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly sum: Float64Array;
  readonly count: Float64Array;
  readonly first: Float64Array;
  readonly firstAt: Float64Array;
  readonly last: Float64Array;
  readonly lastAt: Float64Array;
};

type Bucket = {
  min: number;
  max: number;
  sum: number;
  count: number;
  first: number;
  firstAt: number;
  last: number;
  lastAt: number;
};

/** Readings and rows of several sources, gathered to the buckets of one point. */
export type Buckets = {
  /** A good or uncertain reading. */
  add(at: number, value: number): void;
  addRows(rows: BucketRows): void;
  /** @param from  what they were read from */
  trend(point: string, from: TrendLevel): Trend;
};

/** Buckets of the length `step` that begin at whole multiples of it. */
export const bucketsOf = (step: Millis): Buckets => {
  const all = new Map<number, Bucket>();
  const at = (begin: number, firstAt: number, first: number): Bucket => {
    const known = all.get(begin);
    if (known !== undefined) return known;
    const empty: Bucket = {
      min: Number.POSITIVE_INFINITY,
      max: Number.NEGATIVE_INFINITY,
      sum: 0,
      count: 0,
      first,
      firstAt,
      last: first,
      lastAt: firstAt,
    };
    all.set(begin, empty);
    return empty;
  };
  return {
    add: (moment, value) => {
      const bucket = at(Math.floor(moment / step) * step, moment, value);
      bucket.min = Math.min(bucket.min, value);
      bucket.max = Math.max(bucket.max, value);
      bucket.sum += value;
      bucket.count += 1;
      if (moment < bucket.firstAt) [bucket.firstAt, bucket.first] = [moment, value];
      if (moment >= bucket.lastAt) [bucket.lastAt, bucket.last] = [moment, value];
    },
    addRows: rows => {
      for (const [row, begin] of rows.at.entries()) {
        const [firstAt, lastAt] = [rows.firstAt[row]!, rows.lastAt[row]!];
        const bucket = at(begin, firstAt, rows.first[row]!);
        bucket.min = Math.min(bucket.min, rows.min[row]!);
        bucket.max = Math.max(bucket.max, rows.max[row]!);
        bucket.sum += rows.sum[row]!;
        bucket.count += rows.count[row]!;
        if (firstAt < bucket.firstAt) [bucket.firstAt, bucket.first] = [firstAt, rows.first[row]!];
        if (lastAt >= bucket.lastAt) [bucket.lastAt, bucket.last] = [lastAt, rows.last[row]!];
      }
    },
    trend: (point, from) => {
      const sorted = [...all].sort(([a], [b]) => a - b);
      const column = (of: (bucket: Bucket) => number) =>
        Float64Array.from(sorted, ([, bucket]) => of(bucket));
      return {
        point,
        step: millis(step),
        from,
        at: Float64Array.from(sorted, ([begin]) => begin),
        min: column(({ min }) => min),
        max: column(({ max }) => max),
        // A sum of values near the largest number overflows where their mean does not.
        mean: column(({ sum, count, min, max }) => Math.min(max, Math.max(min, sum / count))),
        first: column(({ first }) => first),
        last: column(({ last }) => last),
        count: Uint32Array.from(sorted, ([, { count }]) => count),
      };
    },
  };
};
