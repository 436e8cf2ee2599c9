import type { Alert, Transition } from "../alert/alert.ts";
import type { Hall } from "../routine/clerk.ts";
import { isOver } from "./clocks.ts";
import type { Ticket } from "./ticket.ts";

/** The alert that a fault comes from: the one that the person names, else one of the thing itself that holds. */
export const causeOf = (hall: Hall, target: string, named: string | undefined): Alert | null => {
  const alerts = hall.alerts();
  if (named !== undefined) return alerts.find(({ id }) => id === named) ?? null;
  return (
    alerts.find(
      alert =>
        alert.target === target &&
        alert.condition !== "clear" &&
        (alert.class === "equipment" || alert.class === "system"),
    ) ?? null
  );
};

/**
 * What an alert says of a ticket that came of it: the device is back, so that somebody should confirm it; or it failed
 * again. An alert that ended in any other way, since the hall closed say, proves nothing.
 */
export const newsOf = (ticket: Ticket, { event, alert }: Transition): "back" | "failed" | null => {
  if (ticket.kind !== "fault" || ticket.cause === null || alert.isLate) return null;
  if (factOf(alert.id) !== factOf(ticket.cause)) return null;
  const isWaiting = ticket.state === "open" || ticket.state === "reported";
  if (event.is === "cleared" && event.why === "condition-ended") return isWaiting ? "back" : null;
  const isFailing = event.is === "raised" || event.is === "returned";
  return isFailing && ticket.state !== "closed" && isOver(ticket) ? "failed" : null;
};

/** Site, fact and target of an alert: its id without the moment. */
const factOf = (alert: string): string => alert.slice(0, alert.lastIndexOf("."));
