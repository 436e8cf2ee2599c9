/** Degree-days of all days from one balance point. */
export type BalanceColumn = { readonly balanceC: number; readonly values: readonly number[] };

/** The balance points that describe days best, and the squared error that is left. */
export type BalancePair = {
  readonly heating: BalanceColumn | null;
  readonly cooling: BalanceColumn | null;
  readonly sse: number;
};

/** Two columns that are so much alike that nobody can tell their slopes apart. */
const ALIKE = 1e-9;

type Column = {
  readonly column: BalanceColumn | null;
  readonly left: Float64Array;
  readonly square: number;
  readonly withY: number;
};

/**
 * Tries all pairs of balance points and finds the one that leaves the least squared error with slopes that are not negative;
 * null when no pair has such slopes. What is common to all pairs is taken out of every column once, so that a pair is two equations.
 *
 * @param common   columns that are always there: ones, and whether the hall opened
 * @param heating  columns to choose from; null: none is wanted
 * @param cooling  the same; its balance point is never below that of heating
 */
export const bestPair = (
  common: readonly (readonly number[])[],
  y: readonly number[],
  heating: readonly BalanceColumn[] | null,
  cooling: readonly BalanceColumn[] | null,
): BalancePair | null => {
  const basis = orthonormal(common);
  const target = without(y, basis);
  const rest = dot(target, target);
  const prepared = (columns: readonly BalanceColumn[] | null): readonly Column[] =>
    columns === null ? [NONE] : columns.flatMap(column => prepare(column, basis, target));
  const [colds, warms] = [prepared(heating), prepared(cooling)];
  let best: BalancePair | null = null;
  for (const cold of colds)
    for (const warm of warms) {
      if (cold.column && warm.column && warm.column.balanceC < cold.column.balanceC) continue;
      const explained = explain(cold, warm);
      if (explained === null || (best && rest - explained >= best.sse)) continue;
      best = { heating: cold.column, cooling: warm.column, sse: rest - explained };
    }
  return best;
};

const NONE: Column = { column: null, left: new Float64Array(), square: 0, withY: 0 };

const prepare = (
  column: BalanceColumn,
  basis: readonly Float64Array[],
  target: Float64Array,
): readonly Column[] => {
  const left = without(column.values, basis);
  const square = dot(left, left);
  const whole = column.values.reduce((sum, value) => sum + value * value, 0);
  return square <= ALIKE * whole ? [] : [{ column, left, square, withY: dot(left, target) }];
};

/** How much of the squared error two slopes take away; null when one is negative or they are the same. */
const explain = (cold: Column, warm: Column): number | null => {
  if (!cold.column || !warm.column) {
    const one = cold.column ? cold : warm;
    if (!one.column) return 0;
    return one.withY < 0 ? null : one.withY ** 2 / one.square;
  }
  const both = dot(cold.left, warm.left);
  const determinant = cold.square * warm.square - both ** 2;
  if (determinant <= ALIKE * cold.square * warm.square) return null;
  const perCold = (cold.withY * warm.square - warm.withY * both) / determinant;
  const perWarm = (warm.withY * cold.square - cold.withY * both) / determinant;
  return perCold < 0 || perWarm < 0 ? null : perCold * cold.withY + perWarm * warm.withY;
};

const orthonormal = (columns: readonly (readonly number[])[]): readonly Float64Array[] => {
  const basis: Float64Array[] = [];
  for (const column of columns) {
    const left = without(column, basis);
    const length = Math.sqrt(dot(left, left));
    // The hall opened on all days or on none: that is the column of ones once more.
    if (length > 1e-9) basis.push(left.map(value => value / length));
  }
  return basis;
};

const without = (values: ArrayLike<number>, basis: readonly Float64Array[]): Float64Array => {
  const left = Float64Array.from(values);
  for (const direction of basis) {
    const share = dot(left, direction);
    for (let row = 0; row < left.length; row++) left[row] = left[row]! - share * direction[row]!;
  }
  return left;
};

const dot = (one: Float64Array, other: Float64Array): number => {
  let sum = 0;
  for (let row = 0; row < one.length; row++) sum += one[row]! * other[row]!;
  return sum;
};
