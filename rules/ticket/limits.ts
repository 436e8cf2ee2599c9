import type { Hall } from "../routine/clerk.ts";
import { type Instant, instant } from "../time/instant.ts";
import type { Asking } from "./asking.ts";
import { clock, postponed, withClock } from "./clocks.ts";
import type { Ticket } from "./ticket.ts";

/**
 * The time limit that the department above set. What it wants repaired the same day must be before closing, not before
 * midnight.
 *
 * @see ZX-12-4a in the clause catalogue
 */
export const limited = (ticket: Ticket, limit: Instant, { hall, at }: Asking): Ticket => {
  const agreed = postponed(ticket, "limit", limit, at);
  const closing = closingOf(hall, at);
  if (closing === null || !isSameDay(hall, limit, at, closing)) return agreed;
  return withClock(agreed, clock("same-day", instant(Math.min(limit, closing))));
};

/** When the business day of a moment closes; null: it has closed, or nobody knows. */
const closingOf = ({ calendar }: Hall, at: Instant): Instant | null => {
  const { phase } = calendar.phaseAt(at);
  if (phase === "closed" || phase === "unknown") return null;
  const edge = calendar.upcomingEdge({ is: "closing" }, at);
  return edge.is === "at" ? edge.at : null;
};

/** Whether a limit means today: until the end of the date, or until the hall has closed. */
const isSameDay = ({ calendar }: Hall, limit: Instant, at: Instant, closing: Instant): boolean =>
  limit <= closing || calendar.dateAt(instant(limit - 1)) === calendar.dateAt(at);
