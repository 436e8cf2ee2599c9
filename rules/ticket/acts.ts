import { type Refusal, refused } from "../alert/refusal.ts";
import { forbidden, roleAmong } from "../routine/who.ts";
import { after } from "../time/instant.ts";
import { answer, close, extend } from "./acts-end.ts";
import { grant, remove, spare } from "./acts-repair.ts";
import { type Asking, type Of, type Perform, said } from "./asking.ts";
import { clock, postponed, settled, withClock } from "./clocks.ts";
import { limited } from "./limits.ts";
import { impossible } from "./possible.ts";
import { type Act, RIGHTS } from "./rights.ts";
import type { Ticket } from "./ticket.ts";

/** What a person does about a ticket, with all clocks that begin or end by it. */
export const perform = (ticket: Ticket, act: Act, asking: Asking): Ticket | Refusal => {
  const { words, who } = RIGHTS[act.is];
  if (!roleAmong(asking.by, who)) return forbidden(asking.by, words, who);
  const not = impossible(ticket, act.is, asking);
  if (not) return not;
  const next = perAct(ticket, act, asking);
  return "is" in next ? next : settled(next, asking.at);
};

const perAct = (ticket: Ticket, act: Act, asking: Asking): Ticket | Refusal => {
  switch (act.is) {
    case "note":
      return note(ticket, act, asking);
    case "consent":
      return consent(ticket, act, asking);
    case "attempt":
      return attempt(ticket, act, asking);
    case "sign":
      return { ...ticket, sign: said(act, asking) };
    case "report":
      return report(ticket, act, asking);
    case "reply":
      return reply(ticket, act, asking);
    case "chase":
      return chase(ticket, act, asking);
    case "remove":
      return remove(ticket, act, asking);
    case "spare":
      return spare(ticket, act, asking);
    case "grant":
      return grant(ticket, act, asking);
    case "contacted":
      return { ...ticket, contacted: said(act, asking) };
    case "answered":
      return answer(ticket, act, asking);
    case "revisited":
      return { ...ticket, revisited: said(act, asking) };
    case "extend":
      return extend(ticket, act, asking);
    case "close":
      return close(ticket, act, asking);
    default:
      return act satisfies never;
  }
};

const note: Perform<Of<"note">> = (ticket, act, asking) =>
  act.note.trim() === ""
    ? refused("write something")
    : { ...ticket, notes: [...ticket.notes, said(act, asking)] };

/** Whoever tries with consent reports half an hour after the consent, where that is later. */
const consent: Perform<Of<"consent">> = (ticket, act, asking) => {
  const { at, times } = asking;
  return postponed({ ...ticket, consent: said(act, asking) }, "report", after(at, times.report), at);
};

/** @see ZX-12-2 in the clause catalogue: at once, with the director's consent */
const attempt: Perform<Of<"attempt">> = (ticket, act, asking) => {
  const { at, times } = asking;
  if (act.note.trim() === "") return refused("say what was tried");
  const tried: Ticket = {
    ...ticket,
    attempts: [...ticket.attempts, { ...said(act, asking), isRepaired: act.isRepaired }],
    state: act.isRepaired ? "repaired" : ticket.state,
  };
  const isFirst = ticket.attempts.length === 0;
  return isFirst && !act.isRepaired ? postponed(tried, "report", after(at, times.report), at) : tried;
};

/** @see ZX-12-3a, ZX-12-5, ZX-6-2h in the clause catalogue: time, department, receiver, time limit */
const report: Perform<Of<"report">> = (ticket, act, asking) => {
  const { receiver, department, limit } = act;
  const missing = Object.entries({ note: act.note, receiver, department }).filter(([, text]) => !text.trim());
  if (missing.length > 0)
    return refused(
      `a report names what is wrong, who took it, which department and the time limit: ${missing.map(([key]) => key).join(", ")} missing`,
    );
  if (limit <= asking.at) return refused("the time limit has passed: agree on another");
  const reported: Ticket = {
    ...ticket,
    report: {
      ...said(act, asking),
      receiver: receiver.trim(),
      department: department.trim(),
      limit,
    },
    state: ticket.state === "open" ? "reported" : ticket.state,
  };
  const limits = ticket.kind === "complaint" ? [] : [clock("limit", limit)];
  return [...limits, clock("reply", after(asking.at, asking.times.reply))].reduce(withClock, reported);
};

const reply: Perform<Of<"reply">> = (ticket, act, asking) => {
  if (act.note.trim() === "") return refused("say what the reply is");
  const { limit = null } = act;
  if (limit !== null && limit <= asking.at) return refused("that time limit has passed");
  const before = ticket.reply ? [ticket.reply] : [];
  const notes = [...ticket.notes, ...before.map(({ by, at, note: text }) => ({ by, at, note: text }))];
  const replied: Ticket = { ...ticket, notes, reply: { ...said(act, asking), limit } };
  return limit === null || ticket.kind === "complaint" ? replied : limited(replied, limit, asking);
};

const chase: Perform<Of<"chase">> = (ticket, act, asking) => ({
  ...ticket,
  chases: [...ticket.chases, said(act, asking)],
});
