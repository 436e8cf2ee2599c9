import type { Instant } from "../time/instant.ts";
import { type Day, dayAt, momentOf } from "../time/wall-clock.ts";
import type { ShiftPlan } from "./shift-plan.ts";

/** One shift of one day: who has it has what happens from `since` until `until`. */
export type Shift = {
  /** Date and time at which it begins, in the hall's zone: `2025-07-08 20:00`. */
  readonly name: string;
  /** The time of day at which it begins, `20:00`: which of the day's shifts it is. */
  readonly kind: string;
  readonly since: Instant;
  readonly until: Instant;
};

/** Says the shift of moments that mostly come in order. */
export const shiftFinder = (plan: ShiftPlan, timeZone: string): ((at: Instant) => Shift) => {
  let found: Shift | undefined;
  return at => {
    if (found === undefined || at < found.since || at >= found.until) found = shiftAt(plan, timeZone, at);
    return found;
  };
};

/** All shifts that begin from one moment on and before another, in order; the one that is under way at `from` too. */
export const shiftsBetween = (
  plan: ShiftPlan,
  timeZone: string,
  from: Instant,
  to: Instant,
): readonly Shift[] => {
  const shifts: Shift[] = [];
  const find = shiftFinder(plan, timeZone);
  for (let at = from; at < to; ) {
    const shift = find(at);
    shifts.push(shift);
    at = shift.until;
  }
  return shifts;
};

const shiftAt = (plan: ShiftPlan, timeZone: string, at: Instant): Shift => {
  const today = dayAt(at, timeZone);
  const starts = [-1, 0, 1].flatMap(days => startsOf(plan, timeZone, today.add({ days })));
  const index = starts.findLastIndex(({ since }) => since <= at);
  const start = starts[index];
  const next = starts[index + 1];
  if (!start || !next) throw new RangeError(`no shift at ${at}`);
  return { name: `${start.date} ${start.kind}`, kind: start.kind, since: start.since, until: next.since };
};

/** A clock that skips an hour may make two shifts begin at once: the later one has it. */
const startsOf = (plan: ShiftPlan, timeZone: string, date: Day) =>
  plan
    .map(minute => ({
      date: date.toString(),
      kind: `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`,
      since: momentOf(date, minute, timeZone),
    }))
    .filter(({ since }, index, all) => since !== all[index + 1]?.since);
