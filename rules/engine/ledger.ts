import type { Alert, Transition } from "../alert/alert.ts";
import { changeOf } from "../alert/fold.ts";

/**
 * Open alerts as their last events left them, so that every event says what it changed: also what went on by itself since
 * then, such as energy that was wasted or a moment that moved with the clock.
 */
export class Ledger {
  readonly #last = new Map<string, Alert>();

  /** What happened, with what it changed. */
  written({ event, alert }: Transition): Transition {
    const change = changeOf(this.#last.get(alert.id) ?? null, alert);
    if (alert.closedAt === null) this.#last.set(alert.id, alert);
    else this.#last.delete(alert.id);
    return { event: { ...event, change }, alert };
  }

  /** An alert as it is stored; also one that is closed and may open again. */
  restore(alert: Alert): void {
    this.#last.set(alert.id, alert);
  }

  /** An alert as its last event left it. */
  of(alert: Alert): Alert {
    return this.#last.get(alert.id) ?? alert;
  }
}
