import type { Hall } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import type { Words } from "../site/model.ts";
import type { ClosingItem, ClosingVerdict } from "./check.ts";
import { judgePlan } from "./judge.ts";
import type { Plan } from "./needs.ts";
import { NOTHING } from "./phrases.ts";
import type { OpeningRound, OpeningTask } from "./round.ts";

/** What the opening check reads of a ticket. */
type Parked = {
  readonly id: string;
  readonly target: string;
  readonly targetName: Words;
  readonly zone: string;
  readonly state: string;
  readonly spare: { readonly target: string } | null;
};

/**
 * The opening check as it stands: devices that must answer, tasks that must be done, and what is parked. What somebody
 * takes along as it is, by name, is excepted. Without a round it is a preview.
 */
export const openingCheck = (
  hall: Hall,
  plans: readonly Plan[],
  round: Pick<OpeningRound, "since" | "exceptions" | "tasks"> | null,
): readonly ClosingItem[] => {
  const parked = parkedIn(hall);
  const isParked = ({ id }: Plan): boolean => parked.some(({ target }) => target === id);
  const items = [
    ...plans.filter(plan => !isParked(plan)).map(plan => device(hall, plan, round)),
    ...Object.entries(round?.tasks ?? {}).map(([duty, task]) => taskItem(duty, task)),
    ...parked.map(parkedItem),
  ];
  return items.map(item => excepted(item, round));
};

/** What an item is that somebody takes along: only as long as it does not work. */
const excepted = (item: ClosingItem, round: Pick<OpeningRound, "exceptions"> | null): ClosingItem => {
  const word = round?.exceptions[item.id];
  if (!word || (item.verdict !== "fail" && item.verdict !== "unknown")) return item;
  return { ...item, verdict: "excepted", byHand: word };
};

const device = (hall: Hall, plan: Plan, round: Pick<OpeningRound, "since"> | null): ClosingItem => {
  const { id, kind, name, zone, expected, needs } = plan;
  const service = hall.services().find(({ target }) => target === id)?.outOfService;
  const sight = {
    signalOf: (point: number) => hall.signalOf(point),
    since: round?.since ?? null,
    sinceWhat: { zh: "上班", en: "people came in" },
    ahead: {},
    isApproved: () => false,
  };
  const judged: { readonly verdict: ClosingVerdict; readonly why: Words } = service
    ? {
        verdict: "excepted",
        why: { zh: `停用中，工单 ${service.order}`, en: `out of service, ${service.order}` },
      }
    : judgePlan(plan, sight);
  return { id, kind, name, zone, expected, ...judged, points: needs.map(({ point }) => point), byHand: null };
};

const taskItem = (duty: string, { title, isDone }: OpeningTask): ClosingItem => ({
  id: `task:${duty}`,
  kind: "task",
  name: title,
  zone: "",
  verdict: isDone ? "pass" : "fail",
  why: isDone ? NOTHING : { zh: "还没有做", en: "not done yet" },
  expected: { zh: "已完成", en: "done" },
  points: [],
  byHand: null,
});

const parkedItem = ({ id, targetName, zone, spare }: Parked): ClosingItem => ({
  id: `ticket:${id}`,
  kind: "parked",
  name: targetName,
  zone,
  verdict: "excepted",
  why: {
    zh: `停用待修，报修单 ${id}，${spare ? `备用：${spare.target}` : "没有备用"}`,
    en: `parked, ticket ${id}, ${spare ? `spare ${spare.target}` : "no spare"}`,
  },
  expected: { zh: "修好或有备用", en: "repaired, or a spare there" },
  points: [],
  byHand: null,
});

const parkedIn = (hall: Hall): readonly Parked[] =>
  hall
    .papers("ticket")
    .filter(({ isOpen }) => isOpen)
    .map(({ value }) => value as Parked)
    .filter(({ state }) => state === "parked");

/**
 * Tasks of the day that opening asks for. One that was there and is not open any more is done: within the time before
 * opening nothing is missed yet.
 */
export const openingTasks = (
  hall: Hall,
  duties: ReadonlySet<string>,
  { businessDay, tasks }: Pick<OpeningRound, "businessDay" | "tasks">,
): OpeningRound["tasks"] => {
  const open = new Map<string, OpeningTask>();
  for (const { value, isOpen } of hall.papers("task")) {
    const { duty, title, day, state } = value as Task;
    if (isOpen && state === "open" && day === businessDay && duties.has(duty))
      open.set(duty, { title, isDone: false });
  }
  const gone = Object.entries(tasks).filter(([duty]) => !open.has(duty));
  const known = [...gone.map(([duty, task]) => [duty, { ...task, isDone: true }] as const), ...open];
  return Object.fromEntries(known.toSorted(([a], [b]) => (a < b ? -1 : 1)));
};
