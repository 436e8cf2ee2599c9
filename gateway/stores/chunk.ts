import type { ReadingColumns } from "#rules/reading/columns.ts";
import type { Quality, Reading } from "#rules/reading/reading.ts";

/** Readings that one chunk holds at most; also the largest number that is made durable in one go. */
export const CHUNK_ROWS = 10_000;

const NUMBER_OF: Readonly<Record<Quality, number>> = { good: 0, uncertain: 1, bad: 2 };

/**
 * Readings on their way to a worker, as columns in shared memory: handing a chunk over copies nothing, and the main
 * thread still has it when the worker fails. Whoever is not its turn does not touch it.
 */
export type Chunk = ReadingColumns & {
  rows: number;
  /** Lines for a store that takes text beside readings. */
  readonly lines: string[];
};

export const emptyChunk = (): Chunk => ({
  rows: 0,
  at: new Float64Array(new SharedArrayBuffer(8 * CHUNK_ROWS)),
  value: new Float64Array(new SharedArrayBuffer(8 * CHUNK_ROWS)),
  point: new Uint32Array(new SharedArrayBuffer(4 * CHUNK_ROWS)),
  quality: new Uint8Array(new SharedArrayBuffer(CHUNK_ROWS)),
  lines: [],
});

/** Readings and lines together. */
export const chunkSize = (chunk: Chunk): number => chunk.rows + chunk.lines.length;

export const isFullChunk = (chunk: Chunk): boolean => chunkSize(chunk) >= CHUNK_ROWS;

/** Adds a reading to a chunk that is not full. */
export const addReading = (chunk: Chunk, reading: Reading): void => {
  const row = chunk.rows;
  chunk.at[row] = Math.round(reading.at);
  chunk.value[row] = reading.value;
  chunk.point[row] = reading.point;
  chunk.quality[row] = NUMBER_OF[reading.quality];
  chunk.rows = row + 1;
};

/** Adds all of `other` to `chunk`, which must have the room. */
export const addChunk = (chunk: Chunk, other: Chunk): void => {
  chunk.at.set(other.at.subarray(0, other.rows), chunk.rows);
  chunk.value.set(other.value.subarray(0, other.rows), chunk.rows);
  chunk.point.set(other.point.subarray(0, other.rows), chunk.rows);
  chunk.quality.set(other.quality.subarray(0, other.rows), chunk.rows);
  chunk.rows += other.rows;
  chunk.lines.push(...other.lines);
};

/** Makes a chunk empty again, for its next use. */
export const clearChunk = (chunk: Chunk): void => {
  chunk.rows = 0;
  chunk.lines.length = 0;
};
