import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Fault } from "../ports/fault.ts";

/** The database of accounts: synchronous, shared with the command line. */
export type Store = DatabaseSync;

/** Path of the accounts in a data directory. */
export const accountsPath = (directory: string): string => join(directory, "accounts.db");

const VERSION = 1;

const SCHEMA = `
  CREATE TABLE accounts (person TEXT PRIMARY KEY, hash TEXT NOT NULL, changed_at INTEGER NOT NULL, used_at INTEGER) STRICT;
  CREATE TABLE tries (name TEXT PRIMARY KEY, failures INTEGER NOT NULL, waits_until INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE TABLE links (hash TEXT PRIMARY KEY, person TEXT, expires_at INTEGER NOT NULL) STRICT;
  CREATE TABLE sessions (
    hash TEXT PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, used_at INTEGER NOT NULL, ends_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE tokens (name TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, person TEXT, made_at INTEGER NOT NULL) STRICT;
  CREATE TABLE happened (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, person TEXT NOT NULL, what TEXT NOT NULL, by TEXT, detail TEXT NOT NULL
  ) STRICT;
  CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL, roles TEXT NOT NULL) STRICT;
  CREATE TABLE set_up (at INTEGER NOT NULL) STRICT;
`;

/**
 * Opens (or makes) the accounts of a data directory; nobody but its owner can read the file.
 *
 * @throws {Fault} `ACCOUNTS_NEWER` when a later version of Hallwatch wrote it; `ACCOUNTS_FAILED` when it cannot be opened
 */
export const openStore = (directory: string): Store => {
  const path = accountsPath(directory);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o750 });
    // SQLite gives the files beside it the rights of this one.
    if (!existsSync(path)) closeSync(openSync(path, "a", 0o600));
    chmodSync(path, 0o600);
    const database = new DatabaseSync(path, { timeout: 5_000 });
    try {
      database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;");
      migrate(database, path);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Fault("ACCOUNTS_FAILED", `${path}: open: ${why}`, { retry: false, cause });
  }
};

/** Runs `work` as one transaction, after which it survives a power cut: all of it, or nothing when it throws. */
export const durably = <T>(store: Store, work: () => T): T => transaction(store, "FULL", work);

/** Runs `work` as one transaction that costs no sync: a power cut may undo it, whole. */
export const lightly = <T>(store: Store, work: () => T): T => transaction(store, "NORMAL", work);

const transaction = <T>(store: Store, synchronous: "FULL" | "NORMAL", work: () => T): T => {
  store.exec(`PRAGMA synchronous = ${synchronous}`);
  store.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    store.exec("COMMIT");
    return result;
  } catch (error) {
    if (store.isTransaction) store.exec("ROLLBACK");
    throw error;
  }
};

const migrate = (store: Store, path: string): void => {
  const versionOf = () => Number(store.prepare("PRAGMA user_version").get()?.user_version);
  if (versionOf() > VERSION) {
    const message = `${path}: its schema ${versionOf()} is newer than schema ${VERSION} of this Hallwatch: start the version that wrote it, or a later one`;
    throw new Fault("ACCOUNTS_NEWER", message, { retry: false });
  }
  if (versionOf() === VERSION) return;
  durably(store, () => {
    // Another process may have made it while this one waited for its turn.
    if (versionOf() === 0) store.exec(`${SCHEMA} PRAGMA user_version = ${VERSION};`);
  });
};
