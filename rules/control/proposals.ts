import type { Cue, Hall } from "../routine/clerk.ts";
import { nameOf } from "../routine/who.ts";
import { drop, guarded, send } from "./attempts.ts";
import type { Book } from "./book.ts";
import { newOrder } from "./commands.ts";
import { switchOf, valueIn } from "./control.ts";
import { isCatchingUp } from "./life.ts";
import { blocked, NO_LONGER } from "./phrases.ts";

/** A cue of a rule that would have something switched. */
export type ProposingCue = Cue & { readonly rule: string; readonly propose: NonNullable<Cue["propose"]> };

/**
 * A rule would have something switched. Where somebody has approved that it does so by itself it goes out at once, if the
 * guard agrees; else it waits for a person. A hall that has no such control hears nothing of it.
 */
export const propose = (book: Book, cue: ProposingCue, hall: Hall): void => {
  const { site } = hall;
  const point = pointOf(cue);
  const of = site.controls?.isEnabled === true ? switchOf(site, point) : null;
  const to = of && valueIn(of.point, cue.propose.to);
  if (of === null || to === null || book.running(point).length > 0) return;
  const asked = { point, to, why: cue.rule, cause: null, undoes: null, by: null, rule: cue.rule };
  const automation = site.controls?.automations.find(({ rule }) => rule === cue.rule);
  const isPossible = guarded(book, asked, { is: "proposal" }, hall);
  // What can never be is not proposed; what is not so now may be when somebody decides.
  if (
    isPossible.is === "refused" &&
    (isPossible.row === "never" || isPossible.row === "value" || isPossible.row === "proof")
  )
    return;
  const order = newOrder(book, asked, hall);
  const answer =
    automation && !isCatchingUp(hall)
      ? guarded(book, order, { is: "automation", rule: cue.rule }, hall)
      : null;
  if (automation && answer?.is === "allowed") {
    const approvedBy = nameOf(site, automation.approvedBy);
    send(book, { ...order, approvedBy, isAutomatic: true }, hall, "ordered", null);
    return;
  }
  const outcome = answer?.is === "refused" ? blocked(answer.why) : null;
  const { rule } = cue;
  book.put({ ...order, outcome }, { what: "proposed", detail: { point, to, rule, outcome } }, hall.now);
};

/** What it was proposed for is over. What was sent already goes on to its proof. */
export const unproposed = (book: Book, cue: ProposingCue, hall: Hall): void => {
  for (const order of book.running(pointOf(cue)))
    if (order.state === "proposed" && order.rule === cue.rule) drop(book, order, NO_LONGER, hall);
};

const pointOf = ({ target, propose: { role } }: ProposingCue): string => `${target}.${role}`;
