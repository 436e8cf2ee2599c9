import { DatabaseSync } from "node:sqlite";
import type { RecordedSpan } from "#gateway/ports/recorded.ts";
import { historyPath } from "./archive.ts";
import { sqliteRecorded } from "./recorded.ts";

/**
 * The time that the open days of a data directory cover, over all points that were ever in it; null: nothing is there.
 *
 * @throws {Fault} `NO_HISTORY`, `HISTORY_NEWER`, `HISTORY_FAILED`
 */
export const hotSpan = async (directory: string): Promise<RecordedSpan | null> => {
  await sqliteRecorded({ directory, points: [] }).close(); // Says what is wrong with it, if anything is.
  const database = new DatabaseSync(historyPath(directory), { readOnly: true, timeout: 5_000 });
  const points = database.prepare("SELECT name FROM point").all();
  database.close();
  const recorded = sqliteRecorded({ directory, points: points.map(({ name }) => String(name)) });
  try {
    return await recorded.span();
  } finally {
    await recorded.close();
  }
};
