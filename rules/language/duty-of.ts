import { minutes } from "../time/instant.ts";
import type { Ask, Duty, DutyTime, Late, Limit } from "./duty.ts";
import type { AskEntry, DutyEntry } from "./duty-schema.ts";
import type { Length } from "./edge.ts";

/** How long nobody may acknowledge that something is late, where a pack does not say it. */
const ESCALATE: Length = minutes(30);

/** A duty as the rest of the product knows it, with what holds where a pack says nothing. */
export const dutyOf = (entry: DutyEntry): Duty => {
  const { title, clauses, who, when, each, where, items, evidence, reading, photo, pace, steps } = entry;
  const { closed_day, in_order, within, sign, remind, missed_after, late, opening, guide } = entry;
  return {
    id: entry.id,
    title,
    clauses,
    who,
    when,
    closedDay: closed_day ?? usualClosedDay(when),
    ...(each !== undefined && { each }),
    ...(where !== undefined && { where }),
    items: items.map(({ id, zh, en }) => ({ id, title: { zh, en } })),
    evidence,
    ...(reading !== undefined && { reading }),
    asks: entry.ask.map(askOf),
    photo,
    isInOrder: in_order,
    pace,
    within: within ?? null,
    ...(sign !== undefined && { sign }),
    remind: remind ?? null,
    missedAfter: missed_after ?? null,
    late: lateOf(late, who),
    isForOpening: opening,
    steps,
    ...(guide !== undefined && { guide }),
  };
};

/** What becomes of a duty on a closed day where a pack does not say it. */
const usualClosedDay = ({ is }: DutyTime): Duty["closedDay"] =>
  is === "day" ? "skip" : is === "week" ? "defer" : "do";

/** Whoever did not do it is never the only one to hear of it. */
const lateOf = (said: DutyEntry["late"], who: Duty["who"]): Late<Length> => {
  const { priority = 3, class: stake = "housekeeping", tell, escalate = ESCALATE, fire = false } = said ?? {};
  return {
    priority,
    class: stake,
    tell: tell ?? [who === "hall-director" ? "superior" : "hall-director"],
    escalate: escalate === "never" ? null : escalate,
    isFire: fire,
  };
};

const askOf = ({ id, zh, en, clauses, ticket, ...entry }: AskEntry): Ask<Limit> => ({
  id,
  title: { zh, en },
  answer: answerOf(entry),
  clauses,
  opensTicket: ticket,
});

const answerOf = ({
  options,
  good = [],
  number,
  from,
  to,
  text,
}: Pick<AskEntry, "options" | "good" | "number" | "from" | "to" | "text">): Ask<Limit>["answer"] => {
  if (options !== undefined) return { is: "choice", options, good };
  if (number !== undefined)
    return {
      is: "number",
      unit: number,
      ...(from !== undefined && { low: from }),
      ...(to !== undefined && { high: to }),
    };
  return text === true ? { is: "text" } : { is: "yes-no" };
};
