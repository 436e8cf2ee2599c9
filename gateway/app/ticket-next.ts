import { type ActName, RIGHTS } from "#rules/ticket/rights.ts";
import type { Ticket } from "#rules/ticket/ticket.ts";

/** What may be done about a ticket next, first what is most likely. Who may is another question. */
export const nextActs = (ticket: Ticket): readonly ActName[] => {
  const acts = ticket.kind === "complaint" ? ofComplaint(ticket) : ofRepair(ticket);
  return acts.filter(act => RIGHTS[act].of.includes(ticket.kind));
};

const ofComplaint = ({ state, contacted, answered, revisited }: Ticket): readonly ActName[] => {
  if (state === "closed") return revisited === null ? ["revisited", "note"] : ["note"];
  if (contacted === null) return ["contacted", "answered", "extend", "note", "close"];
  return answered === null ? ["answered", "extend", "note", "close"] : ["close", "extend", "note"];
};

const ofRepair = (ticket: Ticket): readonly ActName[] => {
  const { state, sign, consent, report, reply, removal, spare, clocks } = ticket;
  if (state === "closed") return [];
  if (state === "repaired") return ["close", "note", "attempt"];
  const signIsMissing = sign === null && clocks.some(({ is, doneAt }) => is === "sign" && doneAt === null);
  return [
    ...(signIsMissing ? (["sign"] as const) : []),
    ...(removal !== null && spare === null ? (["spare"] as const) : []),
    ...(consent === null ? (["consent"] as const) : (["attempt"] as const)),
    ...(report === null ? (["report"] as const) : reply === null ? (["reply", "chase"] as const) : []),
    ...(removal === null ? (["remove"] as const) : []),
    "grant",
    ...(report === null ? [] : (["extend"] as const)),
    "close",
    "note",
  ];
};
