import type { HallCalendar } from "../time/calendar.ts";
import { after, type Instant, instant, type Millis, millis } from "../time/instant.ts";
import { day, momentOf } from "../time/wall-clock.ts";
import { addWorkdays } from "../time/workdays.ts";
import { CLOCKS } from "./clock-words.ts";
import type { ClockName, Ticket, TicketClock } from "./ticket.ts";

/** Clocks that count time from what happened; the others stand at a moment of the calendar. */
const COUNTING: ReadonlySet<ClockName> = new Set([
  "sign",
  "report",
  "reply",
  "spare",
  "contact",
  "replace-lock",
]);

/** Whether nothing is left to repair, as far as anybody says. */
export const isOver = ({ state }: Ticket): boolean => state === "repaired" || state === "closed";

const isContacted = ({ contacted, answered, state }: Ticket): boolean =>
  contacted !== null || answered !== null || state === "closed";

/** What ends each clock. */
const IS_DONE: Readonly<Record<ClockName, (ticket: Ticket) => boolean>> = {
  sign: ticket => ticket.sign !== null || ticket.removal !== null || isOver(ticket),
  report: ticket => ticket.report !== null || isOver(ticket),
  reply: ticket => ticket.reply !== null || isOver(ticket),
  "same-day": isOver,
  limit: isOver,
  spare: ticket => ticket.spare !== null || isOver(ticket),
  contact: isContacted,
  "contact-promised": isContacted,
  answer: ticket => ticket.answered !== null || ticket.state === "closed",
  close: ticket => ticket.state === "closed",
  revisit: ticket => ticket.revisited !== null,
  "replace-lock": ticket => ticket.state === "closed",
};

/** A clock that starts to run. */
export const clock = (is: ClockName, dueAt: Instant, isCertain = true): TicketClock => ({
  is,
  clauses: CLOCKS[is].clauses,
  dueAt,
  doneAt: null,
  isCertain,
});

/**
 * The end of the nth working day after the date of a moment, which itself does not count.
 *
 * @see GA-7.6 in the clause catalogue; that the day of receipt does not count is our reading
 */
export const workdayClock = (
  is: ClockName,
  calendar: HallCalendar,
  from: Instant,
  workdays: number,
): TicketClock => {
  const { date, isCertain } = addWorkdays(calendar.holidays, calendar.dateAt(from), workdays);
  return clock(is, endOf(date, calendar), isCertain);
};

/** The end of the nth day after the date of a moment, which itself does not count. */
export const dayClock = (is: ClockName, calendar: HallCalendar, from: Instant, days: number): TicketClock =>
  clock(is, endOf(day(calendar.dateAt(from)).add({ days }).toString(), calendar));

const endOf = (date: string, { timeZone }: HallCalendar): Instant => momentOf(day(date), 24 * 60, timeZone);

/** Whether the moment of a clock has passed although what it asks for was not done. */
export const isOverdue = ({ dueAt, doneAt }: TicketClock, now: Instant): boolean =>
  doneAt === null && dueAt <= now;

/**
 * The ticket with its clocks as they follow from what it says: done now, done before, or running again since it failed
 * again. None is ever taken away.
 */
export const settled = (ticket: Ticket, at: Instant): Ticket => ({
  ...ticket,
  clocks: ticket.clocks.map(each => ({
    ...each,
    doneAt: IS_DONE[each.is](ticket) ? (each.doneAt ?? at) : null,
  })),
});

/** One more clock; one of its name that runs stays as it is. */
export const withClock = (ticket: Ticket, added: TicketClock): Ticket =>
  ticket.clocks.some(({ is }) => is === added.is) ? ticket : { ...ticket, clocks: [...ticket.clocks, added] };

/** A clock is due at another moment; one whose moment has passed, or that is done, stays as it is. */
export const postponed = (ticket: Ticket, is: ClockName, dueAt: Instant, now: Instant): Ticket => ({
  ...ticket,
  clocks: ticket.clocks.map(each =>
    each.is === is && each.doneAt === null && now < each.dueAt ? { ...each, dueAt } : each,
  ),
});

/** The hall's clock was moved: clocks that count time still have as long to run, and what was over still is. */
export const movedClocks = (ticket: Ticket, by: Millis): Ticket => ({
  ...ticket,
  remindedAt: ticket.remindedAt && after(ticket.remindedAt, by),
  clocks: ticket.clocks.map(each =>
    each.doneAt === null && COUNTING.has(each.is) ? { ...each, dueAt: after(each.dueAt, by) } : each,
  ),
});

/** When the director is to be reminded to chase the reply: when it is due, then once a day. Infinity: not. */
export const chaseAt = ({ clocks, remindedAt, chases }: Ticket, every: Millis): number => {
  const reply = clocks.find(({ is, doneAt }) => is === "reply" && doneAt === null);
  if (!reply) return Number.POSITIVE_INFINITY;
  const last = Math.max(remindedAt ?? 0, chases.at(-1)?.at ?? 0);
  return Math.max(reply.dueAt, last === 0 ? 0 : after(instant(last), millis(every)));
};

/** Moments at which something of a ticket changes by time alone: its clocks, its reminders, who is let in. */
export const momentsOf = (ticket: Ticket, times: { readonly reply: Millis }): readonly number[] => [
  ...ticket.clocks.flatMap(({ dueAt, doneAt }) => (doneAt === null ? [dueAt] : [])),
  ...ticket.grants.flatMap(({ from, to }) => [from, to]),
  chaseAt(ticket, times.reply),
];
