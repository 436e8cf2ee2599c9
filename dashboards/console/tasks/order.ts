import type { WireTask } from "#gateway/wire/task.ts";

type State = WireTask["state"];

/** What is to be done stands before what is over; what went wrong before what went well. */
const ORDER: readonly State[] = [
  "late",
  "open",
  "missed",
  "coming",
  "done-late",
  "done",
  "deferred",
  "withdrawn",
];

/** The tasks of one role. */
export type Section = {
  readonly role: string;
  readonly isMine: boolean;
  readonly tasks: readonly WireTask[];
};

/**
 * Tasks by whose they are: mine first, then the roles with the most that is late or open. Within a role what is late, then
 * what is due first.
 */
export const sections = (tasks: readonly WireTask[], mine: readonly string[]): readonly Section[] =>
  Array.from(
    Map.groupBy(tasks, ({ who }) => who),
    ([role, own]) => ({
      role,
      isMine: mine.includes(role),
      tasks: own.toSorted(byUrgency),
    }),
  ).toSorted((a, b) => Number(b.isMine) - Number(a.isMine) || toDo(b.tasks) - toDo(a.tasks));

/** How many are to be done (late ones among them), are late, done, missed. */
export const counts = (
  tasks: readonly WireTask[],
): { readonly open: number; readonly late: number; readonly done: number; readonly missed: number } => {
  const count = (...states: readonly State[]) => tasks.filter(({ state }) => states.includes(state)).length;
  return {
    open: count("open", "late"),
    late: count("late"),
    done: count("done", "done-late"),
    missed: count("missed"),
  };
};

const byUrgency = (a: WireTask, b: WireTask): number =>
  ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.dueAt.localeCompare(b.dueAt);

const toDo = (tasks: readonly WireTask[]): number => counts(tasks).open;
