import { UNDO_WITHIN } from "../alert/acknowledge.ts";
import type { Alert, Transition } from "../alert/alert.ts";
import { after, type Instant, type Millis, millis } from "../time/instant.ts";
import type { Memo } from "./state.ts";

const KEY = "undo/";

/** What it takes to take an acknowledgement back. */
export type SecondThought = {
  /** The alert as it stood before. */
  readonly before: Alert;
  /** The alert as it closed since; null: it is open. */
  readonly closed: Alert | null;
  /** Whether it is an alert of the past. */
  readonly isPast: boolean;
  readonly until: Instant;
};

/** Acknowledgements that can still be taken back, by the id of their alert. */
export class SecondThoughts {
  readonly #thoughts = new Map<string, SecondThought>();

  of(id: string): SecondThought | undefined {
    return this.#thoughts.get(id);
  }

  /** A person is about to acknowledge an alert. */
  begin(thought: Omit<SecondThought, "closed" | "until">, at: Instant, length: Millis = UNDO_WITHIN): Memo {
    const { before } = thought;
    // The last moment counts too.
    const until = after(at, millis(length + 1));
    this.#thoughts.set(before.id, { ...thought, closed: null, until });
    return this.#memo(before.id);
  }

  /** Notes that such an alert has closed; what must be kept of that over a restart. */
  follow({ alert }: Transition): Memo | null {
    const thought = this.#thoughts.get(alert.id);
    if (!thought || alert.closedAt === null) return null;
    this.#thoughts.set(alert.id, { ...thought, closed: alert });
    return this.#memo(alert.id);
  }

  end(id: string): Memo {
    this.#thoughts.delete(id);
    return this.#memo(id);
  }

  /** Until when each can be taken back. */
  ends(): readonly (readonly [id: string, until: Instant])[] {
    return Array.from(this.#thoughts, ([id, { until }]) => [id, until]);
  }

  memos(): Memo[] {
    return [...this.#thoughts.keys()].map(id => this.#memo(id));
  }

  restore(memos: readonly Memo[]): void {
    for (const { key, value } of memos)
      if (key.startsWith(KEY)) this.#thoughts.set(key.slice(KEY.length), value as SecondThought);
  }

  #memo(id: string): Memo {
    return { key: KEY + id, value: this.#thoughts.get(id) ?? null };
  }
}
