import { CLEAR } from "#rules/condition/hold.ts";
import type { Decisions } from "#rules/engine/decisions.ts";
import { Engine } from "#rules/engine/engine.ts";
import type { Rulebook } from "#rules/engine/rulebook.ts";
import type { EngineState, StoredHold } from "#rules/engine/state.ts";
import type { Site } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";

/** The rules of a hall, ready to be judged. */
export type Rules = { readonly site: Site; readonly book: Rulebook };

/** The engine of a running hall, whose rules can be changed between two steps: nobody keeps `current` for longer. */
export class LiveEngine {
  #current: Engine;

  constructor(engine: Engine) {
    this.#current = engine;
  }

  get current(): Engine {
    return this.#current;
  }

  /**
   * Goes on under other rules, from what is known now: signals, holds and alerts of rules that did not change stay as they
   * are.
   *
   * @returns what must be durable before anybody hears of it: what became of alerts whose rule was changed or is gone, and
   *          the whole state, since what the new rules do not ask for must not come back at a restart
   */
  change({ site, book }: Rules, at: Instant): Decisions {
    const before = this.#current.state();
    const earlier = this.#current;
    this.#current = new Engine(site, book, at, before);
    this.#current.takeOver(earlier);
    const { transitions, activities, deeds, messages, papers, holds, memos } = this.#current.step({
      is: "tick",
      at,
    });
    const now = this.#current.state();
    return {
      transitions,
      activities,
      deeds,
      papers,
      messages,
      holds: new Map([
        ...forgotten(before, now).map(stored => [stored.key, stored] as const),
        ...holds,
        ...now.holds.map(stored => [stored.key, stored] as const),
      ]),
      signals: new Map(now.signals.map(signal => [signal.point, signal])),
      memos: new Map([
        ...before.memos.map(({ key }) => [key, { key, value: null }] as const),
        ...memos,
        ...now.memos.map(memo => [memo.key, memo] as const),
      ]),
    };
  }
}

/**
 * Holds that were stored and that nobody holds any more, as they must be stored now: those of a rule that is gone would
 * else come back with it one day, as if it had held all the time.
 */
export const forgotten = (before: EngineState, now: EngineState): readonly StoredHold[] => {
  const held = new Set(now.holds.map(({ key }) => key));
  return before.holds.filter(({ key }) => !held.has(key)).map(({ key }) => ({ key, hold: CLEAR }));
};
