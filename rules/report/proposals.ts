import type { Priority } from "../alert/alert.ts";
import { type Instant, type Millis, millis, minutes, seconds } from "../time/instant.ts";
import { type Delay, type Effect, effectOf } from "./delays.ts";
import type { Stretch } from "./stretches.ts";

/** A longer delay for a rule, and what it would have done to what was recorded. */
export type Proposal = {
  readonly rule: string;
  readonly target: string;
  readonly fact: string;
  readonly delay: Delay;
  readonly effect: Effect;
  /** Whether to do it: no true one would have been lost. Else it only says what it would cost. */
  readonly isAdvised: boolean;
};

const LENGTHS: readonly Millis[] = [
  seconds(10),
  seconds(20),
  seconds(30),
  minutes(1),
  minutes(2),
  minutes(3),
  minutes(5),
  minutes(10),
];

/** The most that a call of a priority may be held back, since somebody must still be there in time: our choice. */
const MOST_ON: Readonly<Record<Priority, Millis>> = {
  1: millis(0),
  2: seconds(30),
  3: minutes(5),
  4: minutes(10),
};

/** A delay is worth the change when it saves a quarter of the calls, and two at least. */
const WORTH = 0.25;
const FEWEST = 2;

/**
 * What a rule about a target could be given so that it calls less: the delay that saves most calls without losing a true
 * one, the shorter of two that save as much; and, where a delay that loses true ones would save more, that one with its
 * price. Nothing for life safety, whoever asks.
 *
 * @param course  all stretches of the fact and target, by whatever rule, in the order of their times
 */
export const proposalsFor = (
  { rule, target }: { readonly rule: string; readonly target: string },
  course: readonly Stretch[],
  span: readonly [from: Instant, to: Instant],
): readonly Proposal[] => {
  const [first] = course;
  if (first === undefined || course.some(each => each.class === "life-safety")) return [];
  const priority = Math.min(...course.map(each => each.priority)) as Priority;
  const all = delaysFor(priority)
    .map(delay => ({ rule, target, fact: first.fact, delay, effect: effectOf(course, rule, delay, span) }))
    .filter(({ effect }) => isWorth(effect))
    .toSorted((a, b) => savedBy(b.effect) - savedBy(a.effect) || lengthOf(a.delay) - lengthOf(b.delay));
  const advised = all.find(({ effect }) => effect.lost === 0);
  const costly = all.find(({ effect }) => effect.lost > 0);
  const isDearer = costly && savedBy(costly.effect) > (advised ? savedBy(advised.effect) : 0);
  return [
    ...(advised ? [{ ...advised, isAdvised: true }] : []),
    ...(isDearer ? [{ ...costly, isAdvised: false }] : []),
  ];
};

/** One or the other: both at once would be harder to understand than what they save. */
const delaysFor = (priority: Priority): readonly Delay[] => [
  ...LENGTHS.filter(on => on <= MOST_ON[priority]).map(on => ({ on, off: millis(0) })),
  ...LENGTHS.map(off => ({ on: millis(0), off })),
];

/** Whether something saves enough calls to be changed for. */
export const isWorth = (effect: Saving): boolean =>
  savedBy(effect) >= FEWEST && savedBy(effect) >= effect.before * WORTH;

export const savedBy = (effect: Saving): number => effect.before - effect.after;

type Saving = Pick<Effect, "before" | "after">;

const lengthOf = ({ on, off }: Delay): number => on + off;
