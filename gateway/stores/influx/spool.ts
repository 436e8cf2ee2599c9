import { dirname, join } from "node:path";
import { growthLimit } from "../sqlite/archive.ts";
import { openDatabase, transaction } from "../sqlite/open.ts";
import { type LateQuarters, lateQuarters } from "./late-quarters.ts";
import type { Range } from "./ranges.ts";
import type { Poison } from "./settle.ts";

/** Lines that are durable here and go to the server together. */
export type Batch = {
  readonly seq: number;
  readonly lines: number;
  readonly body: Uint8Array;
  /** Quarters of an hour that its readings are of, by their beginnings, in ms; null: that was not written down. */
  readonly quarters: readonly number[] | null;
};

/** What is in the spool when it is opened; null when it is empty. */
export type Found = Range & { readonly lines: number };

/** The spool's database, used by one thread. Numbers of batches grow; they begin anew when the spool was empty. */
export type Spool = {
  readonly found: Found | null;
  /** Durable when it returns. */
  add(body: Uint8Array, lines: number, quarters?: readonly number[]): Batch;
  /** The first batches of a range: at least one if there is one, and no more lines than `mostLines` if there are more. */
  read(range: Range, mostLines: number): readonly Batch[];
  /** Returns how many lines went. */
  remove(seqs: readonly number[]): number;
  /** Sum of the bodies. */
  bytes(): number;
  /** Keeps the newest thousand of what no server will ever take. */
  setAside(poison: readonly Poison[], at: string): void;
  /** Quarters of which roll-ups have to be made once more. */
  readonly late: LateQuarters;
  close(): void;
};

export const spoolPath = (directory: string, name: string): string =>
  join(directory, `spool-${encodeURIComponent(name)}.db`);

const MIGRATIONS = [
  `CREATE TABLE batch (seq INTEGER PRIMARY KEY, lines INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
   CREATE TABLE poison (
     id INTEGER PRIMARY KEY, at TEXT NOT NULL, line TEXT NOT NULL, count INTEGER NOT NULL, why TEXT NOT NULL
   ) STRICT;`,
  `ALTER TABLE batch ADD COLUMN quarters TEXT;
   CREATE TABLE late (
     policy TEXT NOT NULL, begin_ms INTEGER NOT NULL, marked_ms INTEGER NOT NULL, PRIMARY KEY (policy, begin_ms)
   ) STRICT, WITHOUT ROWID;`,
];

const MOST_POISON = 1_000;
const MOST_BATCHES = 64;

/**
 * Opens (or makes) a spool.
 *
 * @param reserveBytes  the file does not grow while the disk has less than this to spare: that is the record's
 * @throws {Fault}      `SPOOL_NEWER`, `SPOOL_FULL`, `SPOOL_FAILED`, `DATA_DIRECTORY_UNUSABLE`
 */
export const openSpool = (path: string, reserveBytes: number): Spool => {
  const database = openDatabase({ path, code: "SPOOL", migrations: MIGRATIONS });
  const keepSmall = growthLimit(database, dirname(path), reserveBytes);
  const put = database.prepare("INSERT INTO batch (seq, lines, body, quarters) VALUES (?, ?, ?, ?)");
  const first = database.prepare(
    "SELECT seq, lines, body, quarters FROM batch WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?",
  );
  const drop = database.prepare("DELETE FROM batch WHERE seq = ? RETURNING lines, length(body) AS bytes");
  const putAside = database.prepare("INSERT INTO poison (at, line, count, why) VALUES (?, ?, ?, ?)");
  const forget = database.prepare("DELETE FROM poison WHERE id <= (SELECT max(id) FROM poison) - ?");
  const all = database
    .prepare(
      "SELECT min(seq) AS first, max(seq) AS last, sum(lines) AS lines, sum(length(body)) AS bytes FROM batch",
    )
    .get();
  const found =
    all === undefined || all.first === null
      ? null
      : { first: Number(all.first), last: Number(all.last), lines: Number(all.lines) };
  let bytes = Number(all?.bytes ?? 0);
  let last = found?.last ?? 0;

  return {
    found,
    add: (body, lines, quarters = []) => {
      keepSmall();
      transaction(database, () => put.run(last + 1, lines, body, JSON.stringify(quarters)));
      last += 1;
      bytes += body.length;
      return { seq: last, lines, body, quarters };
    },
    read: (range, mostLines) => {
      const batches: Batch[] = [];
      let lines = 0;
      for (const row of first.iterate(range.first, range.last, MOST_BATCHES)) {
        const found = row as unknown as Omit<Batch, "quarters"> & { readonly quarters: string | null };
        const batch: Batch = {
          ...found,
          quarters: found.quarters === null ? null : JSON.parse(found.quarters),
        };
        if (batches.length > 0 && lines + batch.lines > mostLines) break;
        batches.push(batch);
        lines += batch.lines;
      }
      return batches;
    },
    remove: seqs => {
      const rows = transaction(database, () => seqs.flatMap(seq => drop.all(seq)));
      bytes -= rows.reduce((sum, row) => sum + Number(row.bytes), 0);
      return rows.reduce((sum, row) => sum + Number(row.lines), 0);
    },
    bytes: () => bytes,
    setAside: (poison, at) =>
      transaction(database, () => {
        for (const { line, count, why } of poison.slice(-MOST_POISON))
          putAside.run(at, line.slice(0, 4_000), count, why);
        forget.run(MOST_POISON);
      }),
    late: lateQuarters(database),
    close: () => database.close(),
  };
};
