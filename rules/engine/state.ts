import type { Alert } from "../alert/alert.ts";
import { type Hold, moved } from "../condition/hold.ts";
import type { Signal } from "../reading/signal.ts";
import { after, between, type Instant } from "../time/instant.ts";

/** A hold with its key `<rule>/<target>`, as it is kept over a restart. */
export type StoredHold = { readonly key: string; readonly hold: Hold };

/**
 * Something else that must outlive a restart, as JSON under a key of its own: `activity/A1`, `spans/light-on/L1`,
 * `measure/…`. Null: forgotten.
 */
export type Memo = { readonly key: string; readonly value: unknown };

/** All that the engine needs to go on as if it had never stopped. */
export type EngineState = {
  /** The engine's time at the last commit. */
  readonly at: Instant;
  readonly alerts: readonly Alert[];
  readonly holds: readonly StoredHold[];
  readonly signals: readonly Signal[];
  /** In the order of their keys. */
  readonly memos: readonly Memo[];
};

/**
 * A stored state as it can be believed at `now`. If it is from the future, the machine's clock went back while nobody
 * ran: everything moves back with it, as if no time had passed, and ages do not turn negative.
 */
export const believable = (state: EngineState, now: Instant): EngineState => {
  if (state.at <= now) return state;
  const by = between(state.at, now);
  return {
    ...state,
    at: now,
    holds: state.holds.map(({ key, hold }) => ({ key, hold: moved(hold, by) })),
    signals: state.signals.map(signal => ({
      ...signal,
      at: signal.at > 0 ? after(signal.at, by) : signal.at,
      since: after(signal.since, by),
    })),
  };
};
