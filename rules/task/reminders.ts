import type { SettledDuty } from "../language/duty.ts";
import type { Hall, Reminder } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import type { Role, Words } from "../site/model.ts";
import { clockText } from "../time/clock-text.ts";
import { toIso } from "../time/instant.ts";
import { aboutOf } from "./affairs.ts";
import { listed } from "./phrases.ts";
import type { Change } from "./plan.ts";
import { unanswered } from "./task.ts";

/** Tells whose duty it is that something is to be done, until when, and what of it is left. */
export const remindOf = (task: Task, duty: SettledDuty, hall: Hall): Reminder => {
  const due = clockText(task.dueAt, hall.now, hall.calendar.timeZone);
  const left = task.items.length > 1 ? listed(unanswered(task).map(({ title }) => title)) : null;
  const rest = left === null ? { zh: "", en: "" } : { zh: `：${left.zh}`, en: `: ${left.en}` };
  return {
    key: `task/${task.id}/${toIso(task.dueAt)}`,
    paper: `task:${task.id}`,
    role: duty.who,
    title: {
      zh: `${task.title.zh}，${due} 前完成${rest.zh}`,
      en: `${task.title.en}, due ${due}${rest.en}`,
    },
    ...aboutOf(task, hall),
    steps: duty.steps,
  };
};

/** Tells a role what is planned otherwise for it. */
export const replanned = (role: Role, changes: readonly Change[], hall: Hall): Reminder => ({
  key: `plan/${toIso(hall.now)}/${role}`,
  role,
  title: {
    zh: `日历改变，${changes.length} 项任务有调整`,
    en: `The calendar was changed: ${changes.length === 1 ? "1 task is" : `${changes.length} tasks are`} planned otherwise`,
  },
  ...aboutOf({ target: null }, hall),
  steps: changes.slice(0, MOST).map(({ words }): Words => words),
});

const MOST = 12;
