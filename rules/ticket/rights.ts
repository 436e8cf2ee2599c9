import { NEAREST } from "../alert/role-words.ts";
import type { TicketCommand } from "../routine/command.ts";
import type { Role } from "../site/model.ts";
import type { TicketKind } from "./ticket.ts";

export type Act = Extract<TicketCommand, { is: "ticket" }>["act"];
export type ActName = Act["is"];
export type KeyAct = Extract<TicketCommand, { is: "key" }>["act"];

const CRAFT: readonly Role[] = ["facilities", "it-support"];
const LEAD: readonly Role[] = ["duty-manager", "hall-director"];
const REPAIRS: readonly TicketKind[] = ["fault", "finding"];

/** Who may do what about a ticket, in words that follow "may not", and to which kinds of ticket it can be done. */
export type Rights = {
  readonly words: string;
  readonly who: readonly Role[];
  readonly of: readonly TicketKind[];
};

const right = (
  words: string,
  who: readonly Role[],
  of: readonly TicketKind[] = ["fault", "finding", "complaint"],
): Rights => ({ words, who, of });

/**
 * Who may do what about tickets. A repair of one's own needs the director's consent; what cannot be repaired the
 * director reports; the department above replies and sets limits.
 *
 * @see ZX-12-2, ZX-12-3a, ZX-12-3b, ZX-6-7 in the clause catalogue; the rest are our proposals
 */
export const RIGHTS: Readonly<Record<ActName, Rights>> = {
  note: right("note anything", NEAREST, ["fault", "finding", "complaint", "key"]),
  consent: right("consent to a repair of one's own", ["hall-director", "superior"], REPAIRS),
  attempt: right("repair it", [...LEAD, ...CRAFT, "staff", "guard"], REPAIRS),
  sign: right("say that the sign stands there", NEAREST, REPAIRS),
  report: right("report it upward", ["hall-director"]),
  reply: right("reply", ["superior"]),
  chase: right("chase the reply", ["hall-director"]),
  remove: right("have it taken away", [...LEAD, ...CRAFT, "superior"], REPAIRS),
  spare: right("provide a spare", ["superior", ...CRAFT, ...LEAD], REPAIRS),
  grant: right("let anybody in for the repair", LEAD),
  extend: right("extend the time limit", ["superior", "hall-director"]),
  contacted: right("say that the customer was contacted", [...LEAD, "staff", "superior"], ["complaint"]),
  answered: right("answer a complaint", [...LEAD, "superior"], ["complaint"]),
  revisited: right("say that the customer was visited again", [...LEAD, "superior"], ["complaint"]),
  close: right("close a ticket", [...LEAD, ...CRAFT]),
};

/** Who may do what about keys. Whoever has one may return it. */
export const KEY_RIGHTS: Readonly<Record<KeyAct, { readonly words: string; readonly who: readonly Role[] }>> =
  {
    give: { words: "give keys out", who: LEAD },
    return: { words: "return somebody else's key", who: LEAD },
    lost: { words: "report a key lost", who: NEAREST },
    "lock-replaced": {
      words: "say that a lock was replaced",
      who: [...LEAD, "facilities", "safety-officer"],
    },
  };
