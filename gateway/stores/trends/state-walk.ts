import type { StateTrend } from "#gateway/ports/trends.ts";
import { type Instant, type Millis, millis } from "#rules/time/instant.ts";

/** One reading of a worded point, or a roll-up of several: what happened from its first reading to its last one. */
export type StateRow = {
  /** Where a roll-up begins; of a reading its moment. */
  readonly at: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Index of the word from its last reading on; null: that was none that one may believe. */
  readonly last: number | null;
  /** How long it was in each state between its readings, in ms; null: it is one reading. */
  readonly ms: ArrayLike<number> | null;
};

/** What a walk is over. */
export type StateWalk = {
  readonly point: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly step: Millis;
  readonly words: number;
  /** Nobody knows a state any longer than this after it was told. */
  readonly staleAfter: Millis;
};

/**
 * How long a point was in each state, a bucket: a state holds from the reading that tells it until the next reading of
 * whatever quality, at most for `staleAfter`. Roll-ups count as a whole where they begin.
 *
 * @param rows  oldest first, beginning early enough to know the state at `from`
 */
export const walkStates = (walk: StateWalk, rows: Iterable<StateRow>): StateTrend => {
  const { point, from, to, step, words, staleAfter } = walk;
  const buckets = new Map<number, Float64Array>();
  const add = (at: number, state: number, ms: number): void => {
    const begin = Math.floor(at / step) * step;
    const known = buckets.get(begin) ?? new Float64Array(words);
    buckets.set(begin, known);
    known[state]! += ms;
  };
  const hold = (state: number | null, since: number, until: number): void => {
    if (state === null || !Number.isInteger(state) || state < 0 || state >= words) return;
    const end = Math.min(until, since + staleAfter, to);
    for (let at = Math.max(since, from); at < end; ) {
      const next = Math.min(end, (Math.floor(at / step) + 1) * step);
      add(at, state, next - at);
      at = next;
    }
  };
  let before: StateRow | null = null;
  for (const row of rows) {
    if (before !== null) hold(before.last, before.lastAt, row.firstAt);
    if (row.ms !== null && row.at >= from && row.at < to)
      for (let state = 0; state < words; state++) {
        const ms = row.ms[state] ?? 0;
        if (ms > 0) add(row.at, state, ms);
      }
    before = row;
  }
  if (before !== null) hold(before.last, before.lastAt, Number.POSITIVE_INFINITY);
  const sorted = [...buckets].sort(([a], [b]) => a - b);
  return {
    point,
    step: millis(step),
    at: Float64Array.from(sorted, ([begin]) => begin),
    ms: Array.from({ length: words }, (_, state) =>
      Float64Array.from(sorted, ([, column]) => column[state] ?? 0),
    ),
  };
};
