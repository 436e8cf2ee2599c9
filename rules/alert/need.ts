import type { Instant } from "../time/instant.ts";
import type { Alert, AlertEvent, Transition } from "./alert.ts";
import { isQuiet } from "./quiet.ts";
import { newlyTold, tellingAnew } from "./telling.ts";

/**
 * It comes to need somebody: nobody has seen it as it is now, which is a revision of its own. Where nobody had
 * acknowledged it before either, whoever was told of it stays told, and who is told next does not change.
 */
export const needed = (alert: Alert, at: Instant): Alert =>
  isQuiet(alert) || alert.acknowledgement !== null || alert.annunciatedAt === null
    ? neededAnew(alert, at)
    : { ...alert, revision: alert.revision + 1, annunciatedAt: at };

/** The same where it had somebody, or was quiet: those whom the rules name are told now, unless it is quiet still. */
export const neededAnew = (alert: Alert, at: Instant): Alert => {
  const isHeard = !isQuiet(alert);
  const before = alert.acknowledgement === null ? alert.annunciatedAt : null;
  return {
    ...alert,
    acknowledgement: null,
    revision: alert.revision + 1,
    realarmAt: null,
    annunciatedAt: isHeard ? at : (before ?? null),
    ...(isHeard ? tellingAnew(alert, at) : { told: [], escalation: { ...alert.escalation, dueAt: null } }),
  };
};

/** An event with the alert after it. */
export const transition = (
  is: AlertEvent["is"],
  alert: Alert,
  at: Instant,
  more: Partial<AlertEvent> = {},
): Transition => ({ event: { is, alert: alert.id, at, ...more }, alert });

/** The same, saying who was told because of it. */
export const telling = (
  is: AlertEvent["is"],
  before: Alert,
  now: Alert,
  at: Instant,
  more: Partial<AlertEvent> = {},
): Transition => transition(is, now, at, { ...newlyTold(before.told, now.told), ...more });
