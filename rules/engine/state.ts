import type { Alert } from "../alert/alert.ts";
import type { Hold } from "../condition/hold.ts";
import type { Signal } from "../reading/signal.ts";
import type { Instant } from "../time/instant.ts";

/** A hold with its key `<rule>/<target>`, as it is kept over a restart. */
export type StoredHold = { readonly key: string; readonly hold: Hold };

/** All that the engine needs to go on as if it had never stopped. */
export type EngineState = {
  /** The engine's time at the last commit. */
  readonly at: Instant;
  readonly alerts: readonly Alert[];
  readonly holds: readonly StoredHold[];
  readonly signals: readonly Signal[];
};
