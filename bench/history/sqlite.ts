import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { bucketsOf } from "../../gateway/stores/trends/buckets.ts";
import type { PointSeries } from "../../gateway/stores/trends/roll-up.ts";
import { stepFor } from "../../gateway/stores/trends/step.ts";
import { arriving, type Load, made } from "./made.ts";
import { type Subject, sizeOf, spanOf } from "./subject.ts";

const database = (directory: string, schema: string): DatabaseSync => {
  mkdirSync(directory);
  const opened = new DatabaseSync(join(directory, "history.db"));
  opened.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${schema}`);
  return opened;
};

/** A row a reading. */
export const rowsInSqlite = (root: string, load: Load): Subject => {
  const directory = join(root, "rows");
  const db = database(
    directory,
    "CREATE TABLE reading (point INTEGER, at INTEGER, value REAL, quality INTEGER, PRIMARY KEY (point, at)) STRICT, WITHOUT ROWID",
  );
  const addAll = db.prepare(`INSERT INTO reading VALUES ${Array(64).fill("(?, ?, ?, ?)").join(", ")}`);
  const addOne = db.prepare("INSERT INTO reading VALUES (?, ?, ?, ?)");
  // A number of JavaScript is bound as a real one, and a time divided by that would be a bucket of its own.
  const courses = db.prepare(
    "SELECT at / CAST(? AS INTEGER) AS bucket, min(value) AS min, max(value) AS max, avg(value) AS mean, count(*) AS count FROM reading WHERE point = ? AND at >= ? AND at < ? GROUP BY bucket",
  );
  return {
    name: "SQLite, a row a reading",
    add: day => {
      for (const { rows, at, value, point } of arriving(load, day, 20_000)) {
        db.exec("BEGIN");
        const values: number[] = [];
        for (let row = 0; row < rows; row++) {
          values.push(point[row]!, at[row]!, value[row]!, 0);
          if (values.length === 256) addAll.run(...values.splice(0));
        }
        while (values.length > 0) addOne.run(...values.splice(0, 4));
        db.exec("COMMIT");
      }
    },
    settle: () => db.exec("PRAGMA wal_checkpoint(TRUNCATE)"),
    bytes: () => sizeOf(directory),
    ask: asked => {
      const span = spanOf(asked);
      const step = stepFor(span, "readings");
      return {
        step,
        courses: asked.points.map(point => {
          const found = courses.all(step, point, span.from, span.to);
          const column = (name: string) => found.map(row => Number(row[name]));
          return {
            at: column("bucket").map(bucket => bucket * step),
            min: column("min"),
            max: column("max"),
            mean: column("mean"),
            count: column("count"),
          };
        }),
      };
    },
    serverCpuMs: () => null,
    close: () => db.close(),
  };
};

/** A packed day of a point a row. */
export const chunksInSqlite = (root: string, load: Load): Subject => {
  const directory = join(root, "chunks");
  const db = database(
    directory,
    "CREATE TABLE chunk (point INTEGER, day INTEGER, body BLOB, PRIMARY KEY (point, day)) STRICT, WITHOUT ROWID",
  );
  const add = db.prepare("INSERT INTO chunk VALUES (?, ?, ?)");
  const find = db.prepare("SELECT body FROM chunk WHERE point = ? AND day >= ? AND day < ?");
  return {
    name: "SQLite, packed chunks of a day, zstd",
    add: day => {
      db.exec("BEGIN");
      for (let point = 0; point < load.points; point++)
        add.run(point, day, packedDay(made(point, day, load.every)));
      db.exec("COMMIT");
    },
    settle: () => db.exec("PRAGMA wal_checkpoint(TRUNCATE)"),
    bytes: () => sizeOf(directory),
    ask: asked => {
      const step = stepFor(spanOf(asked), "readings");
      return {
        step,
        courses: asked.points.map(point => {
          const buckets = bucketsOf(step);
          for (const { body } of find.all(point, asked.fromDay, asked.fromDay + asked.days))
            unpackedDay(body as Uint8Array, buckets.add);
          return buckets.trend("", "readings");
        }),
      };
    },
    serverCpuMs: () => null,
    close: () => db.close(),
  };
};

/** Differences of times as whole numbers, values as they are, each column for itself; zstd finds what repeats. */
const packedDay = ({ at, value }: PointSeries): Uint8Array => {
  const rows = at.length;
  const body = new Uint8Array(8 + rows * 12);
  new Float64Array(body.buffer, 0, 1)[0] = at[0]!;
  const values = new Uint8Array(new Float64Array(value).buffer);
  // Bytes of one rank together compress better than numbers one after the other.
  for (let rank = 0; rank < 8; rank++)
    for (let row = 0; row < rows; row++) body[8 + rank * rows + row] = values[row * 8 + rank]!;
  const differences = new Int32Array(rows);
  for (let row = 1; row < rows; row++) differences[row] = at[row]! - at[row - 1]!;
  body.set(new Uint8Array(differences.buffer), 8 + rows * 8);
  return zstdCompressSync(body);
};

const unpackedDay = (packed: Uint8Array, take: (at: number, value: number) => void): void => {
  const body = new Uint8Array(zstdDecompressSync(packed));
  const rows = (body.length - 8) / 12;
  const values = new Uint8Array(rows * 8);
  for (let rank = 0; rank < 8; rank++)
    for (let row = 0; row < rows; row++) values[row * 8 + rank] = body[8 + rank * rows + row]!;
  const numbers = new Float64Array(values.buffer);
  const differences = new Int32Array(body.slice(8 + rows * 8).buffer);
  let at = new Float64Array(body.slice(0, 8).buffer)[0]!;
  for (let row = 0; row < rows; row++) {
    at += differences[row]!;
    take(at, numbers[row]!);
  }
};
