import type { SettledDuty } from "../language/duty.ts";
import type { Hall } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import { type Instant, instant } from "../time/instant.ts";
import type { Book } from "./book.ts";
import { itemsOf } from "./items.ts";
import { NO_DUTY, NOTHING, OTHER_HOURS, targetNamed } from "./phrases.ts";
import type { PlannedTask } from "./planned.ts";
import { provenAlready } from "./readings.ts";
import { remindOf } from "./reminders.ts";
import { ended, missed, opened, unanswered } from "./task.ts";
import type { Work } from "./work.ts";

/** A task falls due by the calendar: whoever has not done the one before has missed it. */
export const openPlanned = (book: Book, hall: Hall, planned: PlannedTask, work: Work): void => {
  const duty = book.duties.get(planned.duty);
  const { ledger } = book;
  if (duty === undefined || ledger === null) return;
  // One that was open already before anybody kept tasks here is opened now.
  const at = planned.opensAt > ledger.upTo ? planned.opensAt : hall.now;
  const upTo = instant(Math.max(ledger.upTo, planned.opensAt));
  book.keepLedger({ ...ledger, upTo, asked: { ...ledger.asked, [planned.id]: planned.dueAt } }, hall, work);
  const items = itemsOf(duty, book.site, book.settings);
  if (items.length === 0) return;
  const task = opened(planned, duty.title, items);
  if (planned.is === "deferred") {
    const why = planned.why ?? NOTHING;
    book.put(ended(task, "deferred", at, why), work);
    work.entry(task, "deferred", at, null, { from: planned.putOffFrom, to: null, why });
    return;
  }
  missBefore(book, task, planned.opensAt, work);
  if (planned.putOffFrom !== null)
    work.entry(task, "deferred", at, null, { from: planned.putOffFrom, to: planned.day, why: planned.why });
  begin(book, hall, task, at, work);
};

/** A task that waited for its time begins: unless the hall is not in the hours in which it is asked for. */
export const openWaiting = (book: Book, hall: Hall, task: Task, work: Work): void => {
  const duty = book.dutyOf(task);
  const zone = task.target === null ? "" : targetNamed(book.site, task.target).zone;
  const items = duty === undefined ? [] : itemsOf(duty, book.site, book.settings, zone);
  if (duty === undefined || items.length === 0) {
    withdraw(book, task, task.opensAt, NO_DUTY, work);
  } else if (isAskedAt(duty, hall, task.opensAt)) {
    missBefore(book, task, task.opensAt, work);
    begin(book, hall, { ...task, items }, task.opensAt, work);
  } else {
    withdraw(book, task, task.opensAt, OTHER_HOURS, work);
  }
};

/** Whether a duty that waits for something is asked for in the hours of a moment; also where nobody knows them. */
export const isAskedAt = ({ when }: SettledDuty, { calendar }: Hall, at: Instant): boolean => {
  const { phase } = calendar.phaseAt(at);
  return (
    when.is !== "event" || phase === "unknown" || when.during.some(is => is === "always" || is === phase)
  );
};

const begin = (book: Book, hall: Hall, task: Task, at: Instant, work: Work): void => {
  const { dueAt, items, why } = task;
  work.entry(task, "opened", at, null, {
    opensAt: task.opensAt,
    dueAt,
    items: items.map(({ id }) => id),
    ...(why !== null && { why }),
  });
  book.put(task, work);
  const duty = book.dutyOf(task);
  if (duty?.remind === "opened") remind(book, hall, task, at, work);
  provenAlready(book, hall, task.id, work);
};

/** Tells people of it once; not any more when it is late already, for then they hear of that. */
export const remind = (book: Book, hall: Hall, task: Task, at: Instant, work: Work): void => {
  const duty = book.dutyOf(task);
  book.put({ ...task, remindedAt: at }, work);
  if (duty === undefined || hall.now >= task.dueAt) return;
  work.remind(remindOf(task, duty, hall));
};

/** Nobody did it while it could be done. */
export const miss = (book: Book, task: Task, at: Instant, work: Work): void => {
  const lost = missed(task, at);
  book.put(lost, work);
  work.entry(lost, "missed", at, null, {
    items: unanswered(task).map(({ id }) => id),
    ...(unanswered(task).length === 0 && { lacks: "signature" }),
  });
};

/** It does not fall due after all. */
export const withdraw = (book: Book, task: Task, at: Instant, why: typeof NO_DUTY, work: Work): void => {
  book.put(ended(task, "withdrawn", at, why), work);
  work.entry(task, "withdrawn", at, null, { why });
};

/** The one before of the same duty, about the same thing, that could be done until now. */
const missBefore = (book: Book, next: Task, at: Instant, work: Work): void => {
  for (const task of [...book.tasks.values()]) {
    const isBefore = task.duty === next.duty && task.target === next.target && task.opensAt < next.opensAt;
    if (task.state === "open" && task.missedAt === null && isBefore) miss(book, task, at, work);
  }
};
