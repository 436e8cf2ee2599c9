/** A fraction of whole numbers of any size. */
type Fraction = { readonly over: bigint; readonly under: bigint };

/**
 * Least squares once more, in another way and without rounding: normal equations in fractions of whole numbers, solved by
 * Gauss and Jordan. Every double is a fraction, so only the last step to a double rounds.
 *
 * @returns  coefficients and the sum of squared residuals; null where the equations have no single answer
 */
export const exactLeastSquares = (
  columns: readonly (readonly number[])[],
  y: readonly number[],
): { readonly coefficients: readonly number[]; readonly sse: number } | null => {
  const exact = columns.map(column => column.map(fraction));
  const target = y.map(fraction);
  const rows = exact.map(one => [...exact.map(other => dot(one, other)), dot(one, target)]);
  const solved = solve(rows);
  if (!solved) return null;
  const residuals = target.map((value, row) =>
    solved.reduce((rest, factor, column) => minus(rest, times(factor, exact[column]![row]!)), value),
  );
  return { coefficients: solved.map(double), sse: double(dot(residuals, residuals)) };
};

const solve = (given: readonly (readonly Fraction[])[]): Fraction[] | null => {
  const rows = given.map(row => [...row]);
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows.findIndex((row, index) => index >= k && row[k]!.over !== 0n);
    if (pivot === -1) return null;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const by = rows[k]![k]!;
    rows[k] = rows[k]!.map(value => divided(value, by));
    for (let other = 0; other < rows.length; other++) {
      const factor = rows[other]![k]!;
      if (other === k || factor.over === 0n) continue;
      rows[other] = rows[other]!.map((value, index) => minus(value, times(factor, rows[k]![index]!)));
    }
  }
  return rows.map(row => row.at(-1)!);
};

const dot = (one: readonly Fraction[], other: readonly Fraction[]): Fraction =>
  one.reduce((sum, value, index) => plus(sum, times(value, other[index]!)), fraction(0));

/** A double as the fraction that it is: the whole number of its digits over a power of two. */
const fraction = (value: number): Fraction => {
  let [over, twos] = [value, 0];
  while (!Number.isInteger(over)) {
    over *= 2;
    twos += 1;
  }
  return shortened({ over: BigInt(over), under: 2n ** BigInt(twos) });
};

/** To a double, from 40 decimals behind the point. */
const double = ({ over, under }: Fraction): number => {
  const scaled = (over * 10n ** 40n) / under;
  return Number(scaled) / 1e40;
};

const plus = (a: Fraction, b: Fraction): Fraction =>
  shortened({ over: a.over * b.under + b.over * a.under, under: a.under * b.under });
const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { ...b, over: -b.over });
const times = (a: Fraction, b: Fraction): Fraction =>
  shortened({ over: a.over * b.over, under: a.under * b.under });
const divided = (a: Fraction, b: Fraction): Fraction =>
  times(a, b.over < 0n ? { over: -b.under, under: -b.over } : { over: b.under, under: b.over });

const shortened = ({ over, under }: Fraction): Fraction => {
  let [a, b] = [over < 0n ? -over : over, under];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { over: 0n, under: 1n } : { over: over / a, under: under / a };
};
