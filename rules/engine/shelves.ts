import type { Alert, Priority, Shelf, Transition } from "../alert/alert.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import { spanKey } from "./spans.ts";
import type { Memo } from "./state.ts";

const KEY = "shelf/";

/** A shelf, and how urgent what was put on it: what is more urgent was never put aside. */
type Kept = { readonly shelf: Shelf; readonly priority: Priority };

/** What was put aside, by `<fact>/<target>`: it belongs to the fact of the thing, not to one of its alerts. */
export class Shelves {
  readonly #shelves = new Map<string, Kept>();

  /** Notes what happened to an alert; what must be kept of that over a restart. */
  follow({ event, alert }: Transition): Memo | null {
    const key = spanKey(alert);
    const { is, change } = event;
    const isOver = is !== "raised" && change?.shelf === null;
    if (is === "shelved" && alert.shelf)
      this.#shelves.set(key, { shelf: alert.shelf, priority: alert.priority });
    else if (!isOver || !this.#shelves.delete(key)) return null;
    return this.#memo(key);
  }

  /** All of them. */
  list(): ReadonlyMap<string, Shelf> {
    return new Map([...this.#shelves].map(([key, { shelf }]) => [key, shelf]));
  }

  /** The shelf on which a fact of a thing is born at a moment; none if it is more urgent than what was put there. */
  at(subject: Pick<Alert, "fact" | "target">, priority: Priority, at: Instant): Shelf | null {
    const kept = this.#shelves.get(spanKey(subject));
    if (!kept || priority < kept.priority) return null;
    return kept.shelf.at <= at && at < kept.shelf.until ? kept.shelf : null;
  }

  /** A shelf is over although no alert says so. */
  end(key: string): Memo {
    this.#shelves.delete(key);
    return this.#memo(key);
  }

  /** When each ends. */
  ends(): readonly (readonly [key: string, until: Instant])[] {
    return Array.from(this.#shelves, ([key, { shelf }]) => [key, shelf.until]);
  }

  /** The hall's clock was moved: what was put aside for ten minutes more still is. */
  move(by: Millis): Memo[] {
    for (const [key, { shelf, priority }] of this.#shelves)
      this.#shelves.set(key, { shelf: movedShelf(shelf, by), priority });
    return this.memos();
  }

  memos(): Memo[] {
    return [...this.#shelves.keys()].map(key => this.#memo(key));
  }

  restore(memos: readonly Memo[]): void {
    for (const { key, value } of memos)
      if (key.startsWith(KEY)) this.#shelves.set(key.slice(KEY.length), value as Kept);
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
