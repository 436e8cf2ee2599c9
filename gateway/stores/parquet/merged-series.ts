import type { PointSeries } from "../trends/roll-up.ts";

/** Both together, oldest first; `changed`: readings of `hot` that `cold` does not have in the same way. */
export type Merged = { readonly series: PointSeries; readonly changed: number };

/** Two series of one point as one; of two readings of one moment that of `hot` stays. Both are oldest first. */
export const mergedSeries = (cold: PointSeries | null, hot: PointSeries): Merged => {
  if (cold === null || cold.at.length === 0) return { series: hot, changed: hot.at.length };
  const most = cold.at.length + hot.at.length;
  const at = new Float64Array(most);
  const value = new Float64Array(most);
  const quality = new Uint8Array(most);
  let [rows, changed, old] = [0, 0, 0];
  const take = (from: PointSeries, row: number): void => {
    at[rows] = from.at[row]!;
    value[rows] = from.value[row]!;
    quality[rows] = from.quality[row]!;
    rows++;
  };
  for (let row = 0; row < hot.at.length; row++) {
    while (old < cold.at.length && cold.at[old]! < hot.at[row]!) take(cold, old++);
    const hasTwin = old < cold.at.length && cold.at[old] === hot.at[row];
    if (!hasTwin || !isSame(cold, old, hot, row)) changed++;
    if (hasTwin) old++;
    take(hot, row);
  }
  while (old < cold.at.length) take(cold, old++);
  return {
    series: { at: at.subarray(0, rows), value: value.subarray(0, rows), quality: quality.subarray(0, rows) },
    changed,
  };
};

const isSame = (a: PointSeries, row: number, b: PointSeries, other: number): boolean =>
  (a.value[row] === b.value[other] || (Number.isNaN(a.value[row]!) && Number.isNaN(b.value[other]!))) &&
  a.quality[row] === b.quality[other];
