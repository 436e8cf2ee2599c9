import type { PhaseName } from "../language/edge.ts";
import type { HallCalendar, Phase } from "../time/calendar.ts";
import { clockText } from "../time/clock-text.ts";
import { after, type Instant, instant, type Millis } from "../time/instant.ts";
import { laterDate, startOf } from "./edges.ts";
import { noCalendar } from "./phrases.ts";
import type { PlannedTask, Planning } from "./planned.ts";

/**
 * The tasks of a duty that comes again and again while the hall is in some phases: the first is due one length after the
 * phases began, and each is open from when the one before was due. What is left of the time at its end asks for nothing.
 */
export const plannedInStretches = ({
  duty,
  when,
  calendar,
  stretch,
}: Planning<"every">): readonly PlannedTask[] => {
  const { length, during } = when;
  if (length <= 0) return [];
  const counted = new Map<string, number>();
  const tasks: PlannedTask[] = [];
  for (const { since, until, day, isKnown } of stretchesOf(calendar, during, stretch)) {
    let number = counted.get(day) ?? 0;
    for (let opensAt = since; opensAt <= stretch.to; opensAt = after(opensAt, length)) {
      const dueAt = after(opensAt, length);
      if (dueAt > until) break;
      number += 1;
      if (dueAt <= stretch.from) continue;
      tasks.push({
        id: `${duty.id}/${day}.${number}`,
        duty: duty.id,
        period: between(calendar, day, opensAt, length),
        day,
        opensAt,
        dueAt,
        missedAt: duty.missedAfter === null ? null : after(dueAt, duty.missedAfter),
        putOffFrom: null,
        is: "due",
        why: isKnown ? null : noCalendar(day),
      });
    }
    counted.set(day, number);
  }
  return tasks;
};

const between = (calendar: HallCalendar, day: string, opensAt: Instant, length: Millis) => {
  const clock = (at: Instant) => clockText(at, at, calendar.timeZone);
  const text = `${day} ${clock(opensAt)}–${clock(after(opensAt, length))}`;
  return { zh: text, en: text };
};

/** A time without a break in which the phases hold, by the business day on which it began. */
type Run = {
  readonly since: Instant;
  readonly until: Instant;
  readonly day: string;
  readonly isKnown: boolean;
};

/**
 * The runs from that one on which is on at `from`, or comes next, with all before it of the same business day: they are
 * numbered by day. A date of which nobody knows is a run of its own, and so is every date where the phases are all there
 * are.
 */
const stretchesOf = (
  calendar: HallCalendar,
  during: readonly PhaseName[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
): readonly Run[] => {
  const { day } = runAt(calendar, during, from) ?? { day: calendar.phaseAt(from).businessDay };
  const first = day === NEVER_OPENED ? calendar.dateAt(from) : day;
  const runs: Run[] = [];
  for (let at = startOf(calendar, first); at <= to; ) {
    const run = runAt(calendar, during, at);
    if (run !== null && (run.day >= first || day === NEVER_OPENED)) runs.push(run);
    at = run === null ? endOfSpan(calendar, at) : run.until;
  }
  return runs;
};

/** The business day of a hall that has never been open. */
const NEVER_OPENED = "1970-01-01";
const ALL: readonly Phase[] = ["opening", "open", "lunch", "closed"];

/** The run at a moment; null: the hall is in another phase. */
const runAt = (calendar: HallCalendar, during: readonly PhaseName[], at: Instant): Run | null => {
  const isAlways = during.includes("always") || ALL.every(phase => during.some(each => each === phase));
  const { phase, businessDay } = calendar.phaseAt(at);
  const isUnknown = phase === "unknown";
  if (isAlways || isUnknown || businessDay === NEVER_OPENED) {
    if (!isAlways && !isUnknown && !during.some(each => each === phase)) return null;
    return dateRun(calendar, at, isUnknown && !isAlways);
  }
  const holds = (moment: Instant): boolean => {
    const is = calendar.phaseAt(moment).phase;
    return is !== "unknown" && during.some(each => each === is);
  };
  if (!holds(at)) return null;
  let since = calendar.phaseAt(at).since;
  while (holds(instant(since - 1))) since = calendar.phaseAt(instant(since - 1)).since;
  let until = endOfSpan(calendar, at);
  while (Number.isFinite(until) && holds(until)) until = endOfSpan(calendar, until);
  return { since, until, day: calendar.phaseAt(since).businessDay, isKnown: true };
};

/** The date at a moment, as far as it is of the same kind: known, or unknown. */
const dateRun = (calendar: HallCalendar, at: Instant, isUnknown: boolean): Run => {
  const day = calendar.dateAt(at);
  const [start, end] = [startOf(calendar, day), startOf(calendar, laterDate(day, 1))];
  const span = calendar.phaseAt(at);
  const since = isUnknown ? instant(Math.max(start, span.since)) : start;
  return { since, until: end, day, isKnown: span.phase !== "unknown" };
};

const endOfSpan = (calendar: HallCalendar, at: Instant): Instant =>
  calendar.phaseAt(at).until ?? calendar.nextEdge(at) ?? instant(Number.POSITIVE_INFINITY);
