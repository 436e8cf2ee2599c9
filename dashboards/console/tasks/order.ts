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

/** What is due later than this is none of today's work, though it may be done today. */
const SOON_MS = 36 * 3_600_000;

/** The tasks of one role; `later`: those of longer periods that are open and not due for days. */
export type Section = {
  readonly role: string;
  readonly isMine: boolean;
  readonly tasks: readonly WireTask[];
  readonly later: readonly WireTask[];
};

/**
 * Tasks by whose they are: mine first, then the roles with the most that is late or open. Within a role what is late, then
 * what is due first.
 *
 * @param mine  roles of whoever looks
 * @param now   on the hall's clock, in ms since 1970
 */
export const sections = (
  tasks: readonly WireTask[],
  mine: readonly string[],
  now: number,
): readonly Section[] =>
  Array.from(
    Map.groupBy(tasks, ({ who }) => who),
    ([role, own]) => ({
      role,
      isMine: mine.includes(role),
      tasks: own.filter(task => !isForLater(task, now)).toSorted(byUrgency),
      later: own.filter(task => isForLater(task, now)).toSorted(byUrgency),
    }),
  ).toSorted((a, b) => Number(b.isMine) - Number(a.isMine) || toDo(b.tasks) - toDo(a.tasks));

/** Whether a task is open and not due for days. */
export const isForLater = ({ state, dueAt }: WireTask, now: number): boolean =>
  state === "open" && Date.parse(dueAt) - now > SOON_MS;

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
