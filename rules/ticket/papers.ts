import type { Entry, Hall, Paper } from "../routine/clerk.ts";
import type { Instant } from "../time/instant.ts";
import type { KeyStanding, Ticket } from "./ticket.ts";

/** Whether somebody still has something to do about it: also after a complaint was settled, until the customer was visited. */
export const isRunning = ({ state, clocks }: Ticket): boolean =>
  state !== "closed" || clocks.some(({ doneAt }) => doneAt === null);

/** A ticket as it is kept; it counts for the business day on which it was opened. */
export const ticketPaper = (ticket: Ticket, { calendar }: Pick<Hall, "calendar">): Paper => ({
  kind: "ticket",
  id: ticket.id,
  day: calendar.phaseAt(ticket.openedAt).businessDay,
  at: ticket.openedAt,
  isOpen: isRunning(ticket),
  value: ticket,
});

/** Where a key is, as it is kept: as long as the hall has keys. */
export const keyPaper = (key: KeyStanding, { calendar }: Pick<Hall, "calendar">): Paper => ({
  kind: "key",
  id: key.id,
  day: calendar.phaseAt(key.since).businessDay,
  at: key.since,
  isOpen: true,
  value: key,
});

/** The ticket of a paper of kind `ticket`. */
export const ticketOf = ({ value }: Paper): Ticket => value as Ticket;

/** The standing of a paper of kind `key`. */
export const keyOf = ({ value }: Paper): KeyStanding => value as KeyStanding;

/** What happened to a ticket or a key, for the trail. */
export const entryOf = (
  kind: "ticket" | "key",
  paper: string,
  { what, at, by, detail }: { what: string; at: Instant; by: string | null; detail: unknown },
): Entry => ({ is: "entry", kind, paper, what, at, by, detail });
