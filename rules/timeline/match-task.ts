import type { Task, TaskItem } from "../routine/task.ts";
import { parseDuration } from "../site/durations.ts";
import type { Instant } from "../time/instant.ts";
import { atMoment, NONE, noOrMoment, sameSet } from "./compare.ts";
import { type Comparisons, partOf, personId, same, whether } from "./paper-rows.ts";
import type { WantedTask } from "./wanted-papers.ts";

/** How a task stands: as people see it. */
export const standingOf = ({ state, opensAt, dueAt, lateBy }: Task, now: Instant): string => {
  if (state === "done") return lateBy === null ? "done" : "done-late";
  if (state !== "open") return state;
  return now < opensAt ? "coming" : now >= dueAt ? "late" : "open";
};

/** Each thing that can be asked of a task. */
export const taskComparisons: Comparisons<WantedTask, Task> = {
  duty: (expected, { duty }) => same(expected, duty),
  id: (expected, { id }) => same(expected, id),
  period: (expected, { period }) => partOf(expected, period),
  day: (expected, { day }) => same(expected, day),
  target: (expected, { target }) => same(expected, target),
  state: (expected, task, { now }) => {
    const seen = standingOf(task, now);
    const isSo = (expected === "open" && seen === "late") || (expected === "done" && seen === "done-late");
    return { expected, seen, fits: isSo || expected === seen };
  },
  done: (expected, { items }) =>
    same(expected, `${items.filter(({ answer }) => answer !== null).length}/${items.length}`),
  missing: (expected, task) => itemsThat(expected, task, ({ answer }) => answer === null),
  faults: (expected, task) => itemsThat(expected, task, ({ answer }) => answer?.outcome === "fault"),
  doubts: (expected, task) => itemsThat(expected, task, ({ answer }) => (answer?.doubts.length ?? 0) > 0),
  sent_late: (expected, task) => itemsThat(expected, task, ({ answer }) => answer?.isSentLate === true),
  by_reading: (expected, task) => itemsThat(expected, task, ({ answer }) => answer?.evidence === "reading"),
  late_by: (expected, { lateBy }, { tolerance }) => {
    const seen = lateBy === null ? "false" : lengthText(lateBy);
    if (expected === false) return { expected: "false", seen };
    const length = parseDuration(expected);
    const fits = length !== null && lateBy !== null && Math.abs(length - lateBy) <= tolerance;
    return { expected, seen, fits };
  },
  signed: (expected, { signature }, { site }) =>
    whether(expected, signature && personId(site, signature.person)),
  opens: (expected, { opensAt }, see) => atMoment(expected, opensAt, see),
  due: (expected, { dueAt }, see) => atMoment(expected, dueAt, see),
  ended: (expected, { endedAt }, see) => atMoment(expected, endedAt, see),
  reminded: (expected, { remindedAt }, see) => noOrMoment(expected, remindedAt, see),
  why: (expected, { why }) => partOf(expected, why),
};

const itemsThat = (expected: readonly string[], { items }: Task, isSo: (item: TaskItem) => boolean) =>
  sameSet(
    expected,
    items.filter(isSo).map(({ id }) => id),
  );

const lengthText = (length: number): string => {
  const seconds = length / 1_000;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
};

/** A task as one line for people: `toilets/2025-07-18.1 late 0/1`. */
export const taskText = (task: Task, now: Instant): string => {
  const answered = task.items.filter(({ answer }) => answer !== null).length;
  return `${task.id} ${standingOf(task, now)} ${answered}/${task.items.length || NONE}`;
};
