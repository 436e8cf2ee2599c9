import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import type { TrailHead } from "../ports/audit.ts";
import { headOf } from "../stores/sqlite/audit.ts";

/** How long a copy waits for whoever has a database for himself, in ms. */
const PATIENCE_MS = 30_000;

/**
 * Copies a database as it is at one moment, also while others write it: what is committed when this begins is in the
 * copy, and of what comes later all or nothing of each transaction. Nobody is kept from writing.
 *
 * @see https://www.sqlite.org/lang_vacuum.html#vacuuminto
 */
export const copyDatabase = (from: string, to: string): void => {
  const source = openToRead(from);
  try {
    source.prepare("VACUUM INTO ?").run(to);
  } finally {
    source.close();
  }
};

/** What SQLite finds wrong in a database that nobody writes; null: nothing. Leaves no file beside it. */
export const damageIn = (path: string): string | null => {
  try {
    const database = openAlone(path);
    try {
      const found = database.prepare("PRAGMA quick_check(1)").get()?.quick_check;
      return found === "ok" ? null : String(found);
    } finally {
      database.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** The end of the trail in a copy of a record; null: the directory has no record. */
export const headIn = (directory: string): TrailHead | null => {
  const path = join(directory, "record.db");
  if (!existsSync(path)) return null;
  const database = openAlone(path);
  try {
    const isRecord = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() !== undefined;
    return isRecord ? headOf(database) : null;
  } finally {
    database.close();
  }
};

const openAlone = (path: string): DatabaseSync => {
  const alone = pathToFileURL(path);
  alone.searchParams.set("immutable", "1");
  return new DatabaseSync(alone, { readOnly: true });
};

/** Where nobody may write, SQLite reads only what has no write-ahead log; then the file alone is all there is. */
const openToRead = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE_MS });
  try {
    database.prepare("SELECT 1 FROM sqlite_schema").get();
    return database;
  } catch (error) {
    database.close();
    if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) throw error;
    return openAlone(path);
  }
};
