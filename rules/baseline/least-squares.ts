/** What a linear model says, and how sure it is of its coefficients. */
export type LinearFit = {
  /** In the order of the columns. */
  readonly coefficients: readonly number[];
  /** Standard errors of the coefficients; NaN where there are no more rows than columns. */
  readonly errors: readonly number[];
  /** Their covariances: a row a coefficient. */
  readonly covariances: readonly (readonly number[])[];
  /** Observed less predicted, a row. */
  readonly residuals: readonly number[];
  /** The sum of squared residuals. */
  readonly sse: number;
};

/** A column that is so much a mix of those before it that nothing could be told of it. */
const DEPENDENT = 1e-10;

/**
 * Least squares by Householder reflections on columns scaled to length 1, which loses half as many digits as normal
 * equations do. Null when a column is zero or a mix of others, or when there are fewer rows than columns.
 *
 * @param columns  each as long as `y`; a column of ones gives an intercept
 * @see G. Golub, C. Van Loan: Matrix Computations, 4th ed., §5.2 and §5.3
 */
export const leastSquares = (
  columns: readonly (readonly number[])[],
  y: readonly number[],
): LinearFit | null => {
  const [rows, width] = [y.length, columns.length];
  if (rows < width) return null;
  const lengths = columns.map(norm);
  if (lengths.some(length => length === 0)) return null;
  const a = columns.map((column, index) => Float64Array.from(column, value => value / lengths[index]!));
  const b = Float64Array.from(y);
  const diagonal = new Float64Array(width);
  for (let k = 0; k < width; k++) {
    const pivot = reflect(a, b, k);
    if (Math.abs(pivot) < DEPENDENT) return null;
    diagonal[k] = pivot;
  }
  const inverse = invertUpper(a, diagonal);
  const coefficients = inverse.map(
    (row, index) => row.reduce((sum, value, k) => sum + value * b[k]!, 0) / lengths[index]!,
  );
  const residuals = y.map((value, row) =>
    columns.reduce((rest, column, index) => rest - coefficients[index]! * column[row]!, value),
  );
  const sse = residuals.reduce((sum, each) => sum + each * each, 0);
  const variance = sse / (rows - width);
  const covariances = inverse.map((one, i) =>
    inverse.map((other, j) => (variance * dot(one, other)) / (lengths[i]! * lengths[j]!)),
  );
  const errors = covariances.map((row, index) => Math.sqrt(row[index]!));
  return { coefficients, errors, covariances, residuals, sse };
};

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, index) => sum + value * other[index]!, 0);

const norm = (column: readonly number[]): number =>
  Math.sqrt(column.reduce((sum, value) => sum + value * value, 0));

/** Turns column `k` from row `k` on to one number, which it returns; what is right of it and `b` turn with it. */
const reflect = (a: readonly Float64Array[], b: Float64Array, k: number): number => {
  const column = a[k]!;
  let square = 0;
  for (let row = k; row < b.length; row++) square += column[row]! ** 2;
  const length = Math.sqrt(square);
  const first = column[k]!;
  const pivot = first > 0 ? -length : length;
  const half = square - first * pivot;
  if (half <= 0) return 0;
  column[k] = first - pivot;
  for (const other of [...a.slice(k + 1), b]) {
    let dot = 0;
    for (let row = k; row < b.length; row++) dot += column[row]! * other[row]!;
    const share = dot / half;
    for (let row = k; row < b.length; row++) other[row] = other[row]! - share * column[row]!;
  }
  return pivot;
};

/** The inverse of the triangle that is left above the diagonal. */
const invertUpper = (a: readonly Float64Array[], diagonal: Float64Array): number[][] => {
  const width = a.length;
  const inverse = Array.from({ length: width }, () => new Array<number>(width).fill(0));
  for (let column = 0; column < width; column++) {
    inverse[column]![column] = 1 / diagonal[column]!;
    for (let row = column - 1; row >= 0; row--) {
      let sum = 0;
      for (let k = row + 1; k <= column; k++) sum += a[k]![row]! * inverse[k]![column]!;
      inverse[row]![column] = -sum / diagonal[row]!;
    }
  }
  return inverse;
};
