import type { Quality } from "./reading.ts";

/** The qualities in the order of their numbers in columns and in the embedded history. */
export const QUALITIES: readonly Quality[] = ["good", "uncertain", "bad"];

/** Many readings as columns, so that a year of them makes no objects: row n is the nth reading. */
export type ReadingColumns = {
  /** How many rows count; the arrays may be longer. */
  readonly rows: number;
  /** Instants of measurement. */
  readonly at: Float64Array;
  /** In the class's unit, or the index of the class's word; NaN where there is no value. */
  readonly value: Float64Array;
  /** Position in `site.points`. */
  readonly point: Uint32Array;
  /** Index into `QUALITIES`. */
  readonly quality: Uint8Array;
};
