import { type Refusal, refused } from "../alert/refusal.ts";
import type { Hall } from "../routine/clerk.ts";
import type { EquipmentKind, Person } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { once, timeOf } from "./asking.ts";
import { isOver } from "./clocks.ts";
import { isRunning } from "./papers.ts";
import { type ActName, RIGHTS } from "./rights.ts";
import type { Ticket } from "./ticket.ts";

/** What is known when somebody wants to do something. `by` null: whoever may, without more rights than that. */
export type Standing = {
  readonly hall: Pick<Hall, "site" | "calendar" | "services">;
  readonly at: Instant;
  readonly by: Person | null;
};

/**
 * Why something cannot be done about a ticket as it stands, whatever is said with it and whoever asks; undefined: it can.
 * Both what people are offered and what is refused them go by this.
 */
export const impossible = (ticket: Ticket, is: ActName, standing: Standing): Refusal | undefined => {
  if (!RIGHTS[is].of.includes(ticket.kind)) return refused(NOT_OF[ticket.kind]);
  if (ticket.closed !== null && is !== "note" && is !== "revisited")
    return refused(`it was closed at ${timeOf(ticket.closed, standing)}`);
  return LACKS[is](ticket, standing);
};

/** Whether somebody with the right can do it now. What is not open any more is read, and no more than that. */
export const isPossible = (ticket: Ticket, is: ActName, standing: Omit<Standing, "by">): boolean =>
  isRunning(ticket) && impossible(ticket, is, { ...standing, by: null }) === undefined;

const NOT_OF: Readonly<Record<Ticket["kind"], string>> = {
  fault: "that is for complaints",
  finding: "that is for complaints",
  complaint: "that is for repairs: open a ticket for what does not work",
  key: "a lost key's ticket ends when the lock is replaced: say so in the register of keys",
};

/** What must not go out of service by one person's word. */
const LIFE_SAFETY: readonly EquipmentKind[] = [
  "alarm-panel",
  "panic-button",
  "smoke-detector",
  "glass-break",
  "emergency-light",
  "extinguisher",
  "hydrant",
];

type Lacks = (ticket: Ticket, standing: Standing) => Refusal | undefined;

/** @see ZX-12-2 in the clause catalogue: at once, with the director's consent */
const attempt: Lacks = ({ state, consent, report }, { by }) => {
  if (state === "repaired") return refused("it is repaired: somebody confirms it by closing the ticket");
  if (state === "parked") return refused("it was taken away: nobody can repair it here");
  const isAllowed = consent !== null || report !== null || by?.roles.includes("hall-director") === true;
  return isAllowed
    ? undefined
    : refused("it is repaired at once with the director's consent: ask the hall director for it first");
};

const reply: Lacks = (ticket, standing) => {
  if (!ticket.report) return refused("nothing was reported yet");
  if (!ticket.reply?.limit) return undefined;
  return refused(`it was replied at ${timeOf(ticket.reply, standing)}: extend the time limit, if need be`);
};

const chase: Lacks = (ticket, standing) => {
  if (!ticket.report) return refused("nothing was reported yet");
  return ticket.reply ? refused(`it was replied at ${timeOf(ticket.reply, standing)}`) : undefined;
};

const remove: Lacks = (ticket, standing) => {
  const { site, services } = standing.hall;
  const again = once(ticket.removal, "it has been away", standing);
  if (again) return again;
  if (isOver(ticket)) return refused("it is repaired: nobody need take it away");
  const thing = site.equipment.find(({ id }) => id === ticket.target);
  if (!thing) return refused(`${ticket.target} is no device that can be taken away`);
  const isOut = services().some(({ target }) => target === ticket.target);
  return LIFE_SAFETY.includes(thing.kind) && !isOut
    ? refused(
        "it guards lives: two persons take it out of service first, and say what is done meanwhile instead",
      )
    : undefined;
};

const spare: Lacks = (ticket, standing) => {
  const again = once(ticket.spare, "there has been a spare", standing);
  if (again) return again;
  if (ticket.state === "parked") return undefined;
  return refused("nothing was taken away: there is nothing to replace");
};

/** What is late already stays late. */
const extend: Lacks = (ticket, { at }) => {
  const is = ticket.kind === "complaint" ? "close" : "limit";
  const running = ticket.clocks.find(each => each.is === is);
  if (!running) return refused("no time limit was agreed yet: report it first");
  if (isOver(ticket)) return refused("it is done: there is nothing to extend");
  return running.dueAt <= at ? refused("the time limit is over: it stays late") : undefined;
};

/** What each act needs to be there, or not to be there yet. */
const LACKS: Readonly<Record<ActName, Lacks>> = {
  note: () => undefined,
  consent: (ticket, standing) => once(ticket.consent, "there is consent", standing),
  attempt,
  sign: (ticket, standing) => once(ticket.sign, "the sign stands there", standing),
  report: (ticket, standing) =>
    once(ticket.report, "it was reported", standing) ??
    (isOver(ticket) ? refused("it is repaired: there is nothing to report") : undefined),
  reply,
  chase,
  remove,
  spare,
  grant: (_, { hall }) =>
    hall.site.equipment.some(({ kind }) => kind === "door") ? undefined : refused("this hall has no doors"),
  extend,
  contacted: (ticket, standing) => once(ticket.contacted, "the customer was contacted", standing),
  answered: (ticket, standing) => once(ticket.answered, "it has been answered", standing),
  /** @see GA-7.4a in the clause catalogue: settled is settled once the customer says so */
  revisited: (ticket, standing) =>
    once(ticket.revisited, "the customer was visited again", standing) ??
    (ticket.closed ? undefined : refused("the complaint is not settled yet")),
  close: ({ kind, answered }) =>
    kind === "complaint" && !answered ? refused("answer the customer first") : undefined,
};
