import type { Hall } from "../routine/clerk.ts";
import type { Answer, Task, TaskItem } from "../routine/task.ts";
import { badOf } from "./affairs.ts";
import type { Given } from "./answers.ts";
import type { Book } from "./book.ts";
import { thingOf } from "./items.ts";
import { answerWords, listed } from "./phrases.ts";
import type { Work } from "./work.ts";

/** Who answered: by name, as it is written down, and by id, who asks for a ticket. Null: a device. */
export type By = { readonly id: string; readonly name: string } | null;

/** Writes down an answer that was taken, and all that follows from it. */
export const accept = (
  book: Book,
  hall: Hall,
  before: Task,
  { task, item, answer, lapsed }: Extract<Given, { is: "given" }>,
  { by, work }: { readonly by: By; readonly work: Work },
): void => {
  book.put(task, work);
  const name = by?.name ?? null;
  if (lapsed.length > 0)
    work.entry(before, "lapsed", hall.now, null, {
      items: lapsed.map(({ id }) => id),
      why: "the round took too long",
    });
  const isLateNews = before.state === "missed";
  work.entry(task, "answered", hall.now, name, { item: item.id, answer, ...(isLateNews && { isLateNews }) });
  if (task.state === "done" && before.state !== "done") done(before, task, hall, name, work);
  const ticket = by === null ? null : ticketFor(book, hall, task, item, answer, by.id);
  if (ticket !== null) work.ticket(ticket);
};

/** That a task is done: in time, late, or after all although it was taken for missed. */
export const done = (before: Task, task: Task, { now }: Hall, by: string | null, work: Work): void =>
  work.entry(task, "done", now, by, {
    doneAt: task.endedAt,
    lateBy: task.lateBy,
    ...(before.state === "missed" && { was: "missed" }),
  });

const ticketFor = (
  book: Book,
  { now, site }: Hall,
  task: Task,
  item: TaskItem,
  answer: Answer,
  by: string,
): Parameters<Work["ticket"]>[0] | null => {
  const duty = book.dutyOf(task);
  const bad = duty === undefined ? [] : badOf(duty, answer).filter(({ opensTicket }) => opensTicket);
  if (bad.length === 0) return null;
  const words = listed(bad.map(ask => answerWords(ask, answer.values[ask.id])));
  const note = answer.note === "" ? "" : `：${answer.note}`;
  return {
    is: "open-ticket",
    by,
    at: now,
    kind: "finding",
    target: ticketTarget(book, task, item, site.id),
    description: `${item.title.zh}：${words.zh} / ${item.title.en}: ${words.en}${note}`,
    isAffecting: false,
    cause: task.id,
  };
};

/** What a ticket about an item is about: the thing, else what the task is about, else the place. */
export const ticketTarget = ({ site }: Book, task: Task, item: TaskItem, hall: string): string => {
  const target = thingOf(site, item.id)?.id ?? (task.target === hall ? null : task.target);
  return target ?? (item.zone === "" ? "hall" : item.zone);
};
