import type { MeterQuarter } from "../energy/ledger.ts";
import { type Instant, instant, minutes } from "../time/instant.ts";
import { isMeasured } from "./day-sums.ts";

const QUARTER = minutes(15);
/** A group has so many steps of its counter, or its power would be a matter of which quarter the step fell into. */
const STEPS = 10;
/** Two hours: a night of ten hours has five of them. */
const MOST_QUARTERS = 8;

/** Energy of a stretch of time; of what is not known nobody tells how much it was. */
export type Interval = {
  readonly from: Instant;
  readonly to: Instant;
  readonly kWh: number;
  /** All of it was measured. */
  readonly isKnown: boolean;
};

/** Looks up a meter's quarters by their end. */
export type Quarters = ReadonlyMap<Instant, MeterQuarter>;

/** Quarters of one meter by their end. */
export const quartersByEnd = (quarters: readonly MeterQuarter[]): Quarters =>
  new Map(quarters.map(quarter => [quarter.end, quarter]));

/**
 * The whole quarters between two moments in groups of `size`, a shorter last group left out; a quarter that the ledger does
 * not have is not known.
 */
export const intervals = (quarters: Quarters, from: Instant, to: Instant, size = 1): readonly Interval[] => {
  const first = Math.ceil(from / QUARTER) * QUARTER;
  const found: Interval[] = [];
  for (let start = first; start + size * QUARTER <= to; start += size * QUARTER) {
    let [kWh, isKnown] = [0, true];
    for (let end = start + QUARTER; end <= start + size * QUARTER; end += QUARTER) {
      const quarter = quarters.get(instant(end));
      kWh += quarter?.kWh ?? 0;
      isKnown &&= quarter !== undefined && isMeasured(quarter);
    }
    found.push({ from: instant(start), to: instant(start + size * QUARTER), kWh, isKnown });
  }
  return found;
};

/** Mean power of an interval, W. */
export const powerW = ({ from, to, kWh }: Interval): number => (kWh * 3_600_000 * 1_000) / (to - from);

/**
 * How many quarters belong together so that the steps of a counter do not look like power: a counter of tenths of a kWh
 * tells of 150 W nothing for two quarters and 400 W in the third.
 *
 * @param typicalKwh  what a quarter usually has when the hall is shut
 */
export const groupSize = (typicalKwh: number, resolutionKwh: number): number =>
  typicalKwh <= 0 ? 1 : Math.max(1, Math.min(MOST_QUARTERS, Math.ceil((STEPS * resolutionKwh) / typicalKwh)));

/**
 * A percentile by linear interpolation between the two values beside it; null of nothing.
 *
 * @param share  0 … 1
 * @see R. Hyndman, Y. Fan: Sample Quantiles in Statistical Packages (1996), definition 7
 */
export const percentile = (values: readonly number[], share: number): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (place % 1);
};

/** The middle one, or the mean of the two in the middle; null of nothing. */
export const median = (values: readonly number[]): number | null => percentile(values, 0.5);
