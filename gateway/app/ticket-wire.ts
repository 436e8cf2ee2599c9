import { CLOCKS } from "#rules/ticket/clock-words.ts";
import { isOverdue } from "#rules/ticket/clocks.ts";
import type { Standing } from "#rules/ticket/possible.ts";
import type { Ticket, TicketAct } from "#rules/ticket/ticket.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { WireTicket } from "../wire/ticket.ts";
import { nextActs } from "./ticket-next.ts";

/** A ticket as the API tells it, with what can be done about it as things stand. */
export const wireTicket = (ticket: Ticket, standing: Omit<Standing, "by">): WireTicket => ({
  id: ticket.id,
  kind: ticket.kind,
  target: ticket.target,
  targetName: ticket.targetName,
  zone: ticket.zone,
  title: ticket.title,
  description: ticket.description,
  clauses: [...ticket.clauses],
  isAffecting: ticket.isAffecting,
  isConfidential: ticket.isConfidential,
  isMajor: ticket.isMajor,
  openedAt: toIso(ticket.openedAt),
  openedBy: ticket.openedBy,
  cause: ticket.cause,
  state: ticket.state,
  consent: done(ticket.consent),
  attempts: ticket.attempts.map(timed),
  report: limited(ticket.report),
  reply: ticket.reply && { ...timed(ticket.reply), limit: isoOf(ticket.reply.limit) },
  chases: ticket.chases.map(timed),
  removal: done(ticket.removal),
  spare: done(ticket.spare),
  sign: done(ticket.sign),
  grants: ticket.grants.map(({ who, doors, from, to, by }) => ({
    who,
    doors: [...doors],
    from: toIso(from),
    to: toIso(to),
    by,
  })),
  contacted: done(ticket.contacted),
  answered: done(ticket.answered),
  revisited: done(ticket.revisited),
  extension: ticket.extension && { ...timed(ticket.extension), until: toIso(ticket.extension.until) },
  closed: done(ticket.closed),
  notes: ticket.notes.map(timed),
  clocks: ticket.clocks.map(({ is, clauses, dueAt, doneAt, isCertain }) => ({
    is,
    title: CLOCKS[is].title,
    clauses: [...clauses],
    dueAt: toIso(dueAt),
    doneAt: isoOf(doneAt),
    isCertain,
  })),
  next: [...nextActs(ticket, standing)],
});

/** A confidential ticket as those see it who do not handle it: that there is one, and whether it is in time. */
export const withoutWords = (ticket: WireTicket): WireTicket => {
  const silent = <T extends { readonly note: string }>(act: T | null): T | null =>
    act && { ...act, note: "" };
  return {
    ...ticket,
    target: "hall",
    targetName: ticket.title,
    zone: "",
    cause: null,
    description: "",
    grants: [],
    contacted: silent(ticket.contacted),
    answered: silent(ticket.answered),
    revisited: silent(ticket.revisited),
    reply: silent(ticket.reply),
    report: silent(ticket.report),
    extension: silent(ticket.extension),
    closed: ticket.closed && { ...ticket.closed, note: "", cause: "" },
    chases: ticket.chases.map(chase => ({ ...chase, note: "" })),
    notes: [],
    next: [],
  };
};

/** Those with a clock that is over first of all, then the newest. */
export const byUrgency =
  (now: Instant) =>
  (a: Ticket, b: Ticket): number =>
    Number(isLate(b, now)) - Number(isLate(a, now)) || b.openedAt - a.openedAt;

const isLate = ({ clocks }: Ticket, now: Instant): boolean =>
  clocks.some(clock => clock.doneAt === null && isOverdue(clock, now));

/** What somebody did, with its time as text. */
const timed = <T extends TicketAct>(act: T): Omit<T, "at"> & { at: string } => ({
  ...act,
  at: toIso(act.at),
});

const done = <T extends TicketAct>(act: T | null): (Omit<T, "at"> & { at: string }) | null =>
  act && timed(act);

const limited = (report: Ticket["report"]): WireTicket["report"] =>
  report && { ...report, at: toIso(report.at), limit: toIso(report.limit) };

const isoOf = (at: Instant | null): string | null => (at === null ? null : toIso(at));
