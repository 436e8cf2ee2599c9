const MINUTE_MS = 60_000;

/** The next moment at which a value that grows on without end is looked at again when nobody says what it is compared with. */
export const nextMinute = (at: number): number => (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS;

/** Times that a growing time is compared with, in whole microseconds: 1.1 s is 1100 ms, whatever it was computed from. */
export const timeThresholds = (thresholds: readonly number[]): readonly number[] =>
  thresholds.map(threshold => Math.round(threshold * 1_000) / 1_000);

/**
 * How long until a time that grows by the clock, now at `elapsed`, reaches or leaves one of the thresholds; Infinity:
 * never.
 *
 * @param most  beyond which it does not grow
 */
export const untilTurn = (thresholds: readonly number[], elapsed: number, most: number): number => {
  let least = Number.POSITIVE_INFINITY;
  for (const threshold of thresholds) {
    if (elapsed < threshold && threshold <= most) least = Math.min(least, Math.ceil(threshold - elapsed));
    else if (elapsed === threshold && threshold < most) least = Math.min(least, 1);
  }
  return least;
};

/**
 * The first whole number, at least 1, at which something turns that stays turned from there on; Infinity when that is too
 * far away to count.
 *
 * @param guess  where it should be, if all computation were exact
 */
export const firstTurn = (hasTurned: (n: number) => boolean, guess: number): number => {
  if (!(guess <= Number.MAX_SAFE_INTEGER)) return Number.POSITIVE_INFINITY;
  let low = 0;
  let high = Math.max(1, Math.ceil(guess));
  while (!hasTurned(high)) {
    low = high;
    high *= 2;
    if (high > Number.MAX_SAFE_INTEGER) return Number.POSITIVE_INFINITY;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (hasTurned(middle)) high = middle;
    else low = middle;
  }
  return high;
};
