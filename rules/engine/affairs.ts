import type { Evidence } from "../alert/alert.ts";
import type { Finding, Subject } from "../alert/life.ts";
import { CLEAR, type Hold } from "../condition/hold.ts";
import type { Affair, Hall } from "../routine/clerk.ts";
import type { Words } from "../site/model.ts";
import { type Instant, millis } from "../time/instant.ts";
import type { Core } from "./core.ts";
import type { Finder } from "./findings.ts";
import type { Desk } from "./office.ts";
import { publish } from "./publish.ts";

/** Finds a state of a paper that others must hear of, as a rule finds a fact. */
class AffairFinder implements Finder {
  readonly #site: string;
  readonly #affair: Affair;

  constructor(site: string, affair: Affair) {
    this.#site = site;
    this.#affair = affair;
  }

  get key(): string {
    return `affair/${this.#affair.key}`;
  }

  get rule(): string {
    return this.#affair.finding.rule;
  }

  get subject(): Subject {
    const { fact, target, targetName, zone } = this.#affair;
    return { site: this.#site, fact, target, targetName, zone };
  }

  finding(since: Instant): Finding {
    return { ...this.#affair.finding, since, gap: 0 };
  }

  evidence(): readonly Evidence[] {
    return this.#affair.evidence;
  }

  wasted(): null {
    return null;
  }
}

/** Others hear of what a clerk's papers have come to mean: of what is new, of what is otherwise, and of what is over. */
export const settleAffairs = (core: Core, hall: Hall, { clerk, held }: Desk): void => {
  const { findings, site } = core;
  const finderOf = (affair: Affair) => new AffairFinder(site.id, affair);
  const now = new Set<string>();
  const news: Affair[] = [];
  for (const affair of clerk.affairs(hall)) {
    now.add(affair.key);
    const before = held.get(affair.key);
    if (!before || !isSameAffair(before, affair)) news.push(affair);
  }
  // What is found comes before what is over, so that a fact which one affair hands to another never ends.
  for (const affair of inOrder(news)) {
    const isKnown = held.has(affair.key);
    held.set(affair.key, affair);
    const [finder, found] = [finderOf(affair), heldSince(affair)];
    if (isKnown) publish(core, findings.retell(finder, found, core.now));
    else publish(core, findings.change(finder, CLEAR, found, core.now, ""));
  }
  for (const affair of inOrder([...held.values()].filter(({ key }) => !now.has(key)))) {
    held.delete(affair.key);
    const over = findings.change(finderOf(affair), heldSince(affair), CLEAR, core.now, "condition-ended");
    publish(core, over);
  }
};

/**
 * After a restart: what others have heard of already is held again, before anything is settled. What they have not heard
 * of is news the next time that the clerk is asked.
 */
export const restoreAffairs = (core: Core, hall: Hall, { clerk, held }: Desk): void => {
  for (const affair of clerk.affairs(hall)) {
    const alert = core.findings.open(`${affair.fact}/${affair.target}`);
    if (!alert || alert.condition === "clear") continue;
    const told = { ...affair, evidence: asTold(affair.evidence, alert.evidence) };
    held.set(affair.key, told);
    core.findings.restoreHold(new AffairFinder(core.site.id, told), heldSince(affair));
  }
};

/** What people were shown when they were told, where that is known; a device may have said something else since. */
const asTold = (now: readonly Evidence[], told: readonly Evidence[]): readonly Evidence[] =>
  now.map(each => told.find(({ point }) => point === each.point) ?? each);

const heldSince = ({ since }: Affair): Hold => ({ is: "held", since, gap: millis(0) });

const inOrder = (affairs: readonly Affair[]): readonly Affair[] =>
  affairs.toSorted((a, b) => (a.key < b.key ? -1 : 1));

/** Whether people would be told the same: values that go on changing in what an affair names are no news of it. */
const isSameAffair = (a: Affair, b: Affair): boolean =>
  a === b ||
  (isSameWords(a.targetName, b.targetName) &&
    isSameList(a.evidence, b.evidence, (one, other) => one.point === other.point) &&
    isSameFinding(a.finding, b.finding));

const isSameFinding = (a: Affair["finding"], b: Affair["finding"]): boolean =>
  a === b ||
  (PLAIN.every(key => a[key] === b[key]) &&
    isSameWords(a.title, b.title) &&
    isSameList(a.tell, b.tell, Object.is) &&
    isSameList(a.clauses, b.clauses, Object.is) &&
    isSameList(a.steps, b.steps, isSameWords));

const PLAIN = ["rule", "level", "priority", "class", "escalate", "isFire", "isLatching", "isSilent"] as const;

const isSameWords = (a: Words, b: Words): boolean => a.zh === b.zh && a.en === b.en;

const isSameList = <T>(a: readonly T[], b: readonly T[], isSame: (one: T, other: T) => boolean): boolean =>
  a.length === b.length && a.every((each, index) => isSame(each, b[index]!));
