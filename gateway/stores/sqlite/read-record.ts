import { existsSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import type { Audit, KnownHead, TrailHead } from "#gateway/ports/audit.ts";
import { Fault } from "#gateway/ports/fault.ts";
import type { StandingKind } from "#gateway/ports/papers.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import { instant } from "#rules/time/instant.ts";
import { type Anchors, readAnchors } from "../audit/anchors.ts";
import { anchorsPath } from "../audit/anchors-file.ts";
import { auditOf, headOf } from "./audit.ts";
import { storeFault } from "./failure.ts";
import { recordPath } from "./ledger.ts";
import { paperOf } from "./papers.ts";
import { MIGRATIONS } from "./record-schema.ts";

/** What an audit of a directory goes by beside the anchors that lie in it. */
export type AuditOptions = {
  /** A copy of the anchors from elsewhere, in the place of those of the directory. */
  readonly anchorsFile?: string | undefined;
  /** An end of the trail that somebody wrote down. */
  readonly noted?: TrailHead | undefined;
};

/**
 * Goes over the record of a data directory as it stands at this moment, without changing anything and also while a
 * gateway writes it.
 *
 * @throws {Fault} `NO_RECORD`, `NO_ANCHORS`, `RECORD_NEWER`, `RECORD_FAILED`
 */
export const auditDirectory = (directory: string, { anchorsFile, noted }: AuditOptions = {}): Audit => {
  // Before the record is opened: an anchor is never ahead of what is durable.
  const { anchors, wrong } = anchorsOf(directory, anchorsFile);
  const known = noted === undefined ? anchors : [...anchors, { ...noted, at: null }];
  return reading(directory, "verify", database => {
    const steps = auditOf(database, { anchors: known, wrong });
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
  });
};

/**
 * The end of the trail of a data directory, and when its last event was; null: nothing was recorded yet.
 *
 * @throws {Fault} as `auditDirectory`
 */
export const headOfDirectory = (directory: string): KnownHead =>
  reading(directory, "read the end of the trail", database => {
    const head = headOf(database);
    const row = database.prepare("SELECT at FROM event WHERE seq = ?").get(head.seq);
    return { ...head, at: row === undefined ? null : instant(Number(row.at)) };
  });

/**
 * All papers of a kind, as they stand at this moment.
 *
 * @throws {Fault} `NO_RECORD`, `RECORD_NEWER`, `RECORD_FAILED`
 */
export const papersOfDirectory = (directory: string, kind: StandingKind): readonly Paper[] =>
  reading(directory, "read papers", database =>
    database.prepare("SELECT * FROM paper WHERE kind = ? ORDER BY id").all(kind).map(paperOf),
  );

const anchorsOf = (directory: string, file: string | undefined): Anchors => {
  if (file !== undefined && !existsSync(file))
    throw new Fault("NO_ANCHORS", `${file}: there is no such file of anchors`, { retry: false });
  return readAnchors(file ?? anchorsPath(directory));
};

const reading = <T>(directory: string, tried: string, work: (database: DatabaseSync) => T): T => {
  const path = recordPath(directory);
  let database: DatabaseSync | undefined;
  try {
    database = openToRead(directory);
    // One view of everything, whatever is written meanwhile.
    database.exec("BEGIN");
    return work(database);
  } catch (error) {
    throw error instanceof Fault ? error : storeFault({ path, code: "RECORD" }, tried, error);
  } finally {
    database?.close();
  }
};

/**
 * Opens the record of a data directory for reading only, also while a gateway writes it.
 *
 * @throws {Fault} `NO_RECORD`, `RECORD_NEWER`; what SQLite throws comes as it is
 */
export const openToRead = (directory: string): DatabaseSync => {
  const path = recordPath(directory);
  if (!existsSync(path)) throw noRecord(path);
  const database = open(path);
  try {
    const version = Number(database.prepare("PRAGMA user_version").get()?.user_version);
    if (version === 0) throw noRecord(path);
    if (version <= MIGRATIONS.length) return database;
    const message = `${path}: its schema ${version} is newer than schema ${MIGRATIONS.length} of this Hallwatch: use the version that wrote it, or a later one`;
    throw new Fault("RECORD_NEWER", message, { retry: false });
  } catch (error) {
    database.close();
    throw error;
  }
};

const noRecord = (path: string): Fault =>
  new Fault("NO_RECORD", `${path}: there is no record`, { retry: false });

/**
 * Where nobody may write, SQLite cannot make the files that readers and writers share; then nobody else writes either
 * and, when nothing waits in the write-ahead log, the file alone is the record.
 *
 * @see https://www.sqlite.org/wal.html#read_only_databases
 */
const open = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    database.prepare("SELECT 1 FROM sqlite_schema").get();
    return database;
  } catch (error) {
    database.close();
    if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) throw error;
    const alone = pathToFileURL(path);
    alone.searchParams.set("immutable", "1");
    return new DatabaseSync(alone, { readOnly: true });
  }
};
