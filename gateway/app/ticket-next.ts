import { isPossible, type Standing } from "#rules/ticket/possible.ts";
import type { ActName } from "#rules/ticket/rights.ts";
import type { Ticket } from "#rules/ticket/ticket.ts";

/**
 * What may be done about a ticket next, first what is most likely: nothing that the rules would refuse somebody with the
 * right to it. Who may is another question.
 */
export const nextActs = (ticket: Ticket, standing: Omit<Standing, "by">): readonly ActName[] =>
  orderOf(ticket).filter(is => isPossible(ticket, is, standing));

const orderOf = (ticket: Ticket): readonly ActName[] => {
  if (ticket.kind === "complaint") return COMPLAINT;
  if (ticket.state === "repaired") return ["close", "note", ...REPAIR.filter(is => !AFTER.has(is))];
  // Whoever is asked for the sign is asked for it first; nobody else need say that it is there.
  const asksForSign = ticket.clocks.some(({ is, doneAt }) => is === "sign" && doneAt === null);
  return asksForSign ? ["sign", ...REPAIR] : REPAIR;
};

const COMPLAINT: readonly ActName[] = [
  "revisited",
  "contacted",
  "answered",
  "close",
  "extend",
  "report",
  "reply",
  "chase",
  "note",
];

const REPAIR: readonly ActName[] = [
  "spare",
  "consent",
  "attempt",
  "report",
  "reply",
  "chase",
  "remove",
  "grant",
  "extend",
  "close",
  "note",
];

/** What has its place before all else, or none, once a device is said to work again. */
const AFTER: ReadonlySet<ActName> = new Set(["close", "note", "consent", "chase", "grant"]);
