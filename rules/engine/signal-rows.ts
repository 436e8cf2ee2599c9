import type { Point } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";

/** Numbers in the row of a point: eight of eight bytes are one line of the processor's cache. */
export const ROW = 8;

// The columns of a row.
export const VALUE = 0;
/** Source time of the last good reading. */
export const AT = 1;
/** As `AT`, but never after the receipt. */
export const HEARD_AT = 2;
/** Since when the state is what it is. */
export const SINCE = 3;
export const STALE_AT = 4;
export const STALE_AFTER = 5;
export const FLAGS = 6;

/** The rows of points of which nothing has been heard before `start`. */
export const signalRows = (points: readonly Point[], start: Instant, flags: number): Float64Array => {
  const rows = new Float64Array(points.length * ROW);
  for (const { index, staleAfter } of points) {
    const row = index * ROW;
    rows[row + VALUE] = Number.NaN;
    rows[row + SINCE] = start;
    rows[row + STALE_AFTER] = staleAfter;
    rows[row + STALE_AT] = start + staleAfter;
    rows[row + FLAGS] = flags;
  }
  return rows;
};
