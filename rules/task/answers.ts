import { type Refusal, refused } from "../alert/refusal.ts";
import type { SettledDuty } from "../language/duty.ts";
import type { TaskCommand } from "../routine/command.ts";
import type { Answer, Task, TaskItem } from "../routine/task.ts";
import type { Words } from "../site/model.ts";
import { clockText } from "../time/clock-text.ts";
import { hours, type Instant, minutes } from "../time/instant.ts";
import { askedOf } from "./asked.ts";
import { settled, unanswered, withAnswer } from "./task.ts";

export type AnswerCommand = Extract<TaskCommand, { is: "answer" }>;

/** How long ago something may have been done that is told now; how far a phone's clock may be ahead; what counts as late. */
const OLDEST = hours(24);
const AHEAD = minutes(1);
const SENT_LATE = minutes(1);

/** What an answer is judged with. */
export type Answering = {
  readonly task: Task;
  readonly duty: SettledDuty;
  readonly command: AnswerCommand;
  /** Name of the person. */
  readonly by: string;
  readonly now: Instant;
  readonly timeZone: string;
  /** Whether the house allows photos. */
  readonly photos: boolean;
  /** A reader at the place saw somebody while the task could be done. */
  readonly isRead: boolean;
  readonly doubts: readonly Words[];
};

/** `same`: it was said before. `lapsed`: items of an earlier round that took too long, to be done again. */
export type Given =
  | {
      readonly is: "given";
      readonly task: Task;
      readonly item: TaskItem;
      readonly answer: Answer;
      readonly lapsed: readonly TaskItem[];
    }
  | { readonly is: "same" }
  | (Refusal & { readonly isImplausible?: true });

/** Takes what a person says of one item of a task, or says why not. */
export const give = (asked: Answering): Given => {
  const { task, duty, command } = asked;
  const at = madeAt(asked);
  if (typeof at !== "number") return at;
  const item = task.items.find(({ id }) => id === command.item);
  if (item === undefined) return refused(`this task has no item "${command.item}"`);
  const answer = answerOf(asked, at);
  if ("is" in answer) return answer;
  if (item.answer !== null) {
    if (isSame(item.answer, answer)) return { is: "same" };
    return refused(`${item.title.en} was answered by ${item.answer.by}: take that back first`);
  }
  const first = unanswered(task)[0];
  if (duty.isInOrder && first?.id !== item.id)
    return refused(`in order, please: ${first?.title.en} comes first`);
  const hasty = tooFast(task, duty, answer);
  if (hasty !== null) return hasty;
  return taken(task, duty, item, answer);
};

/** The task with the answer; items of the same round that lie too long before it are asked again. */
export const taken = (task: Task, duty: SettledDuty, item: TaskItem, answer: Answer): Given => {
  const { within } = duty;
  const lapsed =
    within === null
      ? []
      : task.items.filter(each => each.answer !== null && Math.abs(answer.at - each.answer.at) > within);
  const rest = lapsed.reduce((now, { id }) => withAnswer(now, id, null), task);
  return { is: "given", task: settled(withAnswer(rest, item.id, answer), duty), item, answer, lapsed };
};

/** An item nearer to another one than anybody can walk. */
export const tooFast = (
  { items }: Task,
  { pace }: SettledDuty,
  { at }: Answer,
): (Refusal & { readonly isImplausible: true }) | null => {
  const near = items.find(({ answer }) => answer !== null && Math.abs(at - answer.at) < pace);
  if (near?.answer == null) return null;
  const seconds = Math.round(Math.abs(at - near.answer.at) / 1000);
  return {
    ...refused(`implausibly fast: ${seconds} s from ${near.title.en}, at least ${pace / 1000} s`),
    isImplausible: true,
  };
};

/** When it was done, or why that cannot be. */
const madeAt = ({ task, command, now, timeZone }: Answering): Instant | Refusal => {
  const told = command.madeAt ?? now;
  const clock = (at: Instant) => clockText(at, now, timeZone);
  if (told > now + AHEAD) return refused("this would be done in the future");
  const at = told > now ? now : told;
  if (task.items.length === 0 || at < task.opensAt) return refused(`this opens at ${clock(task.opensAt)}`);
  if (at < now - OLDEST) return refused("this was done more than 24 h ago");
  switch (task.state) {
    case "open":
    case "done":
      return at;
    case "missed":
      if (task.endedAt !== null && at < task.endedAt) return at;
      return refused(`this was missed at ${clock(task.endedAt ?? task.dueAt)}`);
    case "deferred":
    case "withdrawn":
      return refused(`this does not fall due: ${task.why?.en ?? task.state}`);
    default:
      return task.state satisfies never;
  }
};

/** The answer as it is kept, or what it lacks. */
const answerOf = (asked: Answering, at: Instant): Answer | Refusal => {
  const { duty, command, by, now, isRead, doubts } = asked;
  const { values, note, outcome } = command;
  const lack = lackOf(asked);
  if (lack !== null) return refused(lack);
  const found = askedOf(outcome === "not-applicable" ? [] : duty.asks, values);
  if (found.is === "wrong") return refused(found.why);
  const isFault = outcome === "fault" || found.bad.length > 0;
  if (outcome === "fault" && found.bad.length === 0 && note.trim() === "" && command.photo === undefined)
    return refused("say what is wrong, or show it");
  const isByReader = isRead && command.evidence !== "scan" && !duty.evidence.includes(command.evidence);
  return {
    by,
    at,
    heardAt: now,
    isSentLate: now - at > SENT_LATE,
    evidence: isByReader ? "scan" : command.evidence,
    scan: isByReader ? "reader" : (command.scan ?? null),
    values,
    outcome: isFault && outcome !== "not-applicable" ? "fault" : outcome,
    note,
    photo: command.photo ?? null,
    doubts,
    ticket: null,
  };
};

/** What is missing for a word to be taken; null: nothing. */
const lackOf = ({ duty, command, photos, isRead }: Answering): string | null => {
  const { evidence, scan, note, photo, outcome } = command;
  if (outcome === "not-applicable") return note.trim() === "" ? "say why it is not applicable" : null;
  const isRight = duty.evidence.includes(evidence) || (evidence === "confirmation" && isRead);
  if (!isRight) return `this is proved by ${duty.evidence.map(each => PROOFS[each]).join(" or ")}`;
  if (evidence === "scan" && scan === undefined) return "say what was scanned: a tag, or a code";
  if (photo !== undefined && (!photos || duty.photo === "no")) return "no photos here";
  const isShown = photo !== undefined;
  if (evidence === "photo" && !isShown) return "show a photo";
  if (duty.photo === "required" && photos && !isShown) return "show a photo";
  return null;
};

const PROOFS = {
  confirmation: "a person's word",
  scan: "scanning the code at the place",
  reading: "a reading of the device",
  photo: "a photo",
} as const;

const isSame = (a: Answer, b: Answer): boolean =>
  a.by === b.by &&
  a.outcome === b.outcome &&
  a.note === b.note &&
  JSON.stringify(Object.entries(a.values).toSorted()) === JSON.stringify(Object.entries(b.values).toSorted());
