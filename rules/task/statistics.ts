import type { Task } from "../routine/task.ts";
import type { Instant } from "../time/instant.ts";

/** How often a duty fell due, and what became of it. */
export type TaskStatistics = {
  readonly duty: string;
  /** Done in time. */
  readonly done: number;
  /** Done, but late: for ever. */
  readonly late: number;
  readonly missed: number;
  /** Its day was closed and no other was left. */
  readonly deferred: number;
  readonly open: number;
  /** Share of those that were due and were done in time, 0..1; null: none was due. */
  readonly inTime: number | null;
};

/**
 * Counts what became of tasks, by duty in the order in which they first come. Nothing is worked out again: a task that was
 * done late says so itself. What is open and overdue was due and is not in time; what was withdrawn does not count.
 */
export const taskStatistics = (tasks: readonly Task[], now: Instant): readonly TaskStatistics[] =>
  Array.from(
    Map.groupBy(tasks, ({ duty }) => duty),
    ([duty, own]) => countOf(duty, own, now),
  );

const countOf = (duty: string, tasks: readonly Task[], now: Instant): TaskStatistics => {
  const count = (is: (task: Task) => boolean): number => tasks.filter(is).length;
  const done = count(({ state, lateBy }) => state === "done" && lateBy === null);
  const late = count(({ state, lateBy }) => state === "done" && lateBy !== null);
  const missed = count(({ state }) => state === "missed");
  const overdue = count(({ state, dueAt }) => state === "open" && dueAt <= now);
  const due = done + late + missed + overdue;
  return {
    duty,
    done,
    late,
    missed,
    deferred: count(({ state }) => state === "deferred"),
    open: count(({ state }) => state === "open"),
    inTime: due === 0 ? null : done / due,
  };
};
