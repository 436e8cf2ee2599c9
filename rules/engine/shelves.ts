import type { Alert, Shelf, Transition } from "../alert/alert.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import { spanKey } from "./spans.ts";
import type { Memo } from "./state.ts";

const KEY = "shelf/";

/** What was put aside, by `<fact>/<target>`: it belongs to the fact of the thing, not to one of its alerts. */
export class Shelves {
  readonly #shelves = new Map<string, Shelf>();

  /** Notes what happened to an alert; what must be kept of that over a restart. */
  follow({ event, alert }: Transition): Memo | null {
    const key = spanKey(alert);
    if (event.is === "shelved" && alert.shelf) this.#shelves.set(key, alert.shelf);
    else if (event.is !== "unshelved" || !this.#shelves.delete(key)) return null;
    return this.#memo(key);
  }

  /** All of them. */
  list(): ReadonlyMap<string, Shelf> {
    return this.#shelves;
  }

  /** The shelf in which a fact of a thing is born at a moment. */
  at(subject: Pick<Alert, "fact" | "target">, at: Instant): Shelf | null {
    const shelf = this.#shelves.get(spanKey(subject));
    return shelf && shelf.at <= at && at < shelf.until ? shelf : null;
  }

  /** A shelf is over although no alert says so. */
  end(key: string): Memo {
    this.#shelves.delete(key);
    return this.#memo(key);
  }

  /** When each ends. */
  ends(): readonly (readonly [key: string, until: Instant])[] {
    return Array.from(this.#shelves, ([key, { until }]) => [key, until]);
  }

  /** The hall's clock was moved: what was put aside for ten minutes more still is. */
  move(by: Millis): Memo[] {
    for (const [key, shelf] of this.#shelves) this.#shelves.set(key, movedShelf(shelf, by));
    return this.memos();
  }

  memos(): Memo[] {
    return [...this.#shelves.keys()].map(key => this.#memo(key));
  }

  restore(memos: readonly Memo[]): void {
    for (const { key, value } of memos)
      if (key.startsWith(KEY)) this.#shelves.set(key.slice(KEY.length), value as Shelf);
  }

  #memo(key: string): Memo {
    return { key: KEY + key, value: this.#shelves.get(key) ?? null };
  }
}

export const movedShelf = (shelf: Shelf, by: Millis): Shelf => ({
  ...shelf,
  at: after(shelf.at, by),
  until: after(shelf.until, by),
});
