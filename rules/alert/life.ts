import type { AlertClass, Role, Words } from "../site/model.ts";
import { type Instant, type Millis, millis, toIso } from "../time/instant.ts";
import type { Alert, AlertEvent, AlertLevel, AlertPart, Evidence, Priority, Transition } from "./alert.ts";
import { ended, findingsOf, joinedClauses, wasteOf } from "./clauses.ts";
import { finished } from "./close.ts";
import { incidentOf } from "./incident.ts";
import { needed, telling, transition } from "./need.ts";
import { unshelve } from "./put-aside.ts";
import { allowedQuiet, isQuiet, type Quiet } from "./quiet.ts";
import { usualRealarm } from "./realarm.ts";
import { firstTelling, furtherTelling, newlyTold } from "./telling.ts";
import { type Eased, worsen } from "./worsen.ts";

/** What a rule found, ready to become an alert or to join one. */
export type Finding = {
  readonly rule: string;
  readonly clauses: readonly string[];
  readonly title: Words;
  readonly level: AlertLevel;
  readonly priority: Priority;
  readonly steps: readonly Words[];
  /** Start of the hold, and how much of it was blind. */
  readonly since: Instant;
  readonly gap: number;
  /** Who is told; and after how long without acknowledgement the next one is, null for never. */
  readonly tell: readonly Role[];
  readonly escalate: Millis | null;
  /** A matter of fire safety: it goes by the safety officer. */
  readonly isFire?: boolean;
  /** What is at stake; absent: security. */
  readonly class?: AlertClass;
  /** Stays after it is over until a person has reset it. */
  readonly isLatching?: boolean;
  readonly isSilent?: boolean;
  /** How long after an acknowledgement it is told again; null: never; absent: as its priority has it. */
  readonly realarm?: Millis | null;
  /** Who alone may reset it; absent: whoever may reset what is of its class. */
  readonly resetBy?: readonly Role[];
  /** It is an incident, to be reported upward within a time; null: no report is asked for. */
  readonly incident?: { readonly reportWithin: Millis | null };
  readonly parts?: readonly AlertPart[];
  /** Energy in W·h wasted since `since`; absent: the rule counts none. */
  readonly wastedWh?: number;
  /** When late data told of it; absent: it is found as it happens. */
  readonly learnedAt?: Instant;
};

/** What the fact is about. */
export type Subject = {
  readonly site: string;
  readonly fact: string;
  readonly target: string;
  readonly targetName: Words;
  readonly zone: string;
};

/**
 * The id of an alert, made of what it is: `site-a.light-on.L-hall.20250708T093500000Z`. Raising the same fact of the
 * same thing at the same moment again gives the same id.
 */
export const alertId = ({ site, fact, target }: Subject, openedAt: Instant): string =>
  [site, fact, target, toIso(openedAt).replaceAll(/[-:.]/g, "")]
    .map(part => part.replaceAll(/[^\w-]/g, "-"))
    .join(".");

/**
 * A fact was found and no alert of it is open.
 *
 * @param quiet  what makes it bother nobody from the beginning, as far as its class allows
 */
export const raise = (
  subject: Subject,
  finding: Finding,
  evidence: readonly Evidence[],
  at: Instant,
  quiet: Quiet = {},
): Transition => {
  const { title, level, priority, steps, learnedAt: knownAt = at } = finding;
  const own = finding.class ?? "security";
  const allowed = allowedQuiet(own, quiet);
  const isHeard = !isQuiet(allowed);
  const alert: Alert = {
    id: alertId(subject, at),
    fact: subject.fact,
    target: subject.target,
    targetName: subject.targetName,
    zone: subject.zone,
    title,
    level,
    priority,
    class: own,
    condition: "active",
    acknowledgement: null,
    revision: 1,
    annunciatedAt: isHeard ? knownAt : null,
    confirmation: null,
    isLatched: finding.isLatching ?? false,
    ...(finding.resetBy && { resetBy: finding.resetBy }),
    ...allowed,
    incident: incidentOf(finding.incident, null, knownAt),
    isSilent: finding.isSilent ?? false,
    realarmAt: null,
    realarmEvery: realarmEvery(finding),
    openedAt: at,
    changedAt: at,
    clearedAt: null,
    closedAt: null,
    occurrences: 1,
    clauses: findingsOf(finding),
    evidence,
    parts: finding.parts ?? [],
    gap: millis(finding.gap),
    steps,
    ...firstTelling(finding, at, isHeard),
    isLate: finding.learnedAt !== undefined,
    wastedWh: finding.wastedWh ?? null,
  };
  return transition("raised", alert, at, { ...newlyTold([], alert.told), ...learnt(finding) });
};

/**
 * Another rule found the same fact, or the fact came back in an episode that nobody has closed yet. Where that makes it
 * more urgent, whoever acknowledged it has seen less than this.
 */
export const join = (
  alert: Alert,
  finding: Finding,
  evidence: readonly Evidence[],
  at: Instant,
): Transition[] => {
  const knownAt = finding.learnedAt ?? at;
  const clauses = joinedClauses(alert, finding);
  const joined: Alert = {
    ...alert,
    clauses,
    evidence,
    parts: finding.parts ?? alert.parts,
    wastedWh: wasteOf(clauses),
    isLatched: alert.isLatched || (finding.isLatching ?? false),
    isSilent: alert.isSilent || (finding.isSilent ?? false),
    ...(finding.resetBy && { resetBy: finding.resetBy }),
    incident: incidentOf(finding.incident, alert.incident, knownAt),
    ...furtherTelling(alert, finding, at),
  };
  const worse = worseThan(alert, finding);
  if (alert.condition !== "clear") {
    const added = finding.clauses.find(
      clause => !alert.clauses.some(c => c.clause === clause && c.until === null),
    );
    const more = { ...(added && { clause: added }), ...learnt(finding) };
    const event = telling("joined", alert, joined, at, more);
    return worse ? [event, ...worsen(joined, worse, knownAt, learnt(finding))] : [event];
  }
  const again: Alert = {
    ...joined,
    ...worse,
    // What was put aside was less than this.
    ...(worse && { shelf: null }),
    condition: "active",
    changedAt: at,
    clearedAt: null,
    confirmation: null,
    occurrences: alert.occurrences + 1,
    gap: millis(finding.gap),
  };
  return returned(alert, again, finding, at);
};

/** It came back: needs somebody again, and ends whatever may not hush what it is now. */
const returned = (alert: Alert, again: Alert, finding: Finding, at: Instant): Transition[] => {
  const allowed = { ...again, ...allowedQuiet(again.class, again) };
  const now = needed(allowed, finding.learnedAt ?? at);
  return [telling("returned", alert, now, at, learnt(finding))];
};

/** What an alert is by what its most urgent rule finds. */
export const standingOf = (finding: Finding): Eased => {
  const { priority, level, title, steps } = finding;
  return {
    priority,
    level,
    title,
    steps,
    class: finding.class ?? "security",
    realarmEvery: realarmEvery(finding),
  };
};

/** What a finding makes of an alert that is less urgent, or no matter of life safety yet; undefined: it is no worse. */
const worseThan = (alert: Alert, finding: Finding) => {
  const standing = standingOf(finding);
  const isLife = standing.class === "life-safety" && alert.class !== "life-safety";
  if (standing.priority >= alert.priority) return isLife ? { class: standing.class } : undefined;
  return alert.class === "life-safety" ? { ...standing, class: alert.class } : standing;
};

const realarmEvery = ({ realarm, priority }: Finding): Millis | null =>
  realarm === undefined ? usualRealarm(priority) : realarm;

/** One of several rules does not find the fact any more. */
export const leave = (alert: Alert, rule: string, at: Instant, why: string): Transition => {
  const left = alert.clauses.find(c => c.rule === rule && c.until === null);
  const event: AlertEvent = { is: "left", alert: alert.id, at, why, ...(left && { clause: left.clause }) };
  return { event, alert: { ...alert, clauses: ended(alert, rule, at) } };
};

/** The evidence was lost: the alert stays, shown as unknown. */
export const blind = (alert: Alert, evidence: readonly Evidence[], at: Instant): Transition => ({
  event: { is: "blinded", alert: alert.id, at },
  alert: { ...alert, condition: "unknown", changedAt: at, evidence },
});

/** The evidence came back and the fact still holds: no news for anybody. */
export const see = (alert: Alert, evidence: readonly Evidence[], at: Instant): Transition => ({
  event: { is: "seen", alert: alert.id, at },
  alert: { ...alert, condition: "active", changedAt: at, evidence },
});

/**
 * The fact is known not to hold any more. It closes if there is nothing left for anybody to do, else it waits.
 *
 * @param rule  the last one that found it; null: whoever found it, nobody can say any more
 */
export const clear = (
  alert: Alert,
  rule: string | null,
  evidence: readonly Evidence[],
  at: Instant,
  why: string,
): Transition[] => {
  const cleared: Alert = {
    ...alert,
    condition: "clear",
    changedAt: at,
    clearedAt: at,
    realarmAt: null,
    clauses: ended(alert, rule, at),
    evidence,
  };
  const over = transition("cleared", cleared, at, { why });
  // What was put aside once only is put aside until it is over.
  if (cleared.shelf?.is === "one-shot") return [over, ...unshelve(cleared, "over", at)];
  return finished([over], at);
};

/** Books the energy in W·h that a rule has counted since its clauses began; booking it again changes nothing. */
export const waste = (alert: Alert, rule: string, wastedWh: number): Alert => {
  const clauses = alert.clauses.map(finding =>
    finding.rule === rule && finding.until === null
      ? { ...finding, wastedWh: (finding.earlierWh ?? 0) + wastedWh }
      : finding,
  );
  return { ...alert, clauses, wastedWh: wasteOf(clauses) };
};

/** The rule was changed and its new text still finds the fact, or cannot tell: the alert goes on under it. */
export const carry = (alert: Alert, at: Instant, why: string): Transition => ({
  event: { is: "carried", alert: alert.id, at, why },
  alert,
});

const learnt = ({ learnedAt }: Finding): Pick<AlertEvent, "learnedAt"> =>
  learnedAt === undefined ? {} : { learnedAt };
