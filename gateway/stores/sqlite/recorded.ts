import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { Fault } from "#gateway/ports/fault.ts";
import type { Recorded } from "#gateway/ports/recorded.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { inParts, Overflow, PART_SIZE, type PartSize } from "../parts.ts";
import { gathering } from "../time-order.ts";
import { HISTORY_SCHEMA, historyPath } from "./archive.ts";
import { storeFault } from "./failure.ts";
import { recentReadings } from "./recent-readings.ts";

/** Points that were never asked for and are named to whoever wonders. */
const STRANGERS = 5;

/**
 * The embedded history of a data directory, to be read from beginning to end. It is opened for reading only, also
 * while a gateway writes to it: each part is one short transaction and sees the history as it is then.
 *
 * A row costs a call of one function here instead of an object: a quarter of the time.
 *
 * @param points   ids of the points to read; their positions are what columns call them
 * @throws {Fault} `NO_HISTORY` when the directory has none; `HISTORY_NEWER`, `HISTORY_FAILED`
 */
export const sqliteRecorded = ({
  directory,
  points,
  size = PART_SIZE,
}: {
  readonly directory: string;
  readonly points: readonly string[];
  readonly size?: PartSize;
}): Recorded => {
  const path = historyPath(directory);
  const database = opened(path);
  const attempt = <T>(tried: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw error instanceof Overflow ? error : storeFault({ path, code: "HISTORY" }, tried, error);
    }
  };
  const numbers = attempt("open", () => numbersOf(database, points));
  const recent = recentReadings(database);
  const rows = gathering(size.aim);
  let point = 0;
  database.function("gather", (at, value, quality) => {
    if (rows.rows >= size.most) throw new Overflow();
    rows.add(Number(at), value === null ? Number.NaN : Number(value), point, Number(quality));
    return null;
  });
  const stored = database.prepare(
    "SELECT count(gather(at, value, quality)) FROM reading WHERE point = ? AND at >= ? AND at < ?",
  );

  const gather = (from: Instant, to: Instant): void => {
    database.exec("BEGIN");
    try {
      const late = recent();
      for (const [index, number] of numbers.entries()) {
        if (number === undefined) continue;
        point = index;
        stored.get(number, from, to);
        late(number, (at, value, quality) => {
          if (!(at >= from && at < to)) return; // A reading without a time is none.
          if (rows.rows >= size.most) throw new Overflow();
          rows.add(at, value, index, quality);
        });
      }
    } finally {
      database.exec("COMMIT");
    }
  };

  return {
    name: path,
    span: async () =>
      attempt("read", () => {
        const find = (edge: "min" | "max") =>
          database.prepare(`SELECT ${edge}(at) AS at FROM reading WHERE point = ?`);
        const [first, last] = [find("min"), find("max")];
        let span: readonly [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
        const cover = (at: unknown): void => {
          if (typeof at === "number" && !Number.isNaN(at))
            span = [Math.min(span[0], at), Math.max(span[1], at)];
        };
        const late = recent();
        for (const number of numbers) {
          if (number === undefined) continue;
          cover(first.get(number)?.at);
          cover(last.get(number)?.at);
          late(number, cover);
        }
        return span[0] > span[1] ? null : { first: instant(span[0]), last: instant(span[1]) };
      }),
    read: (from, to) =>
      inParts(from, to, rows, size, (start, end) => attempt("read", () => gather(start, end))),
    strangers: () => {
      const asked = new Set(points);
      const names = database.prepare("SELECT name FROM point ORDER BY id").all();
      return names
        .map(({ name }) => String(name))
        .filter(name => !asked.has(name))
        .slice(0, STRANGERS);
    },
    close: async () => database.close(),
  };
};

const opened = (path: string): DatabaseSync => {
  if (!existsSync(path))
    throw new Fault(
      "NO_HISTORY",
      `${path}: there is no recorded history; say where one is: --history embedded:<data directory of a gateway>, influx:<name> or csv:<file>`,
      {
        retry: false,
      },
    );
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    const version = Number(database.prepare("PRAGMA user_version").get()?.user_version);
    if (version <= HISTORY_SCHEMA) return database;
    database.close();
    const message = `${path}: its schema ${version} is newer than schema ${HISTORY_SCHEMA} of this Hallwatch`;
    throw new Fault("HISTORY_NEWER", message, { retry: false });
  } catch (error) {
    throw error instanceof Fault ? error : storeFault({ path, code: "HISTORY" }, "open", error);
  }
};

/** The numbers that the history knows the points by; undefined for one that it has never heard of. */
const numbersOf = (database: DatabaseSync, points: readonly string[]): readonly (number | undefined)[] => {
  const rows = database.prepare("SELECT id, name FROM point").all();
  const known = new Map(rows.map(({ id, name }) => [String(name), Number(id)]));
  return points.map(id => known.get(id));
};
