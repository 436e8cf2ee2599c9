import type { Priority } from "../alert/alert.ts";
import { hours, type Instant, type Millis, millis } from "../time/instant.ts";
import type { Call, Hushed } from "./calls.ts";
import type { Flood } from "./floods.ts";
import { windowsOf } from "./rates.ts";

/** What a stretch of time had to bear. Shares are 0 … 1. */
export type Figures = {
  readonly from: Instant;
  readonly to: Instant;
  readonly calls: number;
  /** Most urgent first. */
  readonly byPriority: readonly [number, number, number, number];
  readonly perHour: number;
  readonly perDay: number;
  /** The fullest ten minutes; null: there was no call. */
  readonly peak: { readonly at: Instant; readonly calls: number } | null;
  /** Of all windows of ten minutes, those with more than one, two and ten calls; of all hours, those with more than 30. */
  readonly above1: number;
  readonly above2: number;
  readonly above10: number;
  readonly hoursAbove30: number;
  readonly floods: number;
  readonly floodTime: Millis;
  readonly floodShare: number;
  /** What would have called but was put aside, explained or out of service: listed beside, not counted. */
  readonly shelved: number;
  readonly suppressed: number;
  readonly outOfService: number;
};

/** All that the figures are made of, each in the order of its times. */
export type Gathered = {
  readonly calls: readonly Call[];
  readonly hushed: readonly Hushed[];
  readonly floods: readonly Flood[];
};

/**
 * The figures of the time from `from` until before `to`.
 *
 * @see EEMUA 191, ISA-18.2 / IEC 62682 on alarm system performance; the targets are in `limits.ts`
 */
export const figuresOf = ({ calls, hushed, floods }: Gathered, from: Instant, to: Instant): Figures => {
  const own = between(calls, from, to);
  const moments = own.map(({ at }) => at);
  const windows = windowsOf(moments, from, to);
  const byHour = windowsOf(moments, from, to, hours(1));
  const lengthH = (to - from) / hours(1);
  const aside = between(hushed, from, to);
  const count = (by: Hushed["by"]): number => aside.filter(each => each.by === by).length;
  const within = floods.filter(flood => flood.from < to && flood.to > from);
  const floodTime = within.reduce(
    (sum, flood) => sum + Math.min(flood.to, to) - Math.max(flood.from, from),
    0,
  );
  return {
    from,
    to,
    calls: own.length,
    byPriority: [1, 2, 3, 4].map(priority => ofPriority(own, priority as Priority)) as never,
    perHour: rate(own.length, lengthH),
    perDay: rate(own.length * 24, lengthH),
    peak: windows.peak,
    above1: rate(windows.above(1), windows.all),
    above2: rate(windows.above(2), windows.all),
    above10: rate(windows.above(10), windows.all),
    hoursAbove30: rate(byHour.above(30), byHour.all),
    floods: within.length,
    floodTime: millis(floodTime),
    floodShare: rate(floodTime, to - from),
    shelved: count("shelved"),
    suppressed: count("suppressed"),
    outOfService: count("out-of-service"),
  };
};

/** Those with `from` ≤ at < `to`, of a list in the order of its times. */
export const between = <T extends { readonly at: Instant }>(
  all: readonly T[],
  from: Instant,
  to: Instant,
): readonly T[] => all.slice(firstFrom(all, from), firstFrom(all, to));

const firstFrom = (all: readonly { readonly at: Instant }[], at: Instant): number => {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

const ofPriority = (calls: readonly Call[], priority: Priority): number =>
  calls.filter(call => call.priority === priority).length;

const rate = (count: number, of: number): number => (of <= 0 ? 0 : count / of);
