import type { Alert, Transition } from "#rules/alert/alert.ts";

/**
 * The open alerts as they are recorded, which is all that people may be shown. The engine can be ahead of this while
 * the record cannot be written.
 */
export class OpenAlerts {
  readonly #alerts: Map<string, Alert>;

  /** @param recorded  the open alerts that the record holds at start */
  constructor(recorded: readonly Alert[]) {
    this.#alerts = new Map(recorded.map(alert => [alert.id, alert]));
  }

  /** Takes in what has become durable, in order. */
  take(transitions: readonly Transition[]): void {
    for (const { alert } of transitions) {
      if (alert.closedAt === null) this.#alerts.set(alert.id, alert);
      else this.#alerts.delete(alert.id);
    }
  }

  /** Oldest first. */
  list(): readonly Alert[] {
    return [...this.#alerts.values()];
  }
}
