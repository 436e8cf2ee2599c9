import { after, type Instant, type Millis, millis } from "../time/instant.ts";
import { isTrue, type Stretch } from "./stretches.ts";

/** How much later a rule is to find something, and how much later it is to be over. */
export type Delay = {
  /** Added to the rule's hold. */
  readonly on: Millis;
  /** For how long it must be over before it counts as over. */
  readonly off: Millis;
};

/** What another delay of one rule would have done to what was found of one fact of one target. */
export type Effect = {
  /** Calls because it was found: of the recorded course, and with the delay. */
  readonly before: number;
  readonly after: number;
  /** Findings of the rule that were true, and how many of those nobody would have been told of at all. */
  readonly true: number;
  readonly lost: number;
  /** Of the true ones that called by themselves, how many would only have gone on with an alarm that stood already. */
  readonly continued: number;
  /** The most that a true one would have called later. */
  readonly later: Millis;
};

export const NO_DELAY: Delay = { on: millis(0), off: millis(0) };

/**
 * Replays the course of one fact of one target with another delay for one of its rules.
 *
 * A stretch shorter than the longer hold vanishes, every other one begins so much later; with a longer end, stretches with
 * a shorter gap between them become one. One that was not over by the end of the course stays: nobody knows how long it
 * is. What called nobody then (put aside, explained) calls nobody now.
 *
 * @param course  all stretches of the fact and target, by whatever rule, in the order of their times
 * @param from    only what begins from here on, until before `to`, is counted
 */
export const effectOf = (
  course: readonly Stretch[],
  rule: string,
  delay: Delay,
  [from, to]: readonly [from: Instant, to: Instant],
): Effect => {
  const isCounted = (at: Instant): boolean => at >= from && at < to;
  const [recorded, delayed] = [alarmsOf(course, rule, NO_DELAY), alarmsOf(course, rule, delay)];
  const own = course.filter(each => each.rule === rule && isCounted(each.from) && isTrue(each));
  const callers = new Set(recorded.filter(({ isCalled }) => isCalled).map(({ of: [first] }) => first));
  const becomes = new Map(delayed.flatMap(alarm => alarm.of.map(each => [each, alarm] as const)));
  const calling = own.filter(each => each.isCalled && callers.has(each));
  const calls = (alarms: readonly Alarm[]): number =>
    alarms.filter(({ of: [first], isCalled }) => isCalled && first && isCounted(first.from)).length;
  return {
    before: calls(recorded),
    after: calls(delayed),
    true: own.length,
    lost: own.filter(each => !becomes.has(each) && !isCovered(delayed, each)).length,
    continued: calling.filter(each => becomes.has(each) && becomes.get(each)?.of[0] !== each).length,
    later: millis(
      calling.reduce((most, each) => Math.max(most, (becomes.get(each)?.from ?? 0) - each.from), 0),
    ),
  };
};

/** A time for which the alarm stands, and the stretches that it is made of, first one first. */
type Alarm = {
  readonly from: Instant;
  readonly to: number;
  readonly of: readonly Stretch[];
  readonly isCalled: boolean;
};

/** The course as people would have seen it: overlapping stretches are one alarm. */
const alarmsOf = (course: readonly Stretch[], rule: string, { on, off }: Delay): readonly Alarm[] => {
  const moved = course
    .map(each => {
      const [late, long] = each.rule === rule ? [on, off] : [0, 0];
      const end = each.to ?? Number.POSITIVE_INFINITY;
      return { each, from: after(each.from, millis(late)), end, to: end + long };
    })
    .filter(({ each, from, end }) => from < end || from === each.from)
    .toSorted((a, b) => a.from - b.from);
  const alarms: { from: Instant; to: number; of: Stretch[]; isCalled: boolean }[] = [];
  for (const { each, from, to } of moved) {
    const last = alarms.at(-1);
    if (last === undefined || from >= last.to) {
      alarms.push({ from, to, of: [each], isCalled: each.isCalled });
      continue;
    }
    last.to = Math.max(last.to, to);
    last.of.push(each);
    last.isCalled ||= each.isCalled;
  }
  return alarms;
};

/** Whether an alarm stood at some time of a stretch. `alarms` are in order and do not touch. */
const isCovered = (alarms: readonly Alarm[], { from, to }: Stretch): boolean => {
  const last = alarms[countBefore(alarms, to ?? Number.POSITIVE_INFINITY) - 1];
  return last !== undefined && last.to > from;
};

/** How many alarms begin before a moment. */
const countBefore = (alarms: readonly Alarm[], at: number): number => {
  let [low, high] = [0, alarms.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((alarms[middle]?.from ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};
