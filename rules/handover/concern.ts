import type { Alert } from "../alert/alert.ts";
import { OWN_CLASSES } from "../alert/rights.ts";
import type { SettledDuty } from "../language/duty.ts";
import type { AlertClass } from "../site/model.ts";
import type { Ticket } from "../ticket/ticket.ts";
import type { Post } from "./handover.ts";

/** Those who answer for everything. */
const ALL: readonly Post[] = ["duty-manager", "hall-director", "superior"];
/** What a guard is not there for. */
const NOT_GUARD: readonly AlertClass[] = ["energy", "housekeeping"];

/** Whether a post has to know of an alert; never of one that only says that this post was not handed over. */
export const concerns = (post: Post, { fact, target, class: own, tell, told }: Alert): boolean => {
  if (fact === OPEN_FACT && target === openTarget(post)) return false;
  if (ALL.includes(post)) return true;
  if (post === "guard") return !NOT_GUARD.includes(own);
  const isTold = tell.includes(post) || told.some(({ role }) => role === post);
  return isTold || (OWN_CLASSES[post]?.includes(own) ?? false);
};

/** A duty that no pack has any more concerns whoever answers for everything. */
export const concernsTask = (post: Post, duty: SettledDuty | undefined): boolean =>
  ALL.includes(post) || duty?.who === post;

/** Complaints are for those who handle them. */
export const concernsTicket = (post: Post, { kind }: Ticket): boolean =>
  ALL.includes(post) || kind !== "complaint";

/** The fact that a post was not handed over, and what it is about. */
export const OPEN_FACT = "handover-open";
export const openTarget = (post: Post): string => `handover-${post}`;
