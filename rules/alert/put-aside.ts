import type { Instant } from "../time/instant.ts";
import type { Alert, AlertEvent, OutOfService, Shelf, Suppression, Transition } from "./alert.ts";
import { finished, isToBeAccounted } from "./close.ts";
import { resumed } from "./incident.ts";
import { neededAnew, telling, transition } from "./need.ts";
import { allowedQuiet, isQuiet } from "./quiet.ts";
import { type Answer, refused } from "./refusal.ts";

/** A person puts it aside for a while. Whether he may, and for how long, is asked before. @see mayShelve */
export const shelve = (alert: Alert, shelf: Shelf): Answer => {
  if (alert.closedAt !== null) return refused("already closed");
  if (alert.class === "life-safety") return refused("fire, gas, panic and break-in are never put aside");
  if (alert.shelf) return refused(`already put aside by ${alert.shelf.by}`);
  if (isQuiet(alert))
    return refused("it bothers nobody as it is: explained by another alert or out of service");
  if (shelf.reason.trim() === "") return refused("say why it is put aside");
  if (shelf.until <= shelf.at) return refused("say until when it is put aside: that moment has passed");
  if (shelf.is === "one-shot" && alert.condition === "clear") return refused("it is over already");
  return [hushed("shelved", { ...alert, shelf }, shelf.at, { by: shelf.by, note: shelf.reason })];
};

/** The shelf ends: its time is over, the fact is (`over`), a person ended it, or the alert is worse than what was put aside. */
export const unshelve = (
  alert: Alert,
  why: "time-over" | "over" | "by-person" | "worsened",
  at: Instant,
  by?: string,
): readonly Transition[] =>
  alert.shelf === null
    ? []
    : backAgain("unshelved", { ...alert, shelf: null }, at, { why, ...(by && { by }) });

/** Another alert explains it. Nothing where that may not be, or is already. */
export const suppress = (
  alert: Alert,
  { rule, cause }: Omit<Suppression, "at">,
  at: Instant,
): readonly Transition[] => {
  const isPossible = alert.closedAt === null && alert.suppression === null && alert.id !== cause;
  if (!isPossible || alert.class === "life-safety") return [];
  return [hushed("suppressed", { ...alert, suppression: { rule, cause, at } }, at, { why: rule })];
};

/** What explained it is over, and what follows from that has had time to be over too. */
export const release = (alert: Alert, at: Instant, why?: "worsened"): readonly Transition[] =>
  alert.suppression === null
    ? []
    : backAgain("released", { ...alert, suppression: null, incident: resumed(alert, at) }, at, {
        why: why ?? alert.suppression.rule,
      });

/** What it is about is out of service. Nothing where that may not be: life safety takes two persons. */
export const takeOut = (alert: Alert, outOfService: OutOfService, at: Instant): readonly Transition[] => {
  if (alert.closedAt !== null || allowedQuiet(alert.class, { outOfService }).outOfService === null) return [];
  return [
    hushed("taken-out", { ...alert, outOfService }, at, { by: outOfService.by, note: outOfService.order }),
  ];
};

/** What it is about is in service again: a person put it back, or its time was over. */
export const putBack = (
  alert: Alert,
  why: "time-over" | "by-person" | "worsened",
  at: Instant,
  by?: string,
): readonly Transition[] =>
  alert.outOfService === null
    ? []
    : backAgain("put-back", { ...alert, outOfService: null }, at, { why, ...(by && { by }) });

/** From now on it bothers nobody: no telling and no re-alarm is due any more. */
const hushed = (is: AlertEvent["is"], alert: Alert, at: Instant, more: Partial<AlertEvent>): Transition => {
  const hush = { ...alert, realarmAt: null, escalation: { ...alert.escalation, dueAt: null } };
  return transition(is, hush, at, more);
};

/**
 * One reason for its silence is gone. With the last of them it needs somebody, if it is not over or there is something
 * left to do about it: a revision of its own. In the course of worsening that is told with what made it worse.
 */
const backAgain = (
  is: AlertEvent["is"],
  alert: Alert,
  at: Instant,
  more: Partial<AlertEvent>,
): readonly Transition[] => {
  const isNeeded = alert.condition !== "clear" || alert.isLatched || isToBeAccounted(alert);
  if (isQuiet(alert) || more.why === "worsened" || !isNeeded)
    return finished([transition(is, alert, at, more)], at);
  return [telling(is, alert, neededAnew(alert, at), at, more)];
};
