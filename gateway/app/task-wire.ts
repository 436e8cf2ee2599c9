import type { SettledDuty } from "#rules/language/duty.ts";
import type { Answer, Task } from "#rules/routine/task.ts";
import type { PlannedTask } from "#rules/task/planned.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { WireTask, WireTaskAnswer } from "../wire/task.ts";

/** What of a task its duty knows, and who is on duty now. */
export type TaskSetting = {
  /** Undefined: the packs in force have no such duty any more. */
  readonly duty: SettledDuty | undefined;
  /** Names. */
  readonly people: readonly string[];
  readonly now: Instant;
};

/** A task as the API tells it. */
export const wireTask = (task: Task, { duty, people, now }: TaskSetting): WireTask => ({
  id: task.id,
  duty: task.duty,
  title: task.title,
  period: task.period,
  day: task.day,
  ...ofDuty(duty),
  people: [...people],
  target: task.target,
  opensAt: toIso(task.opensAt),
  dueAt: toIso(task.dueAt),
  missedAt: isoOf(task.missedAt),
  state: stateOf(task, now),
  endedAt: isoOf(task.endedAt),
  lateByMs: task.lateBy,
  why: task.why,
  items: task.items.map(({ id, title, zone, answer }) => ({
    id,
    title,
    zone,
    answer: answer && wireAnswer(answer),
  })),
  signature: task.signature && { ...task.signature, at: toIso(task.signature.at) },
});

/** A task that will open, as the API tells it; its items are there once it is open. */
export const wireComing = (
  planned: PlannedTask,
  { duty, people }: { readonly duty: SettledDuty; readonly people: readonly string[] },
): WireTask => ({
  id: planned.id,
  duty: planned.duty,
  title: duty.title,
  period: planned.period,
  day: planned.day,
  ...ofDuty(duty),
  people: [...people],
  target: null,
  opensAt: toIso(planned.opensAt),
  dueAt: toIso(planned.dueAt),
  missedAt: isoOf(planned.missedAt),
  state: planned.is === "deferred" ? "deferred" : "coming",
  endedAt: null,
  lateByMs: null,
  why: planned.why,
  items: [],
  signature: null,
});

/** What people are told of the duty; of one that is gone, nothing can be asked any more. */
const ofDuty = (
  duty: SettledDuty | undefined,
): Pick<
  WireTask,
  "who" | "clauses" | "asks" | "evidence" | "photo" | "isInOrder" | "paceMs" | "sign" | "steps" | "guide"
> => ({
  who: duty?.who ?? "",
  clauses: [...(duty?.clauses ?? [])],
  asks: (duty?.asks ?? []).map(({ id, title, answer }) => ({ id, title, answer: wireQuestion(answer) })),
  evidence: [...(duty?.evidence ?? [])],
  photo: duty?.photo ?? "no",
  isInOrder: duty?.isInOrder ?? false,
  paceMs: duty?.pace ?? 0,
  sign: duty?.sign ?? null,
  steps: [...(duty?.steps ?? [])],
  guide: duty?.guide ?? null,
});

type Question = SettledDuty["asks"][number]["answer"];

const wireQuestion = (answer: Question): WireTask["asks"][number]["answer"] =>
  answer.is === "choice"
    ? { is: "choice", options: answer.options.map(option => ({ ...option })), good: [...answer.good] }
    : { ...answer };

const stateOf = ({ state, dueAt, lateBy }: Task, now: Instant): WireTask["state"] => {
  if (state === "open") return now > dueAt ? "late" : "open";
  return state === "done" && lateBy !== null ? "done-late" : state;
};

const wireAnswer = (answer: Answer): WireTaskAnswer => ({
  ...answer,
  at: toIso(answer.at),
  heardAt: toIso(answer.heardAt),
  values: { ...answer.values },
  doubts: [...answer.doubts],
});

const isoOf = (at: Instant | null): string | null => (at === null ? null : toIso(at));
