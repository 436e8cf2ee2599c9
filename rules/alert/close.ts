import type { Instant } from "../time/instant.ts";
import type { Alert, Transition } from "./alert.ts";
import { transition } from "./need.ts";
import { isQuiet } from "./quiet.ts";

/** Appends the close to what happened, if that leaves nothing for anybody to do. */
export const finished = (transitions: readonly Transition[], at: Instant): Transition[] => {
  const last = transitions.at(-1)?.alert;
  if (!last || !isFinished(last)) return [...transitions];
  return [...transitions, transition("closed", { ...last, closedAt: at, realarmAt: null }, at)];
};

/**
 * Over, seen by a person, not latched, and as an incident reported and summed up. What never bothered anybody, since it
 * came and went put aside, explained or out of service, needs nobody to have seen it once that is over.
 */
const isFinished = (alert: Alert): boolean => {
  if (alert.closedAt !== null || alert.condition !== "clear" || alert.isLatched) return false;
  const isSeen = alert.acknowledgement !== null || (alert.annunciatedAt === null && !isQuiet(alert));
  return isSeen && (!isToBeAccounted(alert) || isAccounted(alert));
};

/** Whether it is an incident that anybody ever heard of: one that was explained by another all along is accounted with it. */
export const isToBeAccounted = ({ incident, annunciatedAt, revision }: Alert): boolean =>
  incident !== null && !(annunciatedAt === null && revision === 1);

const isAccounted = ({ incident, confirmation, clearedAt }: Alert): boolean => {
  if (incident === null) return true;
  const isSummedUp = confirmation !== null && clearedAt !== null && confirmation.at >= clearedAt;
  const isReported = incident.reportDueAt === null || incident.report !== null;
  return isSummedUp && isReported && incident.owed.every(({ given }) => given !== null);
};
