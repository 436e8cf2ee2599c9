import { refused } from "../alert/refusal.ts";
import { type Of, once, type Perform, said } from "./asking.ts";
import { isOver, postponed, withClock, workdayClock } from "./clocks.ts";

/** @see GA-7.6 in the clause catalogue */
export const answer: Perform<Of<"answered">> = (ticket, act, asking) => {
  const again = once(ticket.answered, "it has been answered", asking);
  if (again) return again;
  if (act.note.trim() === "") return refused("say what the answer is");
  return { ...ticket, answered: said(act, asking) };
};

/** @see GA-7.4a in the clause catalogue: settled is settled once the customer says so */
export const revisit: Perform<Of<"revisited">> = (ticket, act, asking) => {
  const again = once(ticket.revisited, "the customer was visited again", asking);
  if (again) return again;
  if (!ticket.closed) return refused("the complaint is not settled yet");
  return { ...ticket, revisited: said(act, asking) };
};

/**
 * Longer than the usual time, with the reason. What is late already stays late.
 *
 * @see GA-7.6 in the clause catalogue
 */
export const extend: Perform<Of<"extend">> = (ticket, act, asking) => {
  const { at } = asking;
  const is = ticket.kind === "complaint" ? "close" : "limit";
  const running = ticket.clocks.find(each => each.is === is);
  if (!running) return refused("no time limit was agreed yet: report it first");
  if (isOver(ticket)) return refused("it is done: there is nothing to extend");
  if (act.note.trim() === "") return refused("say why it takes longer");
  if (running.dueAt <= at) return refused("the time limit is over: it stays late");
  if (act.until <= running.dueAt) return refused("that is no longer than it has");
  return postponed({ ...ticket, extension: { ...said(act, asking), until: act.until } }, is, act.until, at);
};

/** A person says that it is in order again, and what it was: no device can. */
export const close: Perform<Of<"close">> = (ticket, act, asking) => {
  const { hall, at, times } = asking;
  if (act.cause.trim() === "") return refused("say what the cause was");
  if (ticket.kind === "complaint" && !ticket.answered) return refused("answer the customer first");
  const closed = { ...said(act, asking), cause: act.cause.trim() };
  const over = { ...ticket, closed, state: "closed" } as const;
  if (ticket.kind !== "complaint") return over;
  return withClock(over, workdayClock("revisit", hall.calendar, at, times.revisitWorkdays));
};
