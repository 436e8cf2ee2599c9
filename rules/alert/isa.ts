import type { Alert } from "./alert.ts";

/** A state of an alarm by its letter. */
export type IsaState = "A" | "B" | "C" | "D" | "E" | "F" | "G" | "H" | "I";

/**
 * The state that an alarm report calls an alert by: A normal, B unacknowledged, C acknowledged, D returned and
 * unacknowledged, E latched and unacknowledged, F latched and acknowledged, G shelved, H suppressed, I out of service.
 *
 * @see ISA-18.2 / IEC 62682, state diagram; a condition that nobody can see counts as present
 */
export const isaState = (alert: Alert): IsaState => {
  if (alert.closedAt !== null) return "A";
  if (alert.outOfService) return "I";
  if (alert.suppression) return "H";
  if (alert.shelf) return "G";
  const isSeen = alert.acknowledgement !== null;
  if (alert.condition !== "clear") return isSeen ? "C" : "B";
  if (alert.isLatched) return isSeen ? "F" : "E";
  return isSeen ? "A" : "D";
};
