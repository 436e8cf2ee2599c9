import type { Task } from "#rules/routine/task.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { WireTaskStatistics } from "../wire/task.ts";

type Counted = Omit<WireTaskStatistics["duties"][number], "title">;

/** How many tasks of each duty became what, in the order of the duties' ids. */
export const taskCounts = (tasks: readonly Task[], now: Instant): readonly Counted[] =>
  [...new Set(tasks.map(({ duty }) => duty))].toSorted().map(duty => {
    const own = tasks.filter(task => task.duty === duty);
    const count = (is: (task: Task) => boolean) => own.filter(is).length;
    const done = count(({ state }) => state === "done");
    const late = count(({ state, lateBy }) => state === "done" && lateBy !== null);
    const missed = count(({ state }) => state === "missed");
    const due = done + missed + count(({ state, dueAt }) => state === "open" && dueAt < now);
    return {
      duty,
      done,
      late,
      missed,
      deferred: count(({ state }) => state === "deferred"),
      open: count(({ state }) => state === "open"),
      inTime: due === 0 ? null : (done - late) / due,
    };
  });
