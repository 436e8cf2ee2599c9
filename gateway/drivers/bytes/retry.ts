import { type Millis, millis, seconds } from "#rules/time/instant.ts";

/** Failures in a row after which something counts as down. */
export const PATIENCE = 3;

const WAITS = [seconds(1), seconds(2), seconds(5), seconds(15), seconds(60)];
const JITTER = 0.2;

/**
 * How long to leave something alone after so many failures in a row: 1 s while it is not yet down, then 1, 2, 5, 15,
 * 60, 60 … s.
 *
 * @param random  0 ≤ random < 1, spreads the waits of many by ±20 % so that they do not ask in step
 */
export const retryAfter = (failures: number, random: number): Millis => {
  const wait = WAITS[Math.min(Math.max(0, failures - PATIENCE), WAITS.length - 1)] ?? seconds(60);
  return millis(Math.round(wait * (1 - JITTER + 2 * JITTER * random)));
};
