import type { SettledDuty } from "../language/duty.ts";
import type { Signature } from "../routine/person.ts";
import type { Answer, Task, TaskItem } from "../routine/task.ts";
import type { Words } from "../site/model.ts";
import { after, hours, type Instant, instant, millis } from "../time/instant.ts";
import type { PlannedTask } from "./planned.ts";

/** How long a task stays on the desk after its end: for what was done in time and is told late. */
export const KEPT = hours(24);

/** A task that has fallen due. @see itemsOf */
export const opened = (planned: PlannedTask, title: Words, items: readonly TaskItem[]): Task => ({
  id: planned.id,
  duty: planned.duty,
  title,
  period: planned.period,
  day: planned.day,
  target: null,
  opensAt: planned.opensAt,
  dueAt: planned.dueAt,
  missedAt: planned.missedAt,
  items,
  signature: null,
  state: "open",
  endedAt: null,
  lateBy: null,
  why: planned.why,
  remindedAt: null,
});

/** Whether it waits for its time: something has asked for it, and it is not to be done yet. */
export const isWaiting = ({ state, items }: Task): boolean => state === "open" && items.length === 0;

/** The items that nobody has answered. */
export const unanswered = ({ items }: Task): readonly TaskItem[] =>
  items.filter(({ answer }) => answer === null);

/** The task with one item answered, or (null) not answered after all. */
export const withAnswer = (task: Task, item: string, answer: Answer | null): Task => ({
  ...task,
  items: task.items.map(each => (each.id === item ? { ...each, answer } : each)),
});

/**
 * The task as its answers make it: done with the last one, or with the signature where the duty asks for one. Late is
 * what was done after it was due, and stays so. One that was missed is done after all where everything was there before.
 */
export const settled = (task: Task, duty: SettledDuty): Task => {
  if (unanswered(task).length > 0 || task.items.length === 0) return task;
  if (duty.sign !== undefined && task.signature === null) return task;
  const doneAt = task.signature?.at ?? instant(Math.max(...task.items.map(({ answer }) => answer?.at ?? 0)));
  const lateBy = doneAt > task.dueAt ? millis(doneAt - task.dueAt) : null;
  return { ...task, state: "done", endedAt: doneAt, lateBy };
};

/** The task with the signature that ends it. */
export const signed = (task: Task, duty: SettledDuty, signature: Signature): Task =>
  settled({ ...task, signature }, duty);

/** Nobody did it while it could be done. */
export const missed = (task: Task, at: Instant): Task => ({ ...task, state: "missed", endedAt: at });

/** It does not fall due after all, or not on any day. */
export const ended = (task: Task, state: "withdrawn" | "deferred", at: Instant, why: Words): Task => ({
  ...task,
  state,
  endedAt: at,
  why,
});

/** When people are reminded of it; null: never, or they were. */
export const remindsAt = (task: Task, { remind }: SettledDuty): Instant | null => {
  if (remind === null || task.remindedAt !== null || task.state !== "open") return null;
  if (remind === "opened") return task.opensAt;
  return instant(Math.max(task.opensAt, task.dueAt - remind));
};

/**
 * Whether something of it waits for a person to acknowledge it: that it was missed, or that it found a fault.
 *
 * @param isTold  a later one tells that it was missed
 */
export const isUnseen = (task: Task, isTold = false): boolean =>
  (task.state === "missed" && task.seenAt === undefined && !isTold) || unseenFaults(task).length > 0;

/** The items with a fault that nobody has acknowledged. */
export const unseenFaults = ({ items }: Task): readonly (TaskItem & { readonly answer: Answer })[] =>
  items.filter(
    (item): item is TaskItem & { readonly answer: Answer } =>
      item.answer?.outcome === "fault" && item.answer.seenAt === undefined,
  );

/** When its paper is put away; null: something of it is still open. @see isUnseen */
export const putAwayAt = (task: Task, isTold: boolean): Instant | null =>
  task.endedAt === null || isUnseen(task, isTold) ? null : after(task.endedAt, KEPT);

/**
 * The tasks whose being missed is told by a later one of the same duty, about the same thing: one alert says that it was
 * missed again, and nothing piles up where nobody looks.
 */
export const toldByLater = (tasks: Iterable<Task>): ReadonlySet<Task> => {
  const last = new Map<string, Task>();
  const told = new Set<Task>();
  for (const task of tasks) {
    if (task.state !== "missed" || task.seenAt !== undefined) continue;
    const key = `${task.duty}/${task.target ?? ""}`;
    const other = last.get(key);
    const isLater = other === undefined || (task.endedAt ?? 0) >= (other.endedAt ?? 0);
    if (other !== undefined) told.add(isLater ? other : task);
    if (isLater) last.set(key, task);
  }
  return told;
};
