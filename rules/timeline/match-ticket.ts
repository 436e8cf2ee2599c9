import type { Ticket, TicketClock } from "../ticket/ticket.ts";
import type { Instant } from "../time/instant.ts";
import { atMoment, isAbout, NONE, sameSet } from "./compare.ts";
import { type Comparisons, personId, same } from "./paper-rows.ts";
import type { WantedTicket } from "./wanted-papers.ts";

/** How a clock stands: `none` where the ticket has no such clock. */
const clockState = (clock: TicketClock | undefined, now: Instant): string => {
  if (clock === undefined) return "none";
  const { dueAt, doneAt } = clock;
  if (doneAt !== null) return doneAt > dueAt ? "late" : "done";
  return now >= dueAt ? "overdue" : "running";
};

/** Each thing that can be asked of a ticket. */
export const ticketComparisons: Comparisons<WantedTicket, Ticket> = {
  target: (expected, { target }, look) => ({
    expected,
    seen: target,
    fits: isAbout(expected, target, look) || (expected === "hall" && target === look.hallId),
  }),
  id: (expected, { id }) => same(expected, id),
  kind: (expected, { kind }) => same(expected, kind),
  state: (expected, { state }) => same(expected, state),
  affecting: (expected, { isAffecting }) => same(expected, isAffecting),
  opened: (expected, { openedAt }, see) => atMoment(expected, openedAt, see),
  opened_by: (expected, { openedBy }, { site }) => same(expected, personId(site, openedBy)),
  cause: (expected, { cause }) => ({
    expected,
    seen: cause ?? NONE,
    fits: cause?.includes(expected) ?? false,
  }),
  limit: (expected, { report, reply }, see) => atMoment(expected, reply?.limit ?? report?.limit ?? null, see),
  spare: (expected, { spare }) => same(expected, spare?.target ?? null),
  granted: (expected, { grants }) =>
    sameSet(
      expected,
      grants.map(({ who }) => who),
    ),
  clocks: (expected, { clocks }, { now }) =>
    Object.entries(expected).map(([clock, state]) => ({
      key: `clock ${clock}`,
      expected: `${state}`,
      seen: clockState(
        clocks.find(({ is }) => is === clock),
        now,
      ),
    })),
  due: (expected, { clocks }, see) =>
    [...expected].map(([clock, at]) => ({
      key: `due ${clock}`,
      ...atMoment(at, clocks.find(({ is }) => is === clock)?.dueAt ?? null, see),
    })),
  clauses: (expected, { clauses }) => sameSet(expected, clauses),
};

/** A ticket as one line for people: `T-20250715-K1-1 reported same-day overdue`. */
export const ticketText = ({ id, state, clocks }: Ticket, now: Instant): string =>
  [id, state, ...clocks.map(clock => `${clock.is} ${clockState(clock, now)}`)].join(" ");
