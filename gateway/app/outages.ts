import type { EngineState, Memo } from "#rules/engine/state.ts";
import { between, type Instant, instant, minutes, toIso } from "#rules/time/instant.ts";
import type { Recorder } from "./recorder.ts";

/** A time in which no gateway ran, so that nobody listened: `from` 0 before the very first start. */
export type Outage = { readonly from: Instant; readonly to: Instant };

const KEY = "outage/";
/** An orderly restart takes less; the engine's own state has no hole then. */
const LEAST = minutes(2);

/**
 * When the hall's gateway did not run. Of such a time nobody can say that a rule was kept, so it is kept as long as the
 * record itself.
 */
export class Outages {
  readonly #known: Outage[];

  /**
   * @param state  what the record held at start; null: nothing
   */
  constructor(
    state: Pick<EngineState, "at" | "memos"> | null,
    startedAt: Instant,
    recorder: Pick<Recorder, "commit">,
  ) {
    this.#known = (state?.memos ?? [])
      .filter(({ key, value }) => key.startsWith(KEY) && value !== null)
      .map(({ value }) => value as Outage)
      .toSorted((a, b) => a.from - b.from);
    const silent: Outage = { from: state?.at ?? instant(0), to: startedAt };
    if (between(silent.from, silent.to) < LEAST) return;
    this.#known.push(silent);
    const memo: Memo = { key: KEY + toIso(startedAt), value: silent };
    const nothing = { transitions: [], activities: [], deeds: [], messages: [], holds: [], signals: [] };
    void recorder.commit({ ...nothing, at: startedAt, memos: [memo] });
  }

  /** Ascending; the first one ends with the very first start. */
  list(): readonly Outage[] {
    return this.#known;
  }
}
