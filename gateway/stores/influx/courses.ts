import type { Millis } from "#rules/time/instant.ts";
import type { BucketRows } from "../trends/buckets.ts";

/** Whose buckets are asked: of points of one measurement, `from` ≤ at < `to`, buckets at whole multiples of `step`. */
export type CourseAsked = {
  readonly measurement: string;
  readonly points: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly step: Millis;
  /** The policy that has roll-ups of them; absent: readings themselves. */
  readonly policy?: string;
};

/** What a server makes of readings by itself, in its own language. */
export type Courses = {
  /**
   * Buckets by point; those without readings are left out.
   *
   * @throws {Fault} when the server cannot be read
   */
  buckets(asked: CourseAsked): Promise<ReadonlyMap<string, BucketRows>>;
  /** What there is and since when, at this moment; a server that does not tell has readings of all times. */
  kept(now: number): Promise<Kept>;
};

/** Since when readings are there, and roll-ups of what is older. */
export type Kept = {
  readonly readingsSince: number;
  readonly rollUps: readonly {
    readonly level: "minutes" | "quarters";
    readonly policy: string;
    readonly since: number;
  }[];
};

export const ALL_READINGS: Kept = { readingsSince: Number.NEGATIVE_INFINITY, rollUps: [] };

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
