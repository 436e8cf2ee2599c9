import { QUALITIES, type ReadingColumns } from "../../reading/columns.ts";
import type { Reading } from "../../reading/reading.ts";

/** Readings as columns, in the order in which they are given. */
export const columnsOf = (readings: readonly Reading[]): ReadingColumns => ({
  rows: readings.length,
  at: Float64Array.from(readings, reading => reading.at),
  value: Float64Array.from(readings, reading => reading.value),
  point: Uint32Array.from(readings, reading => reading.point),
  quality: Uint8Array.from(readings, reading => QUALITIES.indexOf(reading.quality)),
});
