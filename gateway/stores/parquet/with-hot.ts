import type { ReadingColumns } from "#rules/reading/columns.ts";
import { gathering } from "../time-order.ts";

/** Numbers of points that one day can have; a moment and a point then fit into one whole number. */
const MOST_POINTS = 100_000;

/**
 * The rows of a cold stretch with the hot ones of the same time among them, in the order of time; of one point and moment
 * only the hot one. A part is only good until the next one is asked for.
 *
 * @param hot   in the order of time
 * @param from  where the stretch begins
 */
export const withHot = async function* (
  hot: ReadingColumns,
  cold: AsyncIterable<ReadingColumns>,
  from: number,
): AsyncGenerator<ReadingColumns> {
  if (hot.rows === 0) {
    yield* cold;
    return;
  }
  const key = (at: number, point: number) => (at - from) * MOST_POINTS + point;
  const twins = new Set<number>();
  for (let row = 0; row < hot.rows; row++) twins.add(key(hot.at[row]!, hot.point[row]!));
  const rows = gathering(10_000);
  let next = 0;
  const takeHot = (before: number): void => {
    for (; next < hot.rows && hot.at[next]! <= before; next++)
      rows.add(hot.at[next]!, hot.value[next]!, hot.point[next]!, hot.quality[next]!);
  };
  for await (const { rows: count, at, value, point, quality } of cold) {
    rows.clear();
    for (let row = 0; row < count; row++) {
      takeHot(at[row]!);
      if (!twins.has(key(at[row]!, point[row]!))) rows.add(at[row]!, value[row]!, point[row]!, quality[row]!);
    }
    if (rows.rows > 0) yield rows.columns;
  }
  rows.clear();
  takeHot(Number.POSITIVE_INFINITY);
  if (rows.rows > 0) yield rows.columns;
};
