import type { ReadingColumns } from "#rules/reading/columns.ts";

/** Bytes of one row: instant and value as doubles, point as u32, quality as u8; little-endian on all our machines. */
const ROW_BYTES = 8 + 8 + 4 + 1;

/**
 * Columns as one blob, column after column, with the points renamed.
 *
 * @param names  what each point number becomes
 */
export const packed = (columns: ReadingColumns, names: Uint32Array): Uint8Array => {
  const { rows } = columns;
  const body = new Uint8Array(rows * ROW_BYTES);
  const inside = columnsOf(body.buffer, rows);
  inside.at.set(columns.at.subarray(0, rows));
  inside.value.set(columns.value.subarray(0, rows));
  for (let row = 0; row < rows; row += 1) inside.point[row] = names[columns.point[row]!]!;
  inside.quality.set(columns.quality.subarray(0, rows));
  return body;
};

/** The columns of a blob that `packed` made. */
export const unpacked = (body: Uint8Array): ReadingColumns => {
  // Doubles must begin at a multiple of eight; a copy does.
  const copy = body.slice();
  return columnsOf(copy.buffer, copy.length / ROW_BYTES);
};

const columnsOf = (buffer: ArrayBuffer, rows: number): ReadingColumns => ({
  rows,
  at: new Float64Array(buffer, 0, rows),
  value: new Float64Array(buffer, 8 * rows, rows),
  point: new Uint32Array(buffer, 16 * rows, rows),
  quality: new Uint8Array(buffer, 20 * rows, rows),
});
