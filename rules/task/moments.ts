import type { SettledDuty } from "../language/duty.ts";
import type { Hall } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import type { Instant } from "../time/instant.ts";
import type { Book } from "./book.ts";
import { miss, openWaiting, remind } from "./openings.ts";
import { isWaiting, putAwayAt, remindsAt } from "./task.ts";
import type { Work } from "./work.ts";

/** Something that is to be done at a moment by time alone; of several at once the least `order` comes first. */
export type Moment = {
  readonly at: Instant;
  readonly order: number;
  readonly key: string;
  readonly run: (book: Book, hall: Hall, work: Work) => void;
};

/** What time alone will do to a task. @param isTold  a later one tells that it was missed */
export const momentsOf = (task: Task, duty: SettledDuty | undefined, isTold: boolean): readonly Moment[] => {
  const key = task.id;
  if (isWaiting(task))
    return [
      { at: task.opensAt, order: 2, key, run: (book, hall, work) => openWaiting(book, hall, task, work) },
    ];
  const moments: Moment[] = [];
  const away = putAwayAt(task, isTold);
  if (away !== null)
    moments.push({ at: away, order: 1, key, run: (book, _hall, work) => book.putAway(task, work) });
  if (task.state !== "open") return moments;
  const { missedAt } = task;
  if (missedAt !== null)
    moments.push({
      at: missedAt,
      order: 0,
      key,
      run: (book, _hall, work) => miss(book, task, missedAt, work),
    });
  const remindAt = duty === undefined ? null : remindsAt(task, duty);
  if (remindAt !== null)
    moments.push({
      at: remindAt,
      order: 3,
      key,
      run: (book, hall, work) => remind(book, hall, task, remindAt, work),
    });
  return moments;
};
