import type { Alert, Condition, Evidence, Transition } from "../alert/alert.ts";
import { blind, clear, type Finding, join, leave, raise, type Subject, see } from "../alert/life.ts";
import type { Hold } from "../condition/hold.ts";
import type { Instant } from "../time/instant.ts";

/** Something that can find a fact: a rule for one target, or the watch over one source. */
export type Finder = {
  readonly subject: Subject;
  /** The finding as it would be written on an alert, for a hold that began at `since`. */
  finding(since: Instant, gap: number): Finding;
  evidence(): readonly Evidence[];
};

/** The open alerts, one for each fact of each thing, and how they follow from the holds of all that find that fact. */
export class Findings {
  readonly #open = new Map<string, Alert>();
  /** Which finders hold each fact, by fact key; the value is the state of their hold. */
  readonly #holding = new Map<string, Map<Finder, Hold>>();

  /** Puts stored alerts back; closed ones are not kept here. */
  restore(alerts: readonly Alert[]): void {
    for (const alert of alerts) if (alert.closedAt === null) this.#open.set(keyOf(alert), alert);
  }

  /** Puts a stored hold back, without a transition. */
  restoreHold(finder: Finder, hold: Hold): void {
    if (isFound(hold)) this.#holders(finder).set(finder, hold);
  }

  alerts(): Alert[] {
    return [...this.#open.values()];
  }

  byId(id: string): Alert | undefined {
    return this.alerts().find(alert => alert.id === id);
  }

  /** Open alerts whose finding nobody holds any more: their rule or their target is gone. */
  orphans(): Alert[] {
    const isHeld = (alert: Alert) => (this.#holding.get(keyOf(alert))?.size ?? 0) > 0;
    return this.alerts().filter(alert => alert.condition !== "clear" && !isHeld(alert));
  }

  /** The hold of a finder changed: what that does to the alert of its fact. */
  change(finder: Finder, before: Hold, now: Hold, at: Instant, why: string): Transition[] {
    const holders = this.#holders(finder);
    const alert = this.#open.get(keyOf(finder.subject));
    if (!isFound(now)) {
      holders.delete(finder);
      return isFound(before) && alert ? this.keep(this.#lost(alert, finder, holders, at, why)) : [];
    }
    holders.set(finder, now);
    if (!isFound(before)) return this.keep(found(alert, finder, now, at));
    return alert ? this.keep(this.#sight(alert, holders, finder, at)) : [];
  }

  /** Tells of something that happened and is over: it waits for a person to have seen it. */
  happened(subject: Subject, finding: Finding, evidence: readonly Evidence[], at: Instant): Transition[] {
    const open = this.#open.get(keyOf(subject));
    const told = open ? join(open, finding, evidence, at) : [raise(subject, finding, evidence, at)];
    const alert = told.at(-1)?.alert;
    return this.keep(alert ? [...told, ...clear(alert, finding.rule, evidence, at, "over")] : told);
  }

  /** Stores what transitions made of their alerts. */
  keep(transitions: Transition[]): Transition[] {
    for (const { alert } of transitions) {
      if (alert.closedAt === null) this.#open.set(keyOf(alert), alert);
      else this.#open.delete(keyOf(alert));
    }
    return transitions;
  }

  #holders({ subject }: Finder): Map<Finder, Hold> {
    const key = keyOf(subject);
    const holders = this.#holding.get(key) ?? new Map<Finder, Hold>();
    this.#holding.set(key, holders);
    return holders;
  }

  #lost(
    alert: Alert,
    finder: Finder,
    holders: ReadonlyMap<Finder, Hold>,
    at: Instant,
    why: string,
  ): Transition[] {
    const { rule } = finder.finding(at, 0);
    if (holders.size === 0) return clear(alert, rule, finder.evidence(), at, why);
    const left = leave(alert, rule, at, why);
    return [left, ...this.#sight(left.alert, holders, finder, at)];
  }

  /** Brings an alert's condition in line with what its holders can see. */
  #sight(alert: Alert, holders: ReadonlyMap<Finder, Hold>, finder: Finder, at: Instant): Transition[] {
    const wanted = conditionOf(holders);
    if (wanted === alert.condition) return [];
    return [wanted === "unknown" ? blind(alert, finder.evidence(), at) : see(alert, finder.evidence(), at)];
  }
}

const found = (
  alert: Alert | undefined,
  finder: Finder,
  hold: Extract<Hold, { since: Instant }>,
  at: Instant,
): Transition[] => {
  const finding = finder.finding(hold.since, hold.gap);
  if (!alert) return [raise(finder.subject, finding, finder.evidence(), at)];
  const joined = join(alert, finding, finder.evidence(), at);
  const last = joined.at(-1)?.alert;
  return last?.condition === "unknown" ? [...joined, see(last, finder.evidence(), at)] : joined;
};

const isFound = (hold: Hold): hold is Extract<Hold, { is: "held" | "lost" }> =>
  hold.is === "held" || hold.is === "lost";

const conditionOf = (holders: ReadonlyMap<Finder, Hold>): Condition =>
  [...holders.values()].some(({ is }) => is === "held") ? "active" : "unknown";

const keyOf = ({ fact, target }: Pick<Subject, "fact" | "target">): string => `${fact}/${target}`;
