import { join } from "node:path";
import type { TrendLevel } from "../trends/step.ts";

/** What a cold file holds: readings and minutes of one day, quarters of an hour of one month. */
export type ColdKind = TrendLevel;

/** `<data>/history` */
export const coldDirectory = (directory: string): string => join(directory, "history");

export const manifestPath = (directory: string): string => join(coldDirectory(directory), "manifest.json");

/** Where DuckDB puts what does not fit into its memory; emptied at each start. */
export const spillPath = (directory: string): string => join(coldDirectory(directory), "spill");

/** What ends the name of a file that is not finished. */
export const UNFINISHED = ".part";

/**
 * Name of a file below `<data>/history`: `readings/2025-07-08.parquet`, re-written `readings/2025-07-08.r2.parquet`. Another
 * revision has another name, so that a file that somebody reads or copies never changes.
 *
 * @param of  `2025-07-08`, of quarters `2025-07`
 */
export const coldName = (kind: ColdKind, of: string, revision: number): string =>
  `${kind}/${of}${revision === 1 ? "" : `.r${revision}`}.parquet`;
