import { hours, type Millis, millis, minutes, seconds } from "#rules/time/instant.ts";

/** What a course is read from. */
export type TrendLevel = "readings" | "minutes" | "quarters";

/** How long what a row of each level stands for is; a bucket is a whole number of them, one of readings of seconds. */
export const UNIT: Readonly<Record<TrendLevel, Millis>> = {
  readings: seconds(1),
  minutes: minutes(1),
  quarters: minutes(15),
};

/** A point with up to so many readings in the time is read from them, so that nothing is lost. */
export const FEW_READINGS = 20_000;
/** A point with more than so many minutes in the time (three weeks) is read from quarters where minutes would be too many. */
const FEW_MINUTES = 30_000;

/** How many buckets of which time, in ms since 1970. */
export type BucketsAsked = { readonly from: number; readonly to: number; readonly buckets: number };

/**
 * The level that answers quickly and still has a row for every bucket.
 *
 * @param readings  how many readings a point has in the time, about
 * @param few       up to so many are read themselves
 */
export const levelFor = (
  { from, to, buckets }: BucketsAsked,
  readings: number,
  few = FEW_READINGS,
): TrendLevel => {
  const wanted = (to - from) / buckets;
  if (readings <= few || wanted < UNIT.minutes) return "readings";
  return wanted < UNIT.quarters && (to - from) / UNIT.minutes <= FEW_MINUTES ? "minutes" : "quarters";
};

/**
 * The shortest length of buckets of which at most `buckets` touch the time. Buckets begin at whole multiples of it since
 * 1970, so that the same question an instant later has the same buckets.
 */
export const stepFor = ({ from, to, buckets }: BucketsAsked, level: TrendLevel): Millis => {
  const unit = UNIT[level];
  let step = Math.max(1, Math.ceil((to - from) / buckets / unit)) * unit;
  while (Math.floor((to - 1) / step) - Math.floor(from / step) + 1 > buckets) step += unit;
  return millis(step);
};

/** The longest that a worded point's value is looked for before the time that is asked about. */
export const LONGEST_HOLD: Millis = hours(24 * 60);
