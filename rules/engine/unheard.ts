import type { Signal } from "../reading/signal.ts";
import type { Site } from "../site/model.ts";
import { after, type Instant, type Millis, millis } from "../time/instant.ts";
import { Moments } from "./moments.ts";
import type { Memo } from "./state.ts";

const KEY = "unheard/";

/**
 * Points that fell silent while nobody ran. They were silent for us alone: whether they really are is known only once we
 * have listened for as long as their staleness limit. Until then it is unknown, and known at once when one is heard.
 */
export class Unheard {
  readonly due = new Moments();
  readonly #site: Site;
  readonly #until = new Map<number, Instant>();

  constructor(site: Site) {
    this.#site = site;
  }

  has(point: number): boolean {
    return this.#until.has(point);
  }

  /** A point turned stale before `start`, when listening began again. */
  begin(point: number, start: Instant): Memo {
    return this.#set(point, after(start, this.#site.points[point]!.staleAfter));
  }

  /** It was heard, or has failed, or has been listened to for long enough. What must be forgotten of it; null: nothing. */
  end(point: number): Memo | null {
    if (!this.#until.delete(point)) return null;
    const { id } = this.#site.points[point]!;
    this.due.set(id, null);
    return { key: KEY + id, value: null };
  }

  /** Those that have been listened to for long enough. */
  dueBy(at: Instant): readonly number[] {
    return [...this.#until].filter(([, until]) => until <= at).map(([point]) => point);
  }

  /** The hall's clock was moved. */
  move(by: Millis): Memo[] {
    for (const [point, until] of this.#until) this.#set(point, after(until, by));
    return this.memos();
  }

  memos(): Memo[] {
    return Array.from(this.#until, ([point, until]) => ({
      key: KEY + this.#site.points[point]!.id,
      value: until,
    }));
  }

  /** @param down  for how long nobody ran, and so nobody listened */
  restore(memos: readonly Memo[], signals: readonly Signal[], down: Millis): void {
    const until = new Map(memos.map(({ key, value }) => [key, value]));
    const stale = new Set(signals.filter(({ state }) => state !== "good").map(({ point }) => point));
    for (const { id, index } of this.#site.points) {
      const at = until.get(KEY + id);
      if (typeof at === "number" && stale.has(id))
        this.#set(index, after(at as Instant, millis(Math.max(0, down))));
    }
  }

  #set(point: number, until: Instant): Memo {
    const { id } = this.#site.points[point]!;
    this.#until.set(point, until);
    this.due.set(id, until);
    return { key: KEY + id, value: until };
  }
}
