import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Fault } from "#gateway/ports/fault.ts";
import { prepareDirectory, syncDirectory } from "../directory.ts";
import { storeFault } from "./failure.ts";

/** One step to the next schema: what SQL alone cannot do is a function, run in the step's transaction. */
export type Migration = string | ((database: DatabaseSync) => void);

/** One database file of ours: `code` begins its faults (`RECORD`), `migrations[n]` brings schema n to n + 1. */
export type DatabasePlan = {
  readonly path: string;
  readonly code: string;
  readonly migrations: readonly Migration[];
};

/**
 * Opens (or makes) a database whose commits survive a power cut, and brings its schema up to ours.
 *
 * @throws {Fault} `<code>_NEWER` when a later version of Hallwatch wrote it; `<code>_FULL` or `<code>_FAILED` when it
 *                 cannot be opened; `DATA_DIRECTORY_UNUSABLE`
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous: in WAL only FULL syncs at each commit
 */
export const openDatabase = (plan: DatabasePlan): DatabaseSync => {
  prepareDirectory(dirname(plan.path));
  try {
    const database = new DatabaseSync(plan.path, { timeout: 5_000, enableForeignKeyConstraints: true });
    try {
      database.exec(`
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 1000;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA trusted_schema = OFF;
        PRAGMA temp_store = MEMORY;
      `);
      migrate(database, plan);
      syncDirectory(dirname(plan.path));
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    throw error instanceof Fault ? error : storeFault(plan, "open", error);
  }
};

/** Runs `work` as one transaction: all of it is durable when this returns, nothing of it when this throws. */
export const transaction = <T>(database: DatabaseSync, work: () => T): T => {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // A full disk or an I/O error has rolled back already.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
};

const migrate = (database: DatabaseSync, { path, code, migrations }: DatabasePlan): void => {
  const version = Number(database.prepare("PRAGMA user_version").get()?.user_version);
  if (version > migrations.length) {
    const message = `${path}: its schema ${version} is newer than schema ${migrations.length} of this Hallwatch: start the version that wrote it, or a later one`;
    throw new Fault(`${code}_NEWER`, message, { retry: false });
  }
  for (const [from, step] of migrations.entries())
    if (from >= version)
      transaction(database, () => {
        if (typeof step === "string") database.exec(step);
        else step(database);
        database.exec(`PRAGMA user_version = ${from + 1}`);
      });
};
