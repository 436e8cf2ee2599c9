import type { Evidence } from "../alert/alert.ts";
import type { Ask, SettledDuty } from "../language/duty.ts";
import type { Affair, Hall } from "../routine/clerk.ts";
import type { Answer, Task, TaskItem } from "../routine/task.ts";
import type { Role, Words } from "../site/model.ts";
import { askedOf } from "./asked.ts";
import { proofOf, thingOf } from "./items.ts";
import { answerWords, listed, targetNamed } from "./phrases.ts";
import { isWaiting, unanswered, unseenFaults } from "./task.ts";

/**
 * What others must hear of a task: that it is late, was missed, or found a fault that nobody has acknowledged.
 *
 * @param isTold  a later one tells that it was missed
 */
export const affairsOf = (task: Task, duty: SettledDuty, hall: Hall, isTold: boolean): readonly Affair[] => [
  ...(task.state === "open" && !isWaiting(task) && hall.now >= task.dueAt
    ? [undone(task, duty, hall, "late")]
    : []),
  ...(task.state === "missed" && task.seenAt === undefined && !isTold
    ? [undone(task, duty, hall, "missed")]
    : []),
  ...unseenFaults(task).map(item => faultOf(task, duty, item, hall)),
];

const WORDS = {
  late: { zh: "逾期未完成", en: "overdue" },
  missed: { zh: "未做，已错过", en: "missed" },
} as const;

const undone = (task: Task, duty: SettledDuty, hall: Hall, is: "late" | "missed"): Affair => {
  const missing = unanswered(task);
  const which = task.items.length > 1 ? listed(missing.map(({ title }) => title)) : null;
  const unsigned = missing.length === 0 ? { zh: "没有签名", en: "not signed" } : which;
  const about = unsigned === null ? { zh: "", en: "" } : { zh: `：${unsigned.zh}`, en: `: ${unsigned.en}` };
  return {
    key: `${is}/${task.id}`,
    fact: `${is}-${task.duty}`,
    ...aboutOf(task, hall),
    since: is === "missed" ? (task.endedAt ?? task.dueAt) : task.dueAt,
    finding: findingOf(duty, `${is}-${task.duty}`, duty.clauses, heardBy(duty), {
      zh: `${task.title.zh}（${task.period.zh}）${WORDS[is].zh}${about.zh}`,
      en: `${task.title.en} (${task.period.en}) ${WORDS[is].en}${about.en}`,
    }),
    evidence: missing.map(item => evidenceOf(item, duty, hall)),
  };
};

const faultOf = (
  task: Task,
  duty: SettledDuty,
  item: TaskItem & { readonly answer: Answer },
  hall: Hall,
): Affair => {
  const bad = badOf(duty, item.answer);
  const clauses = [...new Set(bad.flatMap(ask => ask.clauses))];
  const what = bad.length > 0 ? listed(bad.map(ask => answerWords(ask, item.answer.values[ask.id]))) : null;
  const { note } = item.answer;
  const words = what ?? (note === "" ? { zh: "有问题", en: "something is wrong" } : { zh: note, en: note });
  return {
    key: `check-failed/${task.id}/${item.id}`,
    fact: "check-failed",
    ...aboutOf({ ...task, target: thingOf(hall.site, item.id)?.id ?? task.target }, hall),
    since: item.answer.at,
    finding: findingOf(
      duty,
      `check-failed-${task.duty}`,
      clauses.length > 0 ? clauses : duty.clauses,
      [...new Set([duty.who, ...heardBy(duty)])],
      { zh: `${item.title.zh}：${words.zh}`, en: `${item.title.en}: ${words.en}` },
    ),
    evidence: [evidenceOf(item, duty, hall)],
  };
};

/** The questions that a fault is about. */
export const badOf = (duty: SettledDuty, { values }: Answer): readonly Ask[] => {
  const found = askedOf(duty.asks, values);
  return found.is === "asked" ? found.bad : [];
};

/** Who hears of it: never the doer alone. */
const heardBy = ({ who, late }: SettledDuty): readonly Role[] => {
  if (late.tell.some(role => role !== who)) return late.tell;
  return [...late.tell, who === "hall-director" ? "superior" : "hall-director"];
};

const findingOf = (
  { late, steps }: SettledDuty,
  rule: string,
  clauses: readonly string[],
  tell: readonly Role[],
  title: Words,
): Affair["finding"] => ({
  rule,
  clauses,
  title,
  level: "violation",
  priority: late.priority,
  steps,
  tell,
  escalate: late.escalate,
  isFire: late.isFire,
  class: late.class,
});

/** What a task is about, as alerts say it: what asked for it, else the hall. */
export const aboutOf = (
  { target }: Pick<Task, "target">,
  { site }: Pick<Hall, "site">,
): Pick<Affair, "target" | "targetName" | "zone"> =>
  target === null ? { target: "hall", targetName: site.name, zone: "" } : targetNamed(site, target);

/** What is known of an item that nobody has answered: the last that its device said. */
const evidenceOf = (item: TaskItem, duty: SettledDuty, hall: Hall): Evidence => {
  const point = proofOf(duty, hall.site, item.id);
  if (point === undefined)
    return { point: item.id, name: item.title, value: null, at: item.answer?.at ?? null, state: "never" };
  const { state, value, at } = hall.signalOf(point.index);
  const isKnown = at > 0 && Number.isFinite(value);
  const word = isKnown ? point.class.words?.[value] : undefined;
  return {
    point: point.id,
    name: item.title,
    value: isKnown ? value : null,
    ...(word !== undefined && { word }),
    at: at > 0 ? at : null,
    state,
  };
};
