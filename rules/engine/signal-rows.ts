import type { Point } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";

/** Numbers in the row of a slot: eight of eight bytes are one line of the processor's cache. */
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
/** The value that conditions see; slots that are no points use only this. */
export const KNOWN = 7;

/** The rows of a hall of which nothing has been heard before `start`: its points, then its other slots. */
export const signalRows = (
  points: readonly Point[],
  slots: number,
  start: Instant,
  flags: number,
): Float64Array => {
  const rows = new Float64Array(slots * ROW);
  for (let row = 0; row < rows.length; row += ROW) rows[row + KNOWN] = Number.NaN;
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
