import type { Alert, Transition } from "../alert/alert.ts";
import type { Memo } from "./state.ts";

const KEY = "late/";

/**
 * Open alerts of findings that were over when they were learned of. They stand apart from those of the present, of
 * which there is one for each fact of each thing.
 */
export class LateAlerts {
  readonly #open = new Map<string, Alert>();

  all(): readonly Alert[] {
    return [...this.#open.values()];
  }

  byId(id: string): Alert | undefined {
    return this.#open.get(id);
  }

  /** The latest of a fact of a thing that was over by a moment: what is found after it is the same episode. */
  before({ fact, target }: Pick<Alert, "fact" | "target">, at: number): Alert | undefined {
    return this.all()
      .filter(alert => alert.fact === fact && alert.target === target && (alert.clearedAt ?? at) < at)
      .toSorted((a, b) => (a.clearedAt ?? 0) - (b.clearedAt ?? 0))
      .at(-1);
  }

  /** Keeps what a transition made of an alert; what must be kept over a restart. */
  keep({ alert }: Transition): Memo {
    if (alert.closedAt === null) this.#open.set(alert.id, alert);
    else this.#open.delete(alert.id);
    return { key: KEY + alert.id, value: alert.closedAt === null ? true : null };
  }

  /** An alert is otherwise than it was stored, without anything having happened to it. */
  replace(alert: Alert): void {
    this.#open.set(alert.id, alert);
  }

  memos(): Memo[] {
    return this.all().map(({ id }) => ({ key: KEY + id, value: true }));
  }

  /** Takes its own out of stored alerts, and returns the rest. */
  restore(alerts: readonly Alert[], memos: readonly Memo[]): readonly Alert[] {
    const own = new Set(memos.map(({ key }) => key));
    const isOwn = ({ id }: Alert): boolean => own.has(KEY + id);
    for (const alert of alerts.filter(isOwn)) this.#open.set(alert.id, alert);
    return alerts.filter(alert => !isOwn(alert));
  }
}
