import { after, between, hours, type Instant, type Millis, minutes } from "../time/instant.ts";
import { type Interval, intervals, median, powerW, type Quarters } from "./intervals.ts";
import { LEAST_COMPLETE } from "./model-days.ts";
import type { Night } from "./nights.ts";

/** What runs down after a closing and up before people come says nothing of the night. */
const EDGE = minutes(60);
const SETTLED = 1.15;
const SETTLED_FOR = minutes(10);
const STARTED = 1.5;
/** Nothing that was switched on longer before the opening was switched on for it. */
const LEAD_AT_MOST = hours(4);
const EXCESSIVE = 1.3;
const EXCESSIVE_FOR = minutes(30);

/** What a night of one meter was like by itself. */
export type NightLoad = {
  readonly night: Night;
  /** 0 … 1 of its intervals that were measured. */
  readonly completeness: number;
  /** Median power from an hour after the closing until an hour before people come, W; null: too little is known. */
  readonly residualW: number | null;
  /** All intervals of the night. */
  readonly intervals: readonly Interval[];
};

/** What a night was like beside those that were verified. */
export type NightFigures = {
  /** Σ max(0, P − P_ref) over the hours known: so much at least, where some are not. */
  readonly excessKwh: number;
  /** From an hour after the closing on it drew 1.3 times P_ref, and so many watts more, for half an hour at a stretch. */
  readonly isExcessive: boolean;
  /** From the closing until it drew less than 1.15 times P_ref for ten minutes; null: it never did, or nobody knows. */
  readonly settle: Millis | null;
  /**
   * From when it drew more than 1.5 times P_ref until the doors opened; 0: not before they did. Null: nobody knows, or it
   * began more than four hours before, when something else was on.
   */
  readonly startUpLead: Millis | null;
};

/**
 * Looks at a night.
 *
 * @param size  how many quarters belong together: `groupSize`
 */
export const nightLoad = (night: Night, quarters: Quarters, size = 1): NightLoad => {
  const all = intervals(quarters, night.closedAt, night.endsAt, size);
  const inside = intervals(quarters, after(night.closedAt, EDGE), after(night.endsAt, -EDGE as Millis), size);
  return {
    night,
    completeness: completeness(all),
    residualW: completeness(inside) < LEAST_COMPLETE ? null : median(inside.filter(isKnown).map(powerW)),
    intervals: all,
  };
};

const isKnown = ({ isKnown }: Interval): boolean => isKnown;

const completeness = (all: readonly Interval[]): number =>
  all.length === 0 ? 0 : all.filter(isKnown).length / all.length;

/**
 * What a night was like beside the reference.
 *
 * @param referenceW   P_ref: what the meter draws when the hall is verified closed
 * @param leastAboveW  less than so much above it is nothing to tell of
 */
export const nightFigures = (
  load: NightLoad,
  quarters: Quarters,
  referenceW: number,
  leastAboveW: number,
): NightFigures => ({
  excessKwh: excessKwh(load.intervals, referenceW),
  isExcessive: isExcessive(load, Math.max(EXCESSIVE * referenceW, referenceW + leastAboveW)),
  settle: settle(load, SETTLED * referenceW),
  startUpLead: startUpLead(load.night, quarters, STARTED * referenceW),
});

/** What is above the reference in the intervals that are known, kWh. */
export const excessKwh = (all: readonly Interval[], referenceW: number): number =>
  all.filter(isKnown).reduce((sum, interval) => {
    const hoursLong = (interval.to - interval.from) / hours(1);
    return sum + Math.max(0, interval.kWh - (referenceW * hoursLong) / 1_000);
  }, 0);

const isExcessive = ({ night, intervals: all }: NightLoad, limitW: number): boolean => {
  let since: Instant | null = null;
  for (const interval of all) {
    const isAbove = interval.isKnown && powerW(interval) > limitW;
    if (interval.from < after(night.closedAt, EDGE) || !isAbove) since = null;
    else since ??= interval.from;
    if (since !== null && between(since, interval.to) >= EXCESSIVE_FOR) return true;
  }
  return false;
};

const settle = ({ night, intervals: all }: NightLoad, limitW: number): Millis | null => {
  let since: Instant | null = null;
  for (const interval of all) {
    if (!interval.isKnown) return null;
    if (powerW(interval) >= limitW) since = null;
    else since ??= interval.from;
    if (since !== null && between(since, interval.to) >= SETTLED_FOR) return between(night.closedAt, since);
  }
  return null;
};

/** Looks back from the opening to where it began to draw more. */
const startUpLead = ({ opensAt }: Night, quarters: Quarters, limitW: number): Millis | null => {
  if (opensAt === null) return null;
  const before = intervals(quarters, after(opensAt, -LEAD_AT_MOST as Millis), opensAt).toReversed();
  let since = opensAt;
  for (const interval of before) {
    if (!interval.isKnown) return null;
    if (powerW(interval) <= limitW) return between(since, opensAt);
    since = interval.from;
  }
  return null;
};
