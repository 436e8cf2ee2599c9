import type { Alert } from "../alert/alert.ts";
import { type Hold, moved } from "../condition/hold.ts";
import type { Signal } from "../reading/signal.ts";
import type { Paper } from "../routine/clerk.ts";
import { after, between, type Instant, type Millis, millis } from "../time/instant.ts";
import { movedWaste, type StoredWaste } from "./wasted.ts";

/** A hold with its key `<rule>/<target>`, as it is kept over a restart. */
export type StoredHold = {
  readonly key: string;
  readonly hold: Hold;
  /** What the rule found then, as a short text. @see versionOf Absent: nobody wrote it down. */
  readonly rule?: string;
  /** What was wasted since the hold began, where the rule counts that. */
  readonly waste?: StoredWaste;
};

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
  /** Open ones; absent: none. */
  readonly papers?: readonly Paper[];
};

/**
 * A stored state as it can be believed at `now`. If it is from the future, the machine's clock went back while nobody
 * ran: everything moves back with it, as if no time had passed, and ages do not turn negative. `movedBy` is how far, for
 * what only its owner can move (memos).
 */
export const believable = (
  state: EngineState,
  now: Instant,
): { readonly state: EngineState; readonly movedBy: Millis } => {
  if (state.at <= now) return { state, movedBy: millis(0) };
  const by = between(state.at, now);
  const believed: EngineState = {
    ...state,
    at: now,
    holds: state.holds.map(stored => ({
      ...stored,
      hold: moved(stored.hold, by),
      ...(stored.waste && { waste: movedWaste(stored.waste, by) }),
    })),
    signals: state.signals.map(signal => ({
      ...signal,
      at: signal.at > 0 ? after(signal.at, by) : signal.at,
      since: after(signal.since, by),
    })),
  };
  return { state: believed, movedBy: by };
};
