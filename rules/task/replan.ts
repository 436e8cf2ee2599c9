import type { Hall } from "../routine/clerk.ts";
import { hours, instant } from "../time/instant.ts";
import type { Book } from "./book.ts";
import { startOf } from "./edges.ts";
import { withdraw } from "./openings.ts";
import { NO_DUTY, NOT_DUE } from "./phrases.ts";
import { AHEAD_DAYS, type Change, changesOf, type Plan, planAhead } from "./plan.ts";
import type { PlannedTask } from "./planned.ts";
import { replanned } from "./reminders.ts";
import type { Work } from "./work.ts";

/**
 * Plans the coming days anew. What differs from the last plan is written down and told to those whose duty it is; tasks
 * that are open follow it. Returns what is still to be opened.
 */
export const replan = (book: Book, hall: Hall, work: Work): readonly PlannedTask[] => {
  const { calendar, now } = hall;
  if (book.ledger === null) book.keepLedger({ upTo: now, asked: {}, on: [] }, hall, work);
  const { upTo, asked } = book.ledger ?? { upTo: now, asked: {} };
  const today = startOf(calendar, calendar.dateAt(now));
  const all = planAhead(book.duties.values(), calendar, instant(Math.min(upTo, today)), today);
  const before = book.plan;
  const changes =
    before === null ? [] : changesOf(before, all, book.duties, { now, timeZone: calendar.timeZone });
  const plan: Plan = {
    until: instant(today + hours(24 * AHEAD_DAYS)),
    duties: [...book.duties.keys()],
    tasks: all.filter(({ dueAt }) => dueAt > today).map(({ id, opensAt, dueAt }) => ({ id, opensAt, dueAt })),
  };
  if (JSON.stringify(plan) !== JSON.stringify(before)) book.keepPlan(plan, hall, work);
  follow(book, hall, all, changes, work);
  const planned = new Set(before?.tasks.map(({ id }) => id));
  return all.filter(
    ({ id, dueAt }) =>
      dueAt > upTo && !Object.hasOwn(asked, id) && (changes.length === 0 || dueAt > now || planned.has(id)),
  );
};

const follow = (
  book: Book,
  hall: Hall,
  all: readonly PlannedTask[],
  changes: readonly Change[],
  work: Work,
): void => {
  const { now } = hall;
  for (const task of [...book.tasks.values()])
    if (task.state === "open" && book.dutyOf(task) === undefined) withdraw(book, task, now, NO_DUTY, work);
  if (changes.length === 0) return;
  for (const change of changes) {
    const task = book.tasks.get(change.id);
    if (task?.state !== "open") continue;
    const planned = all.find(({ id }) => id === change.id);
    if (planned === undefined) withdraw(book, task, now, NOT_DUE, work);
    else {
      const { opensAt, dueAt, missedAt, day, why } = planned;
      const remindedAt = opensAt > now ? null : task.remindedAt;
      book.put({ ...task, opensAt, dueAt, missedAt, day, why, remindedAt }, work);
    }
  }
  const words = (is: Change["is"]) => changes.filter(change => change.is === is).map(change => change.words);
  work.planned(now, { added: words("added"), removed: words("removed"), moved: words("moved") });
  const roles = Map.groupBy(changes, ({ id }) => book.duties.get(id.split("/")[0] ?? "")?.who);
  for (const [role, own] of roles) if (role !== undefined) work.remind(replanned(role, own, hall));
};
