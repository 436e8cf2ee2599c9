import type { Alert } from "../alert/alert.ts";
import { nextTelling } from "../notice/escalation.ts";
import type { Instant } from "../time/instant.ts";
import type { Memo } from "./state.ts";

const KEY = "escalation/";

/** Which open alerts are told one level up if nobody acknowledges, and when. The state is the alerts themselves. */
export class Escalations {
  readonly #due = new Map<string, number>();
  /** Alerts whose telling was moved with the clock since they were stored, and to when. */
  readonly #moved = new Map<string, Instant>();
  #first = Number.POSITIVE_INFINITY;
  #isFirstKnown = true;

  /** An alert is as it is now, and will be stored so. The memo that is to be forgotten for it, if any. */
  follow(alert: Alert): Memo | null {
    const { id } = alert;
    const before = this.#due.get(id);
    const dueAt = nextTelling(alert)?.dueAt;
    if (dueAt === undefined) this.#due.delete(id);
    else this.#due.set(id, dueAt);
    if (dueAt !== undefined && dueAt <= this.#first) this.#first = dueAt;
    else if (before === this.#first) this.#isFirstKnown = false;
    return this.#moved.delete(id) ? { key: KEY + id, value: null } : null;
  }

  /** When the next one is due; Infinity when none is. */
  first(): number {
    if (this.#isFirstKnown) return this.#first;
    this.#first = Number.POSITIVE_INFINITY;
    for (const dueAt of this.#due.values()) this.#first = Math.min(this.#first, dueAt);
    this.#isFirstKnown = true;
    return this.#first;
  }

  /** Ids of the alerts that are due by a moment, the longest due first. */
  dueBy(at: number): readonly string[] {
    const due = [...this.#due].filter(([, dueAt]) => dueAt <= at);
    return due.toSorted(([a, one], [b, other]) => one - other || (a < b ? -1 : 1)).map(([id]) => id);
  }

  /** The clock was moved, and with it when this alert is told further. */
  moved(alert: Alert, dueAt: Instant): Memo {
    this.follow(alert);
    this.#moved.set(alert.id, dueAt);
    return { key: KEY + alert.id, value: dueAt };
  }

  /** What was moved and is not stored with its alert yet. */
  memos(): Memo[] {
    return Array.from(this.#moved, ([id, value]) => ({ key: KEY + id, value }));
  }

  /** A stored alert as it really is. */
  restored(alert: Alert, memos: ReadonlyMap<string, unknown>): Alert {
    const dueAt = memos.get(KEY + alert.id);
    if (typeof dueAt !== "number") return alert;
    this.#moved.set(alert.id, dueAt as Instant);
    return withDueAt(alert, dueAt as Instant);
  }
}

export const withDueAt = (alert: Alert, dueAt: Instant): Alert => ({
  ...alert,
  escalation: { ...alert.escalation, dueAt },
});
