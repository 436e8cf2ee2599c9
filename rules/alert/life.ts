import type { AlertClass, Role, Words } from "../site/model.ts";
import { type Instant, type Millis, millis, toIso } from "../time/instant.ts";
import type {
  Alert,
  AlertEvent,
  AlertLevel,
  AlertPart,
  ClauseFinding,
  Evidence,
  Priority,
  Transition,
} from "./alert.ts";
import { firstTelling, furtherTelling, newlyTold } from "./telling.ts";

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

/** A fact was found and no alert of it is open. */
export const raise = (
  subject: Subject,
  finding: Finding,
  evidence: readonly Evidence[],
  at: Instant,
): Transition => {
  const { title, level, priority, steps } = finding;
  const alert: Alert = {
    id: alertId(subject, at),
    fact: subject.fact,
    target: subject.target,
    targetName: subject.targetName,
    zone: subject.zone,
    title,
    level,
    priority,
    class: finding.class ?? "security",
    condition: "active",
    acknowledgement: null,
    revision: 1,
    confirmation: null,
    isLatched: finding.isLatching ?? false,
    shelf: null,
    suppression: null,
    outOfService: null,
    incident: null,
    isSilent: finding.isSilent ?? false,
    realarmAt: null,
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
    ...firstTelling(finding, at),
    isLate: finding.learnedAt !== undefined,
    wastedWh: finding.wastedWh ?? null,
  };
  const event = {
    is: "raised",
    alert: alert.id,
    at,
    ...newlyTold([], alert.told),
    ...learnt(finding),
  } as const;
  return { event, alert };
};

/** Another rule found the same fact, or the fact came back in an episode that nobody has closed yet. */
export const join = (
  alert: Alert,
  finding: Finding,
  evidence: readonly Evidence[],
  at: Instant,
): Transition[] => {
  const isAgain = ({ clause, rule }: ClauseFinding): boolean =>
    rule === finding.rule && finding.clauses.includes(clause);
  const clauses = [
    ...alert.clauses.filter(known => !isAgain(known)),
    ...findingsOf(finding).map(again =>
      following(
        again,
        alert.clauses.find(c => c.clause === again.clause && isAgain(c)),
      ),
    ),
  ];
  const worse = finding.priority < alert.priority;
  const joined: Alert = {
    ...alert,
    clauses,
    evidence,
    parts: finding.parts ?? alert.parts,
    wastedWh: wasteOf(clauses),
    ...furtherTelling(alert, finding, at),
    ...(worse && {
      priority: finding.priority,
      level: finding.level,
      title: finding.title,
      steps: finding.steps,
    }),
  };
  if (alert.condition !== "clear") {
    const added = finding.clauses.find(
      clause => !alert.clauses.some(c => c.clause === clause && c.until === null),
    );
    const event: AlertEvent = {
      is: "joined",
      alert: alert.id,
      at,
      ...(added && { clause: added }),
      ...newlyTold(alert.told, joined.told),
      ...learnt(finding),
    };
    return [{ event, alert: joined }];
  }
  const again: Alert = {
    ...joined,
    condition: "active",
    changedAt: at,
    clearedAt: null,
    acknowledgement: null,
    revision: alert.revision + 1,
    occurrences: alert.occurrences + 1,
    gap: millis(finding.gap),
  };
  const event = {
    is: "returned",
    alert: alert.id,
    at,
    ...newlyTold(alert.told, again.told),
    ...learnt(finding),
  } as const;
  return [{ event, alert: again }];
};

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
 * The fact is known not to hold any more. It closes if a person has seen it, else it waits for one.
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
    clauses: ended(alert, rule, at),
    evidence,
  };
  const transition: Transition = { event: { is: "cleared", alert: alert.id, at, why }, alert: cleared };
  return alert.acknowledgement ? [transition, close(cleared, at)] : [transition];
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

/** A person has seen it. A refusal says why not. */
export const acknowledge = (
  alert: Alert,
  { by, note, at }: { readonly by: string; readonly note: string; readonly at: Instant },
): Transition[] | { readonly is: "refused"; readonly why: string } => {
  if (alert.closedAt !== null) return { is: "refused", why: "already closed" };
  if (alert.acknowledgement)
    return {
      is: "refused",
      why: `already acknowledged by ${alert.acknowledgement.by} at ${toIso(alert.acknowledgement.at)}`,
    };
  const seen: Alert = {
    ...alert,
    acknowledgement: { by, note, at },
    escalation: { ...alert.escalation, dueAt: null },
  };
  const transition: Transition = {
    event: { is: "acknowledged", alert: alert.id, at, by, note },
    alert: seen,
  };
  return alert.condition === "clear" ? [transition, close(seen, at)] : [transition];
};

const close = (alert: Alert, at: Instant): Transition => ({
  event: { is: "closed", alert: alert.id, at },
  alert: { ...alert, closedAt: at },
});

const learnt = ({ learnedAt }: Finding): Pick<AlertEvent, "learnedAt"> =>
  learnedAt === undefined ? {} : { learnedAt };

const findingsOf = ({ rule, clauses, priority, since, level, wastedWh }: Finding): ClauseFinding[] =>
  clauses.map(clause => ({ clause, rule, priority, since, until: null, level, wastedWh: wastedWh ?? null }));

/** A clause that was found before in the same episode keeps the energy of that time. */
const following = (again: ClauseFinding, before: ClauseFinding | undefined): ClauseFinding => {
  const earlierWh = before?.wastedWh ?? 0;
  if (earlierWh === 0) return again;
  return { ...again, earlierWh, wastedWh: earlierWh + (again.wastedWh ?? 0) };
};

/** Clauses of one fact name the same energy: the fact wasted what the clause names that has seen the most of it. */
export const wasteOf = (clauses: readonly ClauseFinding[]): number | null =>
  clauses.reduce<number | null>(
    (most, { wastedWh }) => (wastedWh === null ? most : Math.max(most ?? 0, wastedWh)),
    null,
  );

const ended = (alert: Alert, rule: string | null, at: Instant): ClauseFinding[] =>
  alert.clauses.map(finding =>
    (rule === null || finding.rule === rule) && finding.until === null ? { ...finding, until: at } : finding,
  );
