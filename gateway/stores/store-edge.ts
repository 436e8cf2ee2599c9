import type { Clock } from "#gateway/ports/clock.ts";
import type { HistoryHealth } from "#gateway/ports/history.ts";
import type { Log } from "#gateway/ports/log.ts";

/** Whether a store can be written and keeps all that it is given, told to the log once when that changes. */
export type StoreEdge = {
  /** Null: it works; else why it does not. */
  report(trouble: string | null): void;
  /** Readings were given up. */
  dropped(count: number): void;
  state(): Pick<HistoryHealth, "state" | "since" | "lastError">;
};

/** A store that works has kept up again when it dropped nothing for this long, in ms. */
const CALM = 60_000;

export const storeEdge = (store: string, clock: Clock, log: Log): StoreEdge => {
  let state: HistoryHealth["state"] = "up";
  let since = clock.now();
  let lastError = "";
  let dropped = 0;
  let droppedAt = 0;

  const turn = (now: HistoryHealth["state"]) => {
    const goneMs = clock.now() - since;
    state = now;
    since = clock.now();
    if (now === "down") return log.warn({ store, error: lastError }, "store cannot be written");
    log.info({ store, goneMs, dropped }, "store can be written again");
    dropped = 0;
  };

  return {
    report: trouble => {
      if (trouble !== null) lastError = trouble;
      const now = trouble === null ? "up" : "down";
      if (now !== state) turn(now);
      else if (now === "up" && dropped > 0 && performance.now() - droppedAt > CALM) {
        log.info({ store, dropped }, "store keeps up again");
        dropped = 0;
      }
    },
    dropped: count => {
      if (dropped === 0) log.warn({ store }, "store drops its oldest readings");
      dropped += count;
      droppedAt = performance.now();
    },
    state: () => ({ state, since, lastError }),
  };
};
