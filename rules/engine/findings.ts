import type { Alert, Condition, Evidence, Peak, Transition } from "../alert/alert.ts";
import {
  blind,
  carry,
  clear,
  type Finding,
  join,
  leave,
  raise,
  type Subject,
  see,
  standingOf,
  waste,
} from "../alert/life.ts";
import { suppress } from "../alert/put-aside.ts";
import type { Quiet } from "../alert/quiet.ts";
import { ease, worsen } from "../alert/worsen.ts";
import type { Hold } from "../condition/hold.ts";
import type { Instant } from "../time/instant.ts";

/** Something that can find a fact: a rule for one target, or the watch over one source. */
export type Finder = {
  readonly key: string;
  /** Id of the rule. */
  readonly rule: string;
  readonly subject: Subject;
  /** The finding as it would be written on an alert at `at`, for a hold that began at `since`. */
  finding(since: Instant, gap: number, at: Instant): Finding;
  evidence(): readonly Evidence[];
  /** The energy that its hold has wasted up to `at`, W·h; null: it counts none. */
  wasted(at: Instant): { readonly wh: number; readonly peak: Peak | null } | null;
};

type Holder = { readonly finder: Finder; readonly hold: Found };
type Holders = ReadonlyMap<string, Holder>;
type Found = Extract<Hold, { is: "held" | "lost" }>;
/** What makes a finding bother nobody from the beginning. */
type QuietOf = (subject: Subject, finding: Finding, at: Instant) => Quiet;

/** The open alerts, one for each fact of each thing, and how they follow from the holds of all that find that fact. */
export class Findings {
  readonly #open = new Map<string, Alert>();
  readonly #quietOf: QuietOf;
  readonly #receive: (transition: Transition) => Transition;
  /** Who holds each fact, by fact key and then by the finder's. */
  readonly #holding = new Map<string, Map<string, Holder>>();

  /** @param receive  puts others in the place of those who are away */
  constructor(quietOf: QuietOf = () => ({}), receive: (transition: Transition) => Transition = each => each) {
    this.#quietOf = quietOf;
    this.#receive = receive;
  }

  /** Puts stored alerts back; closed ones are not kept here. */
  restore(alerts: readonly Alert[]): void {
    for (const alert of alerts) if (alert.closedAt === null) this.#open.set(keyOf(alert), alert);
  }

  /** Puts a stored hold back, without a transition. */
  restoreHold(finder: Finder, hold: Hold): void {
    if (isFound(hold)) this.#holders(keyOf(finder.subject)).set(finder.key, { finder, hold });
  }

  /** The open alerts, with the energy that was wasted up to `at`. */
  alerts(at: Instant): Alert[] {
    return Array.from(this.#open, ([key, alert]) => booked(alert, this.#holding.get(key), at));
  }

  /** The open alert of a fact of a thing, by `<fact>/<target>`. */
  open(key: string): Alert | undefined {
    return this.#open.get(key);
  }

  byId(id: string, at: Instant): Alert | undefined {
    return this.alerts(at).find(alert => alert.id === id);
  }

  /**
   * After a restart: what nobody finds any more. Clauses of rules that are gone leave their alert; with the last of them
   * it is over.
   *
   * @param isKnown  whether a rule is still judged for a target
   */
  settle(isKnown: (rule: string, target: string) => boolean, at: Instant): Transition[] {
    return [...this.#open].flatMap(([key, alert]) => {
      const holders = this.#holding.get(key);
      const why = (rule: string) => (isKnown(rule, alert.target) ? "rule-changed" : "rule-removed");
      const holding = new Set([...(holders?.values() ?? [])].map(({ finder }) => finder.rule));
      const lost = [...new Set(alert.clauses.filter(({ until }) => until === null).map(({ rule }) => rule))];
      const gone = lost.filter(rule => !holding.has(rule));
      if (alert.condition === "clear") return [];
      if (holding.size === 0) {
        const reason = gone.some(rule => isKnown(rule, alert.target)) ? "rule-changed" : "rule-removed";
        return this.keep(clear(alert, null, alert.evidence, at, reason));
      }
      let last = alert;
      const rest = gone.flatMap(rule => {
        const left = leave(last, rule, at, why(rule));
        const told = [left, ...eased(left.alert, holders, at)];
        last = told.at(-1)?.alert ?? last;
        return this.keep(told);
      });
      return [...rest, ...this.keep([...graver(last, holders, at)])];
    });
  }

  /** Whether an open alert says that this rule found it and that it is not over. */
  isFoundBy({ subject, rule }: Finder): boolean {
    const alert = this.#open.get(keyOf(subject));
    return alert?.clauses.some(clause => clause.rule === rule && clause.until === null) ?? false;
  }

  /** Takes a hold out again, without a transition. */
  forget({ subject, key }: Finder): void {
    this.#holding.get(keyOf(subject))?.delete(key);
  }

  /** The rule of a finder has another text, under which it still finds the fact or cannot tell. */
  carried(finder: Finder, at: Instant): Transition[] {
    const alert = this.#open.get(keyOf(finder.subject));
    return alert ? this.keep([carry(alert, at, "rule-changed")]) : [];
  }

  /** The hold of a finder changed: what that does to the alert of its fact. */
  change(finder: Finder, before: Hold, now: Hold, at: Instant, why: string): Transition[] {
    const key = keyOf(finder.subject);
    if (!isFound(now) && !isFound(before)) return [];
    const holders = this.#holders(key);
    const open = this.#open.get(key);
    const alert = open && booked(open, holders, at);
    if (!isFound(now)) {
      holders.delete(finder.key);
      return alert ? this.keep(lost(alert, finder, holders, at, why)) : [];
    }
    holders.set(finder.key, { finder, hold: now });
    if (!isFound(before))
      return this.keep(this.#found(alert, finder, now, at).map(each => peaked(each, finder, at)));
    return alert ? this.keep(sighted(alert, holders, finder, at)) : [];
  }

  /** What a finder goes on finding is to be told otherwise: as more or less urgent, to others, in other words. */
  retell(finder: Finder, hold: Hold, at: Instant): Transition[] {
    if (!isFound(hold)) return [];
    const key = keyOf(finder.subject);
    const holders = this.#holders(key);
    holders.set(finder.key, { finder, hold });
    const alert = this.#open.get(key);
    if (!alert) return this.keep(this.#found(undefined, finder, hold, at));
    const finding = finder.finding(hold.since, hold.gap, at);
    const joined = join(alert, finding, finder.evidence(), at);
    const told = [...joined, ...eased(joined.at(-1)?.alert ?? alert, holders, at)];
    const isWorst = worstOf(holders, at)?.priority === finding.priority;
    return this.keep(isWorst ? told.map(each => reworded(each, finder, finding)) : told);
  }

  /** Tells of something that happened and is over: it waits for a person to have seen it. */
  happened(subject: Subject, finding: Finding, evidence: readonly Evidence[], at: Instant): Transition[] {
    const open = this.#open.get(keyOf(subject));
    const quiet = this.#quietOf(subject, finding, at);
    const told = open ? join(open, finding, evidence, at) : [raise(subject, finding, evidence, at, quiet)];
    const alert = told.at(-1)?.alert;
    return this.keep(alert ? [...told, ...clear(alert, finding.rule, evidence, at, "over")] : told);
  }

  /** Stores what transitions made of their alerts. */
  keep(decided: Transition[]): Transition[] {
    const transitions = decided.map(this.#receive);
    for (const { alert } of transitions) {
      if (alert.closedAt === null) this.#open.set(keyOf(alert), alert);
      else this.#open.delete(keyOf(alert));
    }
    return transitions;
  }

  /** An alert is otherwise than it was stored, without anything having happened to it. */
  replace(alert: Alert): void {
    this.#open.set(keyOf(alert), alert);
  }

  #found(alert: Alert | undefined, finder: Finder, hold: Found, at: Instant): Transition[] {
    const { subject } = finder;
    const finding = finder.finding(hold.since, hold.gap, at);
    const quiet = this.#quietOf(subject, finding, at);
    if (!alert) return [raise(subject, finding, finder.evidence(), at, quiet)];
    // What comes back while something explains it is explained before it is told.
    const isBack = alert.condition === "clear" && quiet.suppression;
    const explained = isBack ? suppress(alert, isBack, at) : [];
    const joined = join(explained.at(-1)?.alert ?? alert, finding, finder.evidence(), at);
    const last = joined.at(-1)?.alert;
    const seen = last?.condition === "unknown" ? [see(last, finder.evidence(), at)] : [];
    return [...explained, ...joined, ...seen];
  }

  #holders(key: string): Map<string, Holder> {
    const holders = this.#holding.get(key) ?? new Map<string, Holder>();
    this.#holding.set(key, holders);
    return holders;
  }
}

/** An alert with the energy on it that its finders have counted up to `at`. */
const booked = (alert: Alert, holders: Holders | undefined, at: Instant): Alert => {
  let current = alert;
  for (const { finder } of holders?.values() ?? []) {
    const wasted = finder.wasted(at);
    if (wasted) current = withPeak(waste(current, finder.rule, wasted.wh), wasted.peak);
  }
  return current;
};

const withPeak = (alert: Alert, peak: Peak | null): Alert =>
  peak === null || (alert.peak && alert.peak.value >= peak.value) ? alert : { ...alert, peak };

const peaked = ({ event, alert }: Transition, finder: Finder, at: Instant): Transition => ({
  event,
  alert: withPeak(alert, finder.wasted(at)?.peak ?? null),
});

const lost = (alert: Alert, finder: Finder, holders: Holders, at: Instant, why: string): Transition[] => {
  if (holders.size === 0) return clear(alert, finder.rule, finder.evidence(), at, why);
  const left = leave(alert, finder.rule, at, why);
  const told = [left, ...eased(left.alert, holders, at)];
  return [...told, ...sighted(told.at(-1)?.alert ?? left.alert, holders, finder, at)];
};

/** Rules may have come to say since it was found that it is a matter of life safety: nothing may hush it any more. */
const graver = (alert: Alert, holders: Holders | undefined, at: Instant): readonly Transition[] => {
  const classes = [...(holders?.values() ?? [])].map(
    ({ finder, hold }) => finder.finding(hold.since, hold.gap, at).class,
  );
  const isGraver = alert.class !== "life-safety" && classes.includes("life-safety");
  return isGraver ? worsen(alert, { class: "life-safety" }, at) : [];
};

/** What is left of an alert is as urgent as the most urgent that still finds it. */
const eased = (alert: Alert, holders: Holders | undefined, at: Instant): readonly Transition[] => {
  const worst = worstOf(holders, at);
  return worst ? ease(alert, standingOf(worst), at) : [];
};

const worstOf = (holders: Holders | undefined, at: Instant): Finding | undefined =>
  [...(holders?.values() ?? [])]
    .map(({ finder, hold }) => finder.finding(hold.since, hold.gap, at))
    .toSorted((a, b) => a.priority - b.priority)[0];

const reworded = ({ event, alert }: Transition, { subject }: Finder, finding: Finding): Transition => ({
  event,
  alert: { ...alert, title: finding.title, steps: finding.steps, targetName: subject.targetName },
});

/** Brings an alert's condition in line with what its holders can see. */
const sighted = (alert: Alert, holders: Holders, finder: Finder, at: Instant): Transition[] => {
  const wanted = conditionOf(holders);
  if (wanted === alert.condition) return [];
  return [wanted === "unknown" ? blind(alert, finder.evidence(), at) : see(alert, finder.evidence(), at)];
};

/** Whether a rule finds its fact, seen or not. */
export const isFound = (hold: Hold): hold is Found => hold.is === "held" || hold.is === "lost";

const conditionOf = (holders: Holders): Condition =>
  [...holders.values()].some(({ hold }) => hold.is === "held") ? "active" : "unknown";

const keyOf = ({ fact, target }: Pick<Subject, "fact" | "target">): string => `${fact}/${target}`;
