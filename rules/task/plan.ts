import type { SettledDuty } from "../language/duty.ts";
import type { Words } from "../site/model.ts";
import type { HallCalendar } from "../time/calendar.ts";
import { clockText } from "../time/clock-text.ts";
import { hours, type Instant, instant } from "../time/instant.ts";
import { laterDate } from "./edges.ts";
import type { PlannedTask } from "./planned.ts";
import { plannedTasks } from "./schedule.ts";

/** What falls due in the coming days, as it was planned last. */
export type Plan = {
  readonly until: Instant;
  /** Ids of the duties that were planned. */
  readonly duties: readonly string[];
  readonly tasks: readonly Pick<PlannedTask, "id" | "opensAt" | "dueAt">[];
};

/** How far ahead it is planned. */
export const AHEAD_DAYS = 14;

/** All that falls due after `from`, until two weeks after `now`. */
export const planAhead = (
  duties: Iterable<SettledDuty>,
  calendar: HallCalendar,
  from: Instant,
  now: Instant,
): readonly PlannedTask[] => {
  const to = instant(now + hours(24 * AHEAD_DAYS));
  return [...duties]
    .flatMap(duty => plannedTasks(duty, calendar, { from, to }))
    .toSorted((a, b) => a.opensAt - b.opensAt);
};

/** The hours of the days that are planned, as a text: another one is another calendar. */
export const daysText = (calendar: HallCalendar, now: Instant): string => {
  const today = calendar.dateAt(now);
  return Array.from({ length: AHEAD_DAYS + 2 }, (_, index) => {
    const { date, is, stretches } = calendar.dayOf(laterDate(today, index - 1));
    return `${date} ${is} ${stretches.map(({ phase, since, until }) => `${phase} ${since}–${until}`).join(" ")}`;
  }).join("\n");
};

/** What is planned otherwise than before: by id, and in words. */
export type Change = {
  readonly is: "added" | "removed" | "moved";
  readonly id: string;
  readonly words: Words;
};

/** What differs between two plans, of what is not over and both of them reach. Duties that are new are no change. */
export const changesOf = (
  before: Plan,
  after: readonly PlannedTask[],
  duties: ReadonlyMap<string, SettledDuty>,
  { now, timeZone }: { readonly now: Instant; readonly timeZone: string },
): readonly Change[] => {
  const known = new Set(before.duties);
  const is = new Map(after.map(task => [task.id, task]));
  const was = new Map(before.tasks.map(task => [task.id, task]));
  const term = ({ opensAt, dueAt }: Pick<PlannedTask, "opensAt" | "dueAt">): string =>
    `${clockText(opensAt, now, timeZone)}–${clockText(dueAt, opensAt, timeZone)}`;
  const named = (id: string, words: Words): Words => {
    const [duty = "", period = ""] = id.split(/\/(.*)/s);
    const title = duties.get(duty)?.title ?? { zh: duty, en: duty };
    return { zh: `${title.zh} ${period}：${words.zh}`, en: `${title.en} ${period}: ${words.en}` };
  };
  const gone = before.tasks
    .filter(({ id, dueAt }) => dueAt > now && !is.has(id))
    .map(task => {
      const words = named(task.id, { zh: `取消（原 ${term(task)}）`, en: `not due (was ${term(task)})` });
      return { is: "removed" as const, id: task.id, words };
    });
  const come = after
    .filter(({ dueAt, opensAt }) => dueAt > now && opensAt <= before.until)
    .flatMap((task): readonly Change[] => {
      const old = was.get(task.id);
      const because =
        task.why === null ? { zh: "", en: "" } : { zh: `，${task.why.zh}`, en: `, ${task.why.en}` };
      if (old === undefined) {
        if (!known.has(task.duty)) return [];
        const words = named(task.id, { zh: `新增 ${term(task)}`, en: `due ${term(task)}` });
        return [{ is: "added", id: task.id, words }];
      }
      if (old.opensAt === task.opensAt && old.dueAt === task.dueAt) return [];
      const words = named(task.id, {
        zh: `${term(old)} 改为 ${term(task)}${because.zh}`,
        en: `${term(old)} becomes ${term(task)}${because.en}`,
      });
      return [{ is: "moved", id: task.id, words }];
    });
  return [...gone, ...come];
};
