import type { Role } from "../site/model.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";
import type { Alert, AlertEvent, Told, Transition } from "./alert.ts";

/** Whom a finding names. */
type Telling = {
  readonly tell: readonly Role[];
  readonly escalate: Millis | null;
  readonly isFire?: boolean;
  /** Nobody can be told before it is known. */
  readonly learnedAt?: Instant;
};

type Tellings = Pick<Alert, "tell" | "told" | "escalation">;

/** A fact was found and nobody knows of it: everybody whom the rule names is told. */
export const firstTelling = (finding: Telling, foundAt: Instant): Tellings => {
  const { tell, escalate, isFire = false, learnedAt: at = foundAt } = finding;
  return {
    tell,
    told: [...new Set(tell)].map(role => ({ role, at, why: "found" })),
    escalation: { every: escalate, dueAt: escalate === null ? null : after(at, escalate), isFire },
  };
};

/**
 * Another rule found it, or it came back before anybody acknowledged it. Whom the rule names and nobody has told is
 * told; the next telling comes no later for it, so that a fact which comes and goes is escalated like one that stays.
 */
export const furtherTelling = (
  { tell, told, escalation, acknowledgement }: Alert,
  finding: Telling,
  foundAt: Instant,
): Tellings => {
  const at = finding.learnedAt ?? foundAt;
  const roles = [...new Set([...tell, ...finding.tell])];
  const known = new Set(told.map(({ role }) => role));
  const missing = finding.tell.filter(role => !known.has(role));
  const every = shorter(escalation.every, finding.escalate);
  const isSooner = every !== null && every !== escalation.every && acknowledgement === null;
  const soonest = isSooner ? after(at, every) : escalation.dueAt;
  return {
    tell: roles,
    told: [...told, ...missing.map((role): Told => ({ role, at, why: "found" }))],
    escalation: {
      every,
      dueAt: escalation.dueAt !== null && soonest !== null ? earlier(escalation.dueAt, soonest) : soonest,
      isFire: escalation.isFire || finding.isFire === true,
    },
  };
};

/** Nobody has acknowledged it in time: `role` is told as well, and the next one is due after the same time again. */
export const escalate = (alert: Alert, role: Role, at: Instant): Transition => {
  const { every } = alert.escalation;
  return {
    event: { is: "escalated", alert: alert.id, at, role },
    alert: {
      ...alert,
      told: [...alert.told, { role, at, why: "escalated" }],
      escalation: { ...alert.escalation, dueAt: every === null ? null : after(at, every) },
    },
  };
};

/** The roles that were told between two states of an alert, as its event says it; nothing when there are none. */
export const newlyTold = (before: readonly Told[], now: readonly Told[]): Pick<AlertEvent, "told"> => {
  const told = now.slice(before.length).map(({ role }) => role);
  return told.length > 0 ? { told } : {};
};

const shorter = (a: Millis | null, b: Millis | null): Millis | null =>
  a === null ? b : b === null ? a : a < b ? a : b;

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
