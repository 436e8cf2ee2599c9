import type { SettledDuty } from "../language/duty.ts";
import type { Cue, Hall, Paper } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import { clockText } from "../time/clock-text.ts";
import { after, type Instant, toIso } from "../time/instant.ts";
import type { Book } from "./book.ts";
import { isAskedAt, openWaiting, withdraw } from "./openings.ts";
import { BEGAN_AGAIN, ITS_OVER, targetNamed } from "./phrases.ts";
import { isWaiting } from "./task.ts";
import type { Work } from "./work.ts";

/** Something that duties wait for: a fact began, or ended, at a thing. */
export type Happening = {
  readonly fact: string;
  readonly edge: "begin" | "end";
  readonly target: string;
  readonly at: Instant;
  /** Id of the alert that says so; absent: a cue does. */
  readonly alert?: string;
};

type EventDuty = SettledDuty & { readonly when: Extract<SettledDuty["when"], { is: "event" }> };

/**
 * What follows from something that happened: a task for each duty that waits for it, unless one of that duty about the
 * same thing is to be done already. What was to be done some time after the opposite is off.
 */
export const happened = (book: Book, hall: Hall, happening: Happening, work: Work): void => {
  const { fact, edge, target, at } = happening;
  const duties = [...book.duties.values()].filter(
    (duty): duty is EventDuty => duty.when.is === "event" && duty.when.fact === fact,
  );
  const openOf = (duty: EventDuty): readonly Task[] =>
    [...book.tasks.values()].filter(
      task => task.duty === duty.id && task.target === target && task.state === "open",
    );
  const why = edge === "begin" ? BEGAN_AGAIN : ITS_OVER;
  for (const duty of duties.filter(({ when }) => when.edge !== edge))
    for (const task of openOf(duty).filter(isWaiting)) withdraw(book, task, at, why, work);
  for (const duty of duties.filter(({ when }) => when.edge === edge)) {
    const task = waiting(book, hall, duty, target, at);
    const isDue = task.opensAt <= hall.now;
    // One that nobody did in time is missed when it is asked for again; one that is still due stands for this too.
    if (openOf(duty).some(({ dueAt }) => dueAt > hall.now) || book.tasks.has(task.id)) continue;
    if (isDue && !isAskedAt(duty, hall, task.opensAt)) continue;
    if (isSeenTo(book, hall, duty, happening)) continue;
    book.put(task, work);
    if (isDue) openWaiting(book, hall, task, work);
  }
};

/**
 * Whether what a duty asks for was done for this already: an alert that is there again after hours in which nobody judged
 * is no news as long as the ticket that came of it says that it is not repaired.
 */
const isSeenTo = (book: Book, hall: Hall, duty: EventDuty, { target, alert }: Happening): boolean => {
  if (alert === undefined) return false;
  const isDone = [...book.tasks.values()].some(
    task => task.duty === duty.id && task.target === target && task.state === "done",
  );
  return isDone && hall.papers("ticket").some(paper => isOutBy(paper, alert));
};

const NOT_REPAIRED: ReadonlySet<unknown> = new Set(["open", "reported", "parked"]);

/** Whether a ticket came of an alert of the same fact and thing, and nobody has said that it is repaired. */
const isOutBy = ({ isOpen, value }: Paper, alert: string): boolean => {
  const { state, cause } = value as { readonly state?: unknown; readonly cause?: unknown };
  return (
    isOpen && NOT_REPAIRED.has(state) && typeof cause === "string" && subjectOf(cause) === subjectOf(alert)
  );
};

/** Site, fact and target of an alert: its id without the moment. */
const subjectOf = (alert: string): string => alert.slice(0, alert.lastIndexOf("."));

/** A cue began or ended; a cue that is heard of twice is one. */
export const heardCue = (book: Book, hall: Hall, { fact, target, isOn }: Cue, work: Work): void => {
  const isAwaited = [...book.duties.values()].some(({ when }) => when.is === "event" && when.fact === fact);
  if (!isAwaited) return;
  const ledger = book.ledger ?? { upTo: hall.now, asked: {}, on: [] };
  const key = `${fact}/${target}`;
  if (ledger.on.includes(key) === isOn) return;
  const rest = ledger.on.filter(each => each !== key);
  book.keepLedger({ ...ledger, on: isOn ? [...rest, key].toSorted() : rest }, hall, work);
  happened(book, hall, { fact, edge: isOn ? "begin" : "end", target, at: hall.now }, work);
};

/** A task that is to be done some time after something happened. */
const waiting = (
  { site }: Book,
  { calendar }: Hall,
  { id, title, when, missedAfter }: EventDuty,
  target: string,
  at: Instant,
): Task => {
  const opensAt = after(at, when.delay);
  const dueAt = after(opensAt, when.within);
  const { phase, businessDay } = calendar.phaseAt(opensAt);
  const date = calendar.dateAt(opensAt);
  const day = phase === "closed" || phase === "unknown" ? date : businessDay;
  const clock = `${date} ${clockText(opensAt, opensAt, calendar.timeZone)}`;
  const { targetName } = targetNamed(site, target);
  // The weather is not a thing that people go to.
  const isPlace =
    target !== site.id && !site.equipment.some(each => each.id === target && each.kind === "weather-station");
  return {
    id: `${id}/${target}.${toIso(at).replaceAll(/[-:.]/g, "")}`,
    duty: id,
    title: isPlace ? { zh: `${title.zh}：${targetName.zh}`, en: `${title.en}: ${targetName.en}` } : title,
    period: { zh: clock, en: clock },
    day,
    target,
    opensAt,
    dueAt,
    missedAt: missedAfter === null ? null : after(dueAt, missedAfter),
    items: [],
    signature: null,
    state: "open",
    endedAt: null,
    lateBy: null,
    why: null,
    remindedAt: null,
  };
};
