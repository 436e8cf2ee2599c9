import type { ReadingColumns } from "#rules/reading/columns.ts";

/** Two digits cover the hours of one part, and their counts stay in the fastest memory. */
const DIGIT_BITS = 13;
const DIGITS = 1 << DIGIT_BITS;
/** Times are ordered by their digits as 32-bit distances from the first one; beyond some 49 days, by comparing them. */
const LONGEST_MS = 0xffff_ffff;

/** Columns that grow, to be filled row by row and brought into the order of time; used again and again. */
export type Gathering = {
  readonly rows: number;
  readonly columns: ReadingColumns;
  add(at: number, value: number, point: number, quality: number): void;
  clear(): void;
};

/** @param capacity  rows to have room for at first; it doubles when they do not suffice */
export const gathering = (capacity: number): Gathering => {
  let at = new Float64Array(capacity);
  let value = new Float64Array(capacity);
  let point = new Uint32Array(capacity);
  let quality = new Uint8Array(capacity);
  let rows = 0;
  const grow = (): void => {
    const size = at.length * 2;
    const [ats, values, points, qualities] = [at, value, point, quality];
    at = new Float64Array(size);
    value = new Float64Array(size);
    point = new Uint32Array(size);
    quality = new Uint8Array(size);
    at.set(ats);
    value.set(values);
    point.set(points);
    quality.set(qualities);
  };
  return {
    get rows() {
      return rows;
    },
    get columns() {
      return { rows, at, value, point, quality };
    },
    add: (moment, number, which, worth) => {
      if (rows === at.length) grow();
      at[rows] = moment;
      value[rows] = number;
      point[rows] = which;
      quality[rows] = worth;
      rows++;
    },
    clear: () => {
      rows = 0;
    },
  };
};

/**
 * Brings readings into the order of their times, equal times in the order of their rows; of rows of one point and moment
 * that come one after the other the last stays. Merging a hundred streams by comparing their heads costs seven
 * comparisons a reading; counting the digits of its time costs two passes over the memory however many streams there are.
 *
 * @returns what brings columns into order; its answer is only good until it is used again
 */
export const timeOrder = (): ((columns: ReadingColumns) => ReadingColumns) => {
  let order = new Uint32Array(0);
  let other = new Uint32Array(0);
  let offset = new Uint32Array(0);
  let out = emptyColumns(0);
  const counts = new Uint32Array(DIGITS);

  const makeRoom = (rows: number): void => {
    if (order.length >= rows) return;
    order = new Uint32Array(rows);
    other = new Uint32Array(rows);
    offset = new Uint32Array(rows);
    out = emptyColumns(rows);
  };

  /** One pass of a radix sort: stable, by the digit that begins at `shift`. */
  const pass = (rows: number, shift: number): void => {
    counts.fill(0);
    for (let row = 0; row < rows; row++) counts[(offset[row]! >>> shift) & (DIGITS - 1)]! += 1;
    let sum = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = counts[digit]!;
      counts[digit] = sum;
      sum += count;
    }
    for (let place = 0; place < rows; place++) {
      const row = order[place]!;
      other[counts[(offset[row]! >>> shift) & (DIGITS - 1)]!++] = row;
    }
    [order, other] = [other, order];
  };

  /** Rows in their new order; twins are left out but for the last. */
  const arranged = ({ rows, at, value, point, quality }: ReadingColumns): ReadingColumns => {
    let made = 0;
    for (let place = 0; place < rows; place++) {
      const row = order[place]!;
      const next = place + 1 < rows ? order[place + 1]! : row;
      if (next !== row && at[next] === at[row] && point[next] === point[row]) continue;
      out.at[made] = at[row]!;
      out.value[made] = value[row]!;
      out.point[made] = point[row]!;
      out.quality[made] = quality[row]!;
      made++;
    }
    return { ...out, rows: made };
  };

  return columns => {
    const { rows, at } = columns;
    makeRoom(rows);
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    let isOrdered = true;
    for (let row = 0; row < rows; row++) {
      const moment = at[row]!;
      if (moment < last) isOrdered = false;
      else last = moment;
      if (moment < first) first = moment;
    }
    for (let row = 0; row < rows; row++) {
      order[row] = row;
      offset[row] = at[row]! - first;
    }
    if (!isOrdered && last - first > LONGEST_MS)
      order.subarray(0, rows).sort((a, b) => at[a]! - at[b]! || a - b);
    else if (!isOrdered)
      for (let shift = 0; 2 ** shift <= last - first; shift += DIGIT_BITS) pass(rows, shift);
    return arranged(columns);
  };
};

const emptyColumns = (rows: number): ReadingColumns => ({
  rows,
  at: new Float64Array(rows),
  value: new Float64Array(rows),
  point: new Uint32Array(rows),
  quality: new Uint8Array(rows),
});
