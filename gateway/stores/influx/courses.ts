import type { Millis } from "#rules/time/instant.ts";
import type { BucketRows } from "../trends/buckets.ts";

/** Whose buckets are asked: of points of one measurement, `from` ≤ at < `to`, buckets at whole multiples of `step`. */
export type CourseAsked = {
  readonly measurement: string;
  readonly points: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly step: Millis;
};

/** What a server makes of readings by itself, in its own language. */
export type Courses = {
  /**
   * Buckets by point; those without readings are left out.
   *
   * @throws {Fault} when the server cannot be read
   */
  buckets(asked: CourseAsked): Promise<ReadonlyMap<string, BucketRows>>;
};

/** One bucket as a server tells it. */
export type CourseRow = {
  readonly at: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly first: number;
  readonly last: number;
  readonly count: number;
};

/** Buckets of one point as columns; their readings are taken to lie anywhere from `firstAt` to `lastAt`. */
export const columnsOf = (rows: readonly CourseRow[], step: Millis): BucketRows => {
  const column = (of: (row: CourseRow) => number) => Float64Array.from(rows, of);
  return {
    at: column(({ at }) => Math.floor(at / step) * step),
    min: column(({ min }) => min),
    max: column(({ max }) => max),
    sum: column(({ mean, count }) => mean * count),
    count: column(({ count }) => count),
    first: column(({ first }) => first),
    firstAt: column(({ at }) => at),
    last: column(({ last }) => last),
    lastAt: column(({ at }) => at),
  };
};
