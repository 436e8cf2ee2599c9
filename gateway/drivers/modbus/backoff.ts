import { type Millis, millis, seconds } from "#rules/time/instant.ts";

/**
 * Whether something that is asked again and again answers. Starting and up bear a few failures in a row; down is
 * asked less and less often until it answers.
 */
export type Backoff =
  | { readonly is: "starting"; readonly failures: number }
  | { readonly is: "up"; readonly failures: number }
  | { readonly is: "down"; readonly probes: number };

/** Failures in a row after which it counts as down. */
export const PATIENCE = 3;

const PROBE_AFTER = [seconds(1), seconds(2), seconds(5), seconds(15), seconds(60)];
const JITTER = 0.2;

export const unasked: Backoff = { is: "starting", failures: 0 };
export const answered: Backoff = { is: "up", failures: 0 };

/** One more failure. */
export const failed = (state: Backoff): Backoff => {
  if (state.is === "down") return { is: "down", probes: state.probes + 1 };
  const failures = state.failures + 1;
  return failures < PATIENCE ? { ...state, failures } : { is: "down", probes: 0 };
};

/**
 * How long to leave it alone after a failure: 1 s while it is not yet down, then 1, 2, 5, 15, 60, 60 … s.
 *
 * @param random  0 ≤ random < 1, spreads the waits of many by ±20 % so that they do not ask in step
 */
export const retryAfter = (state: Backoff, random: number): Millis => {
  const probes = state.is === "down" ? state.probes : 0;
  const wait = PROBE_AFTER[Math.min(probes, PROBE_AFTER.length - 1)]!;
  return millis(Math.round(wait * (1 - JITTER + 2 * JITTER * random)));
};
