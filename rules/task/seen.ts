import type { Transition } from "../alert/alert.ts";
import type { Hall, Paper } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import { ticketTarget } from "./accept.ts";
import { aboutOf, badOf } from "./affairs.ts";
import type { Book } from "./book.ts";
import { thingOf } from "./items.ts";
import { unseenFaults, withAnswer } from "./task.ts";
import type { Work } from "./work.ts";

/** A person acknowledged the alert of something that was missed, or of a fault that was found: it has been seen. */
export const acknowledged = (book: Book, hall: Hall, { event, alert }: Transition, work: Work): void => {
  for (const task of [...book.tasks.values()]) {
    const isOwn = aboutOf(task, hall).target === alert.target;
    const isMissed =
      task.state === "missed" && task.seenAt === undefined && (task.endedAt ?? event.at) <= event.at;
    if (alert.fact === `missed-${task.duty}` && isOwn && isMissed)
      book.put({ ...task, seenAt: event.at }, work);
    if (alert.fact !== "check-failed") continue;
    const faults = unseenFaults(task).filter(({ id, answer }) => {
      const target = thingOf(hall.site, id)?.id ?? aboutOf(task, hall).target;
      return target === alert.target && answer.heardAt <= event.at;
    });
    if (faults.length === 0) continue;
    const seen = faults.reduce<Task>(
      (now, { id, answer }) => withAnswer(now, id, { ...answer, seenAt: event.at }),
      task,
    );
    book.put(seen, work);
  }
};

/** Writes to each fault which ticket was opened for it, as soon as there is one. */
export const linkTickets = (book: Book, hall: Hall, work: Work): void => {
  for (const task of [...book.tasks.values()]) {
    const duty = book.dutyOf(task);
    for (const item of duty === undefined ? [] : unseenFaults(task)) {
      const { answer } = item;
      const isAsked = duty !== undefined && badOf(duty, answer).some(({ opensTicket }) => opensTicket);
      if (answer.ticket !== null || !isAsked) continue;
      const target = ticketTarget(book, task, item, hall.site.id);
      const ticket = hall.papers("ticket").find(paper => isOf(paper, task.id, target));
      if (ticket === undefined) continue;
      const now = book.tasks.get(task.id) ?? task;
      book.put(withAnswer(now, item.id, { ...answer, ticket: ticket.id }), work);
    }
  }
};

const isOf = ({ value }: Paper, cause: string, target: string): boolean => {
  const ticket = value as { readonly cause?: unknown; readonly target?: unknown };
  return ticket.cause === cause && ticket.target === target;
};
