import { QUALITIES } from "#rules/reading/columns.ts";
import type { Millis } from "#rules/time/instant.ts";

/** Readings of one point, oldest first; `quality` indexes `QUALITIES`. */
export type PointSeries = {
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly quality: Uint8Array;
};

/** What a roll-up must know of its point. */
export type RollUpPlan = {
  /** Length of a row: it begins at a whole multiple of this since 1970. */
  readonly step: Millis;
  /** A value holds until the next reading, at most this long. */
  readonly staleAfter: Millis;
  /** How many words the class has; 0: numbers. */
  readonly words: number;
};

/**
 * One row for every step that has readings. `count`, `min` … `last` are of good and uncertain ones, NaN where there was
 * none; `firstAt` and `lastAt` of all; `goodMs` and `stateMs` are lengths of time between its first and its last reading.
 */
export type RollUpRow = {
  readonly at: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly first: number;
  readonly last: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Whether its last reading is one that one may believe; then its value is `last`. */
  readonly endsKnown: boolean;
  readonly goodMs: number;
  /** By word; empty for numbers. */
  readonly stateMs: readonly number[];
};

const BAD = QUALITIES.indexOf("bad");

/** Whether a reading counts: a device's word that can be trusted, or the last that is known of it. */
export const counts = (value: number, quality: number): boolean => quality !== BAD && Number.isFinite(value);

/** Rolls the readings of one point up, oldest first. */
export const rollUp = (series: PointSeries, plan: RollUpPlan): readonly RollUpRow[] => {
  const rows: RollUpRow[] = [];
  const { length } = series.at;
  for (let from = 0; from < length; ) {
    const begin = Math.floor(series.at[from]! / plan.step) * plan.step;
    let to = from + 1;
    while (to < length && series.at[to]! < begin + plan.step) to++;
    rows.push(rowOf(series, from, to, begin, plan));
    from = to;
  }
  return rows;
};

const rowOf = (
  { at, value, quality }: PointSeries,
  from: number,
  to: number,
  begin: number,
  { staleAfter, words }: RollUpPlan,
): RollUpRow => {
  let [count, sum, goodMs] = [0, 0, 0];
  let [min, max, first, last] = [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
  const stateMs = new Array<number>(words).fill(0);
  for (let row = from; row < to; row++) {
    const number = value[row]!;
    if (!counts(number, quality[row]!)) continue;
    if (count === 0) min = max = first = number;
    else if (number < min) min = number;
    else if (number > max) max = number;
    last = number;
    sum += number;
    count++;
    if (row + 1 === to) continue;
    const held = Math.min(at[row + 1]! - at[row]!, staleAfter);
    goodMs += held;
    if (Number.isInteger(number) && number >= 0 && number < words) stateMs[number]! += held;
  }
  return {
    at: begin,
    count,
    min,
    max,
    mean: count === 0 ? Number.NaN : Math.min(max, Math.max(min, sum / count)),
    first,
    last,
    firstAt: at[from]!,
    lastAt: at[to - 1]!,
    endsKnown: counts(value[to - 1]!, quality[to - 1]!),
    goodMs,
    stateMs,
  };
};
