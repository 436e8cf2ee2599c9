import type { Role } from "../site/model.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import type { Alert, AlertEvent, Told, Transition } from "./alert.ts";
import { isQuiet } from "./quiet.ts";

/** Whom a finding names. */
type Telling = {
  readonly tell: readonly Role[];
  readonly escalate: Millis | null;
  readonly isFire?: boolean;
  /** Nobody can be told before it is known. */
  readonly learnedAt?: Instant;
};

type Tellings = Pick<Alert, "tell" | "told" | "escalation">;

/** A fact was found and nobody knows of it: everybody whom the rule names is told, unless it is quiet. */
export const firstTelling = (finding: Telling, foundAt: Instant, isToBeTold: boolean): Tellings => {
  const { tell, escalate, isFire = false, learnedAt: at = foundAt } = finding;
  const isDue = isToBeTold && escalate !== null;
  return {
    tell,
    told: isToBeTold ? foundFor(tell, at) : [],
    escalation: { every: escalate, dueAt: isDue ? after(at, escalate) : null, isFire },
  };
};

/** Everybody whom the rules name is told as if it had been found now; the levels above follow from there. */
export const tellingAnew = ({ tell, escalation }: Alert, at: Instant): Omit<Tellings, "tell"> => ({
  told: foundFor(tell, at),
  escalation: { ...escalation, dueAt: nextAfter(escalation.every, at) },
});

/**
 * Another rule found it, or it came back before anybody acknowledged it. Whom the rule names and nobody has told is
 * told; the next telling comes no later for it, so that a fact which comes and goes is escalated like one that stays.
 */
export const furtherTelling = (alert: Alert, finding: Telling, foundAt: Instant): Tellings => {
  const { tell, told, escalation, acknowledgement } = alert;
  const at = finding.learnedAt ?? foundAt;
  const roles = [...new Set([...tell, ...finding.tell])];
  const every = shorter(escalation.every, finding.escalate);
  const isFire = escalation.isFire || finding.isFire === true;
  if (isQuiet(alert)) return { tell: roles, told, escalation: { every, dueAt: null, isFire } };
  const known = new Set(told.map(({ role }) => role));
  const missing = finding.tell.filter(role => !known.has(role));
  const isSooner = every !== null && every !== escalation.every && acknowledgement === null;
  const soonest = isSooner ? after(at, every) : escalation.dueAt;
  const dueAt = escalation.dueAt !== null && soonest !== null ? earlier(escalation.dueAt, soonest) : soonest;
  return { tell: roles, told: [...told, ...foundFor(missing, at)], escalation: { every, dueAt, isFire } };
};

/** Nobody has acknowledged it in time: `role` is told as well, and the next one is due after the same time again. */
export const escalate = (alert: Alert, role: Role, at: Instant): Transition => ({
  event: { is: "escalated", alert: alert.id, at, role },
  alert: {
    ...alert,
    told: [...alert.told, { role, at, why: "escalated" }],
    escalation: { ...alert.escalation, dueAt: nextAfter(alert.escalation.every, at) },
  },
});

/** The roles that were told between two states of an alert, as its event says it; nothing when there are none. */
export const newlyTold = (before: readonly Told[], now: readonly Told[]): Pick<AlertEvent, "told"> => {
  const told = now.filter(each => !before.includes(each)).map(({ role }) => role);
  return told.length > 0 ? { told } : {};
};

/** When the next one is due after a telling; null: never. */
export const nextAfter = (every: Millis | null, at: Instant): Instant | null =>
  every === null ? null : after(at, every);

const foundFor = (roles: readonly Role[], at: Instant): Told[] =>
  [...new Set(roles)].map(role => ({ role, at, why: "found" }));

const shorter = (a: Millis | null, b: Millis | null): Millis | null =>
  a === null ? b : b === null ? a : a < b ? a : b;

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
