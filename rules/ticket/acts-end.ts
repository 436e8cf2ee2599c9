import { refused } from "../alert/refusal.ts";
import { type Of, type Perform, said } from "./asking.ts";
import { postponed, withClock, workdayClock } from "./clocks.ts";

/** @see GA-7.6 in the clause catalogue */
export const answer: Perform<Of<"answered">> = (ticket, act, asking) => {
  if (act.note.trim() === "") return refused("say what the answer is");
  return { ...ticket, answered: said(act, asking) };
};

/**
 * Longer than the usual time, with the reason.
 *
 * @see GA-7.6 in the clause catalogue
 */
export const extend: Perform<Of<"extend">> = (ticket, act, asking) => {
  const { at } = asking;
  const is = ticket.kind === "complaint" ? "close" : "limit";
  const running = ticket.clocks.find(each => each.is === is);
  if (act.note.trim() === "") return refused("say why it takes longer");
  if (running && act.until <= running.dueAt) return refused("that is no longer than it has");
  return postponed({ ...ticket, extension: { ...said(act, asking), until: act.until } }, is, act.until, at);
};

/** A person says that it is in order again, and what it was: no device can. */
export const close: Perform<Of<"close">> = (ticket, act, asking) => {
  const { hall, at, times } = asking;
  if (act.cause.trim() === "") return refused("say what the cause was");
  const closed = { ...said(act, asking), cause: act.cause.trim() };
  const over = { ...ticket, closed, state: "closed" } as const;
  if (ticket.kind !== "complaint") return over;
  return withClock(over, workdayClock("revisit", hall.calendar, at, times.revisitWorkdays));
};
