import type { Instant } from "../time/instant.ts";
import { had, hushedBy } from "./acknowledge.ts";
import type { Alert, AlertEvent } from "./alert.ts";
import { finished } from "./close.ts";
import { transition } from "./need.ts";
import { type Answer, refused } from "./refusal.ts";

type Said = {
  readonly by: string;
  readonly note: string;
  /** Hex SHA-256 of a picture. */
  readonly photo?: string;
  readonly at: Instant;
};

/** A person writes something down about it. */
export const note = (alert: Alert, said: Said): Answer =>
  hasNothing(said)
    ? refused("write a note, or add a photo")
    : [transition("noted", alert, said.at, saidIn(said))];

/**
 * A person says that what had to be done is done. Somebody who says that has seen it. It ends nothing by itself: the
 * condition decides that.
 */
export const confirm = (alert: Alert, said: Said): Answer => {
  if (alert.closedAt !== null) return refused("already closed");
  if (hasNothing(said)) return refused("say what was done: write a note, or add a photo");
  const { at, ...confirmation } = said;
  const isSeen = alert.acknowledgement !== null || hushedBy(alert) !== null;
  const seen = isSeen ? alert : had(alert, { by: said.by, note: said.note, at });
  const confirmed: Alert = { ...seen, confirmation: { ...confirmation, at }, realarmAt: null };
  return finished([transition("confirmed", confirmed, at, saidIn(said))], at);
};

/** A person has looked: what stays latched after it is over is let go. Whether he may is asked before. @see mayReset */
export const reset = (alert: Alert, said: Said): Answer => {
  if (!alert.isLatched) return refused("it is not latched: there is nothing to reset");
  if (alert.condition === "active") return refused("condition still present");
  if (alert.condition === "unknown") return refused("nobody can see whether it is over");
  const needsReason = alert.class === "life-safety" || (alert.resetBy ?? []).length > 0;
  if (needsReason && said.note.trim() === "") return refused("say what you found when you looked");
  return finished([transition("reset", { ...alert, isLatched: false }, said.at, saidIn(said))], said.at);
};

const hasNothing = ({ note: text, photo }: Said): boolean => text.trim() === "" && photo === undefined;

const saidIn = ({ by, note: text, photo }: Said): Partial<AlertEvent> => ({
  by,
  note: text,
  ...(photo !== undefined && { photo }),
});
