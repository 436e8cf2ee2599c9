import type { Instant, Millis } from "#rules/time/instant.ts";

/** Which course of which points; `from` ≤ at < `to`. */
export type TrendAsked = {
  /** Ids of points. */
  readonly points: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  /** At most so many buckets a point, 1 … 4000: as many as a chart has pixels. */
  readonly buckets: number;
};

/**
 * The course of one point in buckets of equal length: of each its least, greatest, first and last value (M4, Jugel et al.
 * 2014), so that a line drawn through them looks as the line through all readings would, and the mean of its readings.
 * Only good and uncertain readings count. Buckets without any are left out: a gap stays a gap.
 */
export type Trend = {
  readonly point: string;
  /** Length of a bucket: a whole number of seconds, minutes or quarters of an hour. */
  readonly step: Millis;
  /** What it was read from. */
  readonly from: "readings" | "minutes" | "quarters";
  /** Beginning of each bucket, ascending, whole multiples of `step` since 1970. */
  readonly at: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly count: Uint32Array;
};

/** How long a worded point was in each state, in ms, a bucket; what nobody knows is in none of them. */
export type StateTrend = {
  readonly point: string;
  readonly step: Millis;
  readonly at: Float64Array;
  /** By index of the word: as many columns as the class has words. */
  readonly ms: readonly Float64Array[];
};

/** Reads courses of any length back quickly: from readings where they are few, from roll-ups where they are many. */
export type Trends = {
  /** @throws {Fault} when the store cannot be read */
  trend(asked: TrendAsked): Promise<readonly Trend[]>;
  /** @throws {Fault} when the store cannot be read */
  states(asked: TrendAsked): Promise<readonly StateTrend[]>;
};
