import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ReadingColumns } from "#rules/reading/columns.ts";

/** Rows of one INSERT: fewer, larger statements cost less per row. */
const TOGETHER = 64;

/**
 * Writes chunks of readings, oldest first, as rows of `reading` in the order of their points. Of two readings of one
 * point and moment the later one stays.
 */
export const folder = (database: DatabaseSync): ((chunks: readonly ReadingColumns[]) => void) => {
  const insert = (rows: number): StatementSync =>
    database.prepare(`INSERT OR REPLACE INTO reading VALUES ${Array(rows).fill("(?, ?, ?, ?)").join(", ")}`);
  const many = insert(TOGETHER);
  const one = insert(1);
  return chunks => {
    const all = joined(chunks);
    const values = new Array<number>(4 * TOGETHER);
    let filled = 0;
    for (const row of byPoint(all.point)) {
      if (Number.isNaN(all.at[row])) continue; // One reading without a time must not keep all others out.
      values[filled] = all.point[row]!;
      values[filled + 1] = all.at[row]!;
      values[filled + 2] = all.value[row]!;
      values[filled + 3] = all.quality[row]!;
      filled += 4;
      if (filled < values.length) continue;
      many.run(...values);
      filled = 0;
    }
    for (let from = 0; from < filled; from += 4) one.run(...values.slice(from, from + 4));
  };
};

/** Several columns as one, in their order. */
export const joined = (chunks: readonly ReadingColumns[]): ReadingColumns => {
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
  const all = {
    rows,
    at: new Float64Array(rows),
    value: new Float64Array(rows),
    point: new Uint32Array(rows),
    quality: new Uint8Array(rows),
  };
  let from = 0;
  for (const chunk of chunks) {
    all.at.set(chunk.at, from);
    all.value.set(chunk.value, from);
    all.point.set(chunk.point, from);
    all.quality.set(chunk.quality, from);
    from += chunk.rows;
  }
  return all;
};

/** Positions in the order of their points, equal points in the order of their coming: a counting sort. */
export const byPoint = (points: Uint32Array): Uint32Array => {
  const next = new Uint32Array(points.reduce((most, point) => Math.max(most, point), 0) + 2);
  for (const point of points) next[point + 1]! += 1;
  for (let point = 1; point < next.length; point += 1) next[point]! += next[point - 1]!;
  const order = new Uint32Array(points.length);
  for (let row = 0; row < points.length; row += 1) order[next[points[row]!]!++] = row;
  return order;
};
