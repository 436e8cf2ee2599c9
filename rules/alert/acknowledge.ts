import { after, type Instant, seconds, toIso } from "../time/instant.ts";
import type { Acknowledgement, Alert } from "./alert.ts";
import { finished } from "./close.ts";
import { transition } from "./need.ts";
import { type Answer, type Refusal, refused } from "./refusal.ts";

/** How long one's own acknowledgement can be taken back. */
export const UNDO_WITHIN = seconds(10);

/**
 * A person has seen it.
 *
 * @param revision  what the person saw; absent: whatever it is now
 */
export const acknowledge = (alert: Alert, seen: Acknowledgement, revision?: number): Answer => {
  if (alert.closedAt !== null) return refused("already closed");
  if (alert.acknowledgement) {
    const { by, at } = alert.acknowledgement;
    return refused(`already acknowledged by ${by} at ${toIso(at)}`);
  }
  const hushed = hushedBy(alert);
  if (hushed) return hushed;
  if (revision !== undefined && revision < alert.revision) return refused("it has changed since: look again");
  const { by, note, at } = seen;
  return finished([transition("acknowledged", had(alert, seen), at, { by, note })], at);
};

/** It has somebody: nobody else is told, until it is time to tell it again. */
export const had = (alert: Alert, acknowledgement: Acknowledgement): Alert => {
  const { realarmEvery = null, confirmation, condition } = alert;
  const isToBeTold = realarmEvery !== null && confirmation === null && condition !== "clear";
  return {
    ...alert,
    acknowledgement,
    escalation: { ...alert.escalation, dueAt: null },
    realarmAt: isToBeTold && alert.shelf === null ? after(acknowledgement.at, realarmEvery) : null,
  };
};

/** Why nobody can have seen what bothers nobody; null where somebody can. */
export const hushedBy = (alert: Alert): Refusal | null => {
  if (alert.outOfService) return refused("it is out of service; put that back, or write a note");
  return alert.suppression ? refused("another alert explains it; acknowledge that one") : null;
};

/**
 * Whoever acknowledged it takes that back at once: it needs somebody as it did before, also where it had closed.
 *
 * @param before  the alert as it stood before the acknowledgement
 * @param until   from when on it is too late
 */
export const unacknowledge = (
  alert: Alert,
  { before, until }: { readonly before: Alert; readonly until: Instant },
  { by, at }: { readonly by: string; readonly at: Instant },
): Answer => {
  const seen = alert.acknowledgement;
  if (!seen) return refused("nobody has acknowledged it");
  if (seen.by !== by) return refused(`only ${seen.by} can take that back`);
  if (at >= until) return refused(`an acknowledgement can be taken back for ${UNDO_WITHIN / 1_000} s`);
  const { dueAt } = before.escalation;
  const isDue = dueAt !== null && alert.shelf === null && hushedBy(alert) === null;
  const again: Alert = {
    ...alert,
    acknowledgement: null,
    realarmAt: null,
    closedAt: null,
    escalation: { ...alert.escalation, dueAt: isDue ? (dueAt > at ? dueAt : at) : null },
  };
  return [transition("unacknowledged", again, at, { by })];
};
