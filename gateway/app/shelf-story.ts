import type { Alert, AlertEvent, Shelf, Transition } from "#rules/alert/alert.ts";
import { after, hours, type Instant, millis, toIso } from "#rules/time/instant.ts";
import type { EndedShelf } from "../http/alertmanager/desk.ts";
import type { RecordStore } from "../ports/record.ts";

/** One shelf: what it holds, and when it ended; null: it has not been told. */
type Story = {
  readonly fact: string;
  readonly target: string;
  readonly shelf: Shelf;
  readonly endedAt: Instant | null;
};

/** How far back is told, and before that how long a shelf may have lasted. @see rules/alert/rights.ts */
const KEPT = hours(120);
const LONGEST = hours(24);

/** What was put aside in the last days and when that ended: read from the trail once, then followed. */
export class ShelfStory {
  readonly #record: Pick<RecordStore, "alert" | "eventsBetween">;
  readonly #stories = new Map<string, Story>();
  #read: Promise<void> | null = null;
  /** What happened since the start, which the trail may tell once more. */
  readonly #since: Instant;

  constructor(record: Pick<RecordStore, "alert" | "eventsBetween">, startedAt: Instant) {
    this.#record = record;
    this.#since = startedAt;
  }

  /** Takes in what has become durable. */
  told(transitions: readonly Transition[]): void {
    for (const { event, alert } of transitions) this.#follow(event, alert);
  }

  /** Shelves that ended since then and before `now`, the last one first. */
  async ended(since: Instant, now: Instant): Promise<readonly EndedShelf[]> {
    this.#read ??= this.#readTrail().catch(error => {
      this.#read = null;
      throw error;
    });
    await this.#read;
    this.#forget(now);
    return [...this.#stories.values()].flatMap(({ fact, target, shelf, endedAt }) => {
      const end = endedAt ?? (shelf.until <= now ? shelf.until : null);
      if (end === null || end < since) return [];
      const wire = { ...shelf, at: toIso(shelf.at), until: toIso(shelf.until) };
      return [{ fact, target, shelf: wire, endedAt: toIso(end) }];
    });
  }

  async #readTrail(): Promise<void> {
    const from = after(this.#since, millis(-KEPT - LONGEST));
    const alerts = new Map<string, Alert | null>();
    for await (const events of this.#record.eventsBetween(from, this.#since))
      for (const event of events) {
        if (event.is !== "shelved" && event.is !== "unshelved") continue;
        const known = alerts.get(event.alert) ?? (await this.#record.alert(event.alert));
        alerts.set(event.alert, known);
        if (known) this.#follow(event, { ...known, shelf: event.change?.shelf ?? null });
      }
  }

  #follow({ is, at }: AlertEvent, { fact, target, shelf }: Pick<Alert, "fact" | "target" | "shelf">): void {
    if (is === "shelved" && shelf)
      this.#stories.set(`${fact}/${target}/${shelf.at}`, { fact, target, shelf, endedAt: null });
    if (is !== "unshelved") return;
    for (const [key, story] of this.#stories)
      if (story.fact === fact && story.target === target && story.endedAt === null && story.shelf.at <= at)
        this.#stories.set(key, { ...story, endedAt: at });
  }

  #forget(now: Instant): void {
    for (const [key, { shelf, endedAt }] of this.#stories)
      if ((endedAt ?? shelf.until) < now - KEPT) this.#stories.delete(key);
  }
}
