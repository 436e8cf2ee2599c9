import type { SettledDuty } from "../language/duty.ts";
import type { Hall } from "../routine/clerk.ts";
import type { Answer, Task, TaskItem } from "../routine/task.ts";
import type { Point } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { accept } from "./accept.ts";
import { taken, tooFast } from "./answers.ts";
import type { Book } from "./book.ts";
import { isProof, proofOf } from "./items.ts";
import { isWaiting, unanswered } from "./task.ts";
import type { Work } from "./work.ts";

type Proved = { readonly task: Task; readonly duty: SettledDuty; readonly item: TaskItem };

/**
 * A device said something: what it proves of what is to be done. It counts at its source time, also where it comes late
 * and the task was taken for missed. A scan answers for one task alone, the one that is due first; a test that a device
 * made of itself is a fact for all.
 */
export const readProof = (
  book: Book,
  hall: Hall,
  point: Point,
  at: Instant,
  value: number,
  work: Work,
): void => {
  const all = [...book.tasks.values()]
    .flatMap(task => proofsIn(book, task, point, at, value))
    .filter(() => at <= hall.now)
    .toSorted((a, b) => a.task.dueAt - b.task.dueAt || (a.task.id < b.task.id ? -1 : 1));
  const found = point.class.id === "inspection-scan" ? all.slice(0, 1) : all;
  for (const proved of found) answer(book, hall, proved, { point, at }, work);
};

/** What devices said since a task could be done, when it is opened later than that. */
export const provenAlready = (book: Book, hall: Hall, id: string, work: Work): void => {
  const items = book.tasks.get(id)?.items ?? [];
  for (const { id: item } of items) {
    const task = book.tasks.get(id);
    const duty = task && book.dutyOf(task);
    const point = duty && proofOf(duty, book.site, item);
    if (task === undefined || point === undefined) continue;
    const { state, value, at } = hall.signalOf(point.index);
    const isKnown = state !== "never" && at <= hall.now;
    const proved = isKnown
      ? proofsIn(book, task, point, at, value).find(each => each.item.id === item)
      : undefined;
    if (proved !== undefined) answer(book, hall, proved, { point, at }, work);
  }
};

/** Whether a reader at the place saw somebody while a task could be done: then a person's word is as good as a scan. */
export const isReadAt = (book: Book, hall: Hall, task: Task, duty: SettledDuty, item: string): boolean => {
  const point = duty.evidence.includes("scan") ? proofOf(duty, book.site, item) : undefined;
  if (point === undefined) return false;
  const { state, value, at } = hall.signalOf(point.index);
  return state !== "never" && at >= task.opensAt && at <= hall.now && isProof(duty, point, value);
};

/** The items of a task that a value proves by itself; none where people are asked questions as well. */
const proofsIn = (book: Book, task: Task, point: Point, at: Instant, value: number): readonly Proved[] => {
  const duty = book.dutyOf(task);
  if (duty === undefined || duty.asks.length > 0 || isWaiting(task) || at < task.opensAt) return [];
  const isOpen =
    task.state === "open" || (task.state === "missed" && task.endedAt !== null && at < task.endedAt);
  if (!isOpen || !isProof(duty, point, value)) return [];
  const open = duty.isInOrder ? unanswered(task).slice(0, 1) : unanswered(task);
  return open
    .filter(({ id }) => proofOf(duty, book.site, id)?.index === point.index)
    .map(item => ({ task, duty, item }));
};

const answer = (
  book: Book,
  hall: Hall,
  { task, duty, item }: Proved,
  { point, at }: { readonly point: Point; readonly at: Instant },
  work: Work,
): void => {
  const isScan = point.class.id === "inspection-scan";
  const given: Answer = {
    by: "device",
    at,
    heardAt: hall.now,
    isSentLate: false,
    evidence: isScan ? "scan" : "reading",
    scan: isScan ? "reader" : null,
    values: {},
    outcome: "ok",
    note: "",
    photo: null,
    doubts: [],
    ticket: null,
  };
  const hasty = isScan ? tooFast(task, duty, given) : null;
  if (hasty !== null) {
    work.entry(task, "refused", hall.now, null, { item: item.id, at, scan: "reader", why: hasty.why });
    return;
  }
  const result = taken(task, duty, item, given);
  if (result.is === "given") accept(book, hall, task, result, { by: null, work });
};
