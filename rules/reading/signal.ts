import type { Instant } from "../time/instant.ts";

/** What is known of a point now. `never`: nothing was ever received. Only `good` can be judged. */
export type SignalState = "good" | "stale" | "bad" | "never";

/** The signal that the readings of a point become. */
export type Signal = {
  /** Point id. */
  readonly point: string;
  readonly state: SignalState;
  /** Last known value (good or uncertain), also while stale or bad; NaN when there was none. */
  readonly value: number;
  /** Source time of that value; 0 when there was none. */
  readonly at: Instant;
  /** Since when the state is as it is. */
  readonly since: Instant;
  readonly reason?: string;
};
