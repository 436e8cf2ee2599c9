import { type Refusal, refused } from "../alert/refusal.ts";
import type { Hall } from "../routine/clerk.ts";
import type { Person } from "../site/model.ts";
import { clockText } from "../time/clock-text.ts";
import type { Instant } from "../time/instant.ts";
import type { Act, ActName } from "./rights.ts";
import type { Ticket, TicketAct } from "./ticket.ts";
import type { Times } from "./times.ts";

/** The act of that name. */
export type Of<N extends ActName> = Named<Act, N>;
type Named<A extends Act, N> = A extends Act ? (N extends A["is"] ? A : never) : never;

/** Who does something, when, and what is known of the hall then. */
export type Asking = {
  readonly hall: Hall;
  readonly times: Times;
  readonly by: Person;
  readonly at: Instant;
};

/** When it is, and where. */
type Now = { readonly hall: Pick<Hall, "calendar">; readonly at: Instant };

/** One act: the ticket after it, or why not. */
export type Perform<A extends Act> = (ticket: Ticket, act: A, asking: Asking) => Ticket | Refusal;

/** The act as it is written down. */
export const said = ({ note }: { readonly note: string }, { by, at }: Asking): TicketAct => ({
  by: by.name,
  at,
  note: note.trim(),
});

/** When it was done, as people read it. */
export const timeOf = ({ at }: TicketAct, { hall, at: now }: Now): string =>
  clockText(at, now, hall.calendar.timeZone);

/** That something was done already, which is done once. */
export const once = (done: TicketAct | null, what: string, now: Now): Refusal | undefined =>
  done ? refused(`${what} since ${timeOf(done, now)}, says ${done.by}`) : undefined;
