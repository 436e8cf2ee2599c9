import type { Alert } from "../alert/alert.ts";
import type { CertificateStanding } from "../closing/certificate.ts";
import type { ClosingRound } from "../closing/round.ts";
import type { SettledDuty } from "../language/duty.ts";
import type { Hall } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import type { Ticket } from "../ticket/ticket.ts";
import { after, hours } from "../time/instant.ts";
import { concerns, concernsTask, concernsTicket } from "./concern.ts";
import type { Handover, HandoverItem, Post } from "./handover.ts";
import { sayings } from "./sayings.ts";

/** What falls due later than this after the handover is not handed over: it stands on the list of tasks. */
const SOON = hours(24);

/**
 * What a post hands over as it is now: what is open, put aside, out of service, to be done, not proved or blind. Each thing
 * once: an alert that only says that a task, a ticket or a certificate of the list is late is told with that.
 */
export const itemsOf = (
  hall: Hall,
  { post, openedAt }: Pick<Handover, "post" | "openedAt">,
  duties: readonly SettledDuty[],
): readonly HandoverItem[] => {
  const say = sayings(hall, openedAt);
  const tickets = hall
    .papers("ticket")
    .map(({ value }) => value as Ticket)
    .filter(ticket => ticket.state !== "closed" && concernsTicket(post, ticket));
  const tasks = hall
    .papers("task")
    .map(({ value }) => value as Task)
    .filter(({ state, dueAt }) => state === "open" && dueAt <= after(hall.now, SOON))
    .filter(task =>
      concernsTask(
        post,
        duties.find(({ id }) => id === task.duty),
      ),
    );
  const broken = hall
    .papers("standing")
    .map(({ value }) => value as CertificateStanding)
    .filter(({ broken: by, endedAt }) => by.length > 0 && endedAt === null);
  const uncertified = hall
    .papers("closing")
    .map(({ value }) => value as ClosingRound)
    .filter(
      ({ certificates, dueAt, endedAt }) =>
        certificates.length === 0 && endedAt === null && dueAt <= hall.now,
    );
  const orders = new Set(tickets.map(({ id }) => id));
  const services = hall.services().filter(({ outOfService }) => !orders.has(outOfService.order));
  const told = new Set([
    ...tasks.map(({ duty }) => `late-${duty}`),
    ...(broken.length > 0 ? ["certificate-broken"] : []),
    ...(uncertified.length > 0 ? ["closing-check"] : []),
  ]);
  const alerts = alertsOf(hall, post).filter(
    ({ fact, target }) => !told.has(fact) && !(fact.startsWith("ticket-") && orders.has(target)),
  );
  return [
    ...alerts.map(say.alert),
    ...services.map(say.service),
    ...tasks.map(say.task),
    ...tickets.map(say.ticket),
    ...broken.map(say.broken),
    ...uncertified.map(say.uncertified),
  ];
};

/** Open ones that concern the post, the most urgent first and what was put aside last: not what is out of service or explained by another of them. */
const alertsOf = (hall: Hall, post: Post): readonly Alert[] => {
  const open = hall.alerts().filter(alert => alert.outOfService === null && concerns(post, alert));
  const ids = new Set(open.map(({ id }) => id));
  return open
    .filter(({ suppression }) => suppression === null || !ids.has(suppression.cause))
    .toSorted(
      (a, b) =>
        Number(a.shelf !== null) - Number(b.shelf !== null) ||
        a.priority - b.priority ||
        a.openedAt - b.openedAt ||
        (a.id < b.id ? -1 : 1),
    );
};
