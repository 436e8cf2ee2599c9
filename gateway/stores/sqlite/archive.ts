import { dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { ReadingColumns } from "#rules/reading/columns.ts";
import { hours, type Millis } from "#rules/time/instant.ts";
import { freeBytes } from "../directory.ts";
import { folder } from "./fold.ts";
import { openDatabase, transaction } from "./open.ts";
import { packed, unpacked } from "./packed.ts";

/** Path of the embedded history's database in a data directory. */
export const historyPath = (directory: string): string => join(directory, "history.db");

const MIGRATIONS = [
  `CREATE TABLE point (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE recent (seq INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
   CREATE TABLE reading (
     point INTEGER NOT NULL, at INTEGER NOT NULL, value REAL, quality INTEGER NOT NULL, PRIMARY KEY (point, at)
   ) STRICT, WITHOUT ROWID;`,
];

/** The schema that this version of the history has. */
export const HISTORY_SCHEMA = MIGRATIONS.length;

/** How much one step of a purge removes at most: what one point gathered in this time. */
const PURGE_STEP: Millis = hours(6);

/** Which values to read back; `at` from `from` on and before `to`, the newest `limit` of them. */
export type RangeQuery = {
  readonly point: string;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
};

/** Values of one point, oldest first, in columns; `quality` indexes `QUALITIES`. */
export type Series = Pick<ReadingColumns, "at" | "value" | "quality">;

/**
 * The embedded history's database, used by one thread. A chunk is first one blob in `recent`, which costs one small
 * write; when many have come together they are folded into `reading`, one row each, in the order of its key, so that a
 * page is written once for many readings of a point and not for every one. Reading back looks at both.
 */
export type Archive = {
  /** Durable when it returns. */
  append(chunk: ReadingColumns): void;
  /** Readings in blobs that are not rows yet. */
  unfolded(): number;
  /** Makes rows of all blobs, in one transaction. */
  fold(): void;
  range(query: RangeQuery): Series;
  /** Ids of all points that were ever named here, for `purge`. */
  pointIds(): readonly number[];
  /** The oldest row from a moment on, of any point; null: there is none. */
  oldest(from: number): number | null;
  /** Removes the oldest rows of one point from `from` on and before `until`, some hours at most; false when none were left. */
  purge(point: number, until: number, from?: number): boolean;
  close(): void;
};

/**
 * Opens the history of a data directory.
 *
 * @param points        id of each point of the site, by its number
 * @param reserveBytes  the file does not grow while the disk has less than this to spare: that is the record's
 * @throws {Fault}      `HISTORY_NEWER`, `HISTORY_FULL`, `HISTORY_FAILED`, `DATA_DIRECTORY_UNUSABLE`
 */
export const openArchive = (directory: string, points: readonly string[], reserveBytes: number): Archive => {
  const path = historyPath(directory);
  const database = openDatabase({ path, code: "HISTORY", migrations: MIGRATIONS });
  const ids = namePoints(database, points);
  const numbers = Uint32Array.from(points, point => ids.get(point) ?? 0);
  const keepSmall = growthLimit(database, dirname(path), reserveBytes);
  const addRecent = database.prepare("INSERT INTO recent (body) VALUES (?)");
  const writeRows = folder(database);
  const oldest = database.prepare("SELECT min(at) AS at FROM reading WHERE point = ? AND at >= ?");
  const remove = database.prepare("DELETE FROM reading WHERE point = ? AND at >= ? AND at < ?");
  const newest = database.prepare(
    "SELECT at, value, quality FROM reading WHERE point = ? AND at >= ? AND at < ? ORDER BY at DESC LIMIT ?",
  );
  const bodies = database.prepare("SELECT body FROM recent ORDER BY seq").all();
  let recent = bodies.map(({ body }) => unpacked(body as Uint8Array));
  let unfolded = recent.reduce((sum, { rows }) => sum + rows, 0);

  return {
    append: chunk => {
      keepSmall();
      const body = packed(chunk, numbers);
      transaction(database, () => addRecent.run(body));
      recent.push(unpacked(body));
      unfolded += chunk.rows;
    },
    unfolded: () => unfolded,
    fold: () => {
      keepSmall();
      transaction(database, () => {
        writeRows(recent);
        database.exec("DELETE FROM recent");
      });
      recent = [];
      unfolded = 0;
    },
    range: ({ point, from, to, limit }) => {
      const id = ids.get(point);
      if (id === undefined) return seriesOf([], limit);
      const values = new Map<number, readonly [value: number, quality: number]>();
      for (const { at, value, quality } of newest.all(id, from, to, limit))
        values.set(Number(at), [value === null ? Number.NaN : Number(value), Number(quality)]);
      for (const chunk of recent)
        for (let row = 0; row < chunk.rows; row += 1) {
          const at = chunk.at[row]!;
          if (chunk.point[row] === id && at >= from && at < to)
            values.set(at, [chunk.value[row]!, chunk.quality[row]!]);
        }
      return seriesOf([...values], limit);
    },
    pointIds: () => [...ids.values()],
    oldest: from => {
      const found = [...ids.values()].map(point => oldest.get(point, from)?.at);
      const all = found.filter(at => typeof at === "number");
      return all.length === 0 ? null : Math.min(...all);
    },
    purge: (point, until, from = Number.MIN_SAFE_INTEGER) => {
      const at = oldest.get(point, from)?.at;
      if (typeof at !== "number" || at >= until) return false;
      remove.run(point, from, Math.min(until, at + PURGE_STEP));
      return true;
    },
    close: () => database.close(),
  };
};

/** Gives every point a number that stays the same when the site file changes. */
const namePoints = (database: DatabaseSync, points: readonly string[]): ReadonlyMap<string, number> => {
  const add = database.prepare("INSERT OR IGNORE INTO point (name) VALUES (?)");
  transaction(database, () => {
    for (const point of points) add.run(point);
  });
  const rows = database.prepare("SELECT id, name FROM point").all();
  return new Map(rows.map(({ id, name }) => [String(name), Number(id)]));
};

/** Keeps a database from growing while its disk is nearly full; pages that it has already may be used again. */
export const growthLimit = (database: DatabaseSync, directory: string, reserveBytes: number) => {
  let isLimited = false;
  return (): void => {
    const isNearlyFull = freeBytes(directory) < reserveBytes;
    if (isNearlyFull === isLimited) return;
    isLimited = isNearlyFull;
    const AS_IT_IS = 1; // SQLite takes the present size when it is larger.
    const NO_LIMIT = 4_294_967_294;
    database.exec(`PRAGMA max_page_count = ${isLimited ? AS_IT_IS : NO_LIMIT}`);
  };
};

const seriesOf = (
  values: readonly (readonly [at: number, value: readonly [value: number, quality: number]])[],
  limit: number,
): Series => {
  const sorted = values.toSorted(([a], [b]) => a - b).slice(Math.max(0, values.length - limit));
  return {
    at: Float64Array.from(sorted, ([at]) => at),
    value: Float64Array.from(sorted, ([, [value]]) => value),
    quality: Uint8Array.from(sorted, ([, [, quality]]) => quality),
  };
};
