/** Where values stand along an axis: it has 0 and all values within, and its ticks are round. */
export type Scale = {
  readonly low: number;
  readonly high: number;
  /** Ascending, both ends among them. */
  readonly ticks: readonly number[];
  /** Digits after the point that the ticks need. */
  readonly decimals: number;
};

/** @param values  finite ones; where there are none the axis goes from 0 to 1 */
export const scaleOf = (values: readonly number[]): Scale => {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  // Less than a float can divide is nought to everybody.
  const span = most - least < 1e-9 ? 1 : most - least;
  const step = roundStep(span / TICKS);
  const first = Math.floor(least / step + 1e-9);
  const last = Math.max(Math.ceil(most / step - 1e-9), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return { low: first * step, high: last * step, ticks, decimals };
};

const TICKS = 4;

/** 1, 2 or 5 times a power of ten, not less than `length`. */
const roundStep = (length: number): number => {
  const power = 10 ** Math.floor(Math.log10(length));
  return ([1, 2, 5, 10].find(each => each * power >= length * (1 - 1e-9)) ?? 10) * power;
};
