import { join } from "node:path";
import type { StatementSync } from "node:sqlite";
import type { MeterEntry, MeterShown, MeterState } from "#rules/energy/ledger.ts";
import { instant } from "#rules/time/instant.ts";
import { openDatabase, transaction } from "./open.ts";

/** One booking as rows: `token` is left behind in the same transaction, so that it can be asked for. */
export type EnergyRows = {
  readonly token: string;
  readonly states: readonly (readonly [meter: string, state: string])[];
  readonly quarters: readonly QuarterRow[];
  readonly entries: readonly MeterEntry[];
};

type QuarterRow = {
  readonly meter: string;
  readonly end: number;
  readonly kWh: number;
  readonly estimatedKwh: number;
  readonly covered: number;
  readonly isAtLeast: boolean;
};

/** Quarters of one meter as columns, ascending by `end`. */
export type QuarterColumns = {
  readonly meter: string;
  readonly end: Float64Array;
  readonly kWh: Float64Array;
  readonly estimatedKwh: Float64Array;
  readonly covered: Float64Array;
  readonly isAtLeast: Uint8Array;
};

export type EntryQuery = {
  readonly meter?: string;
  readonly from?: number;
  readonly to?: number;
  readonly limit: number;
};

/** The ledger of energy as a database, open. */
export type EnergyLedger = {
  book(rows: EnergyRows): void;
  lastToken(): string | null;
  states(): readonly (readonly [meter: string, state: MeterState])[];
  /** `from` < end ≤ `to` */
  quarters(meters: readonly string[], from: number, to: number): readonly QuarterColumns[];
  entries(query: EntryQuery): readonly MeterEntry[];
  close(): void;
};

const SCHEMA = `
  CREATE TABLE meter (id TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE quarter (
    meter TEXT NOT NULL, "end" INTEGER NOT NULL, kwh REAL NOT NULL, estimated_kwh REAL NOT NULL,
    covered_ms INTEGER NOT NULL, at_least INTEGER NOT NULL, PRIMARY KEY (meter, "end")
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE entry (
    id TEXT PRIMARY KEY, meter TEXT NOT NULL, at INTEGER NOT NULL, "from" INTEGER NOT NULL, "to" INTEGER NOT NULL,
    kwh REAL NOT NULL, "is" TEXT NOT NULL, "by" TEXT, why TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX entry_at ON entry (at DESC);
  CREATE INDEX entry_meter ON entry (meter, at DESC);
  CREATE TABLE last_booking (one INTEGER PRIMARY KEY CHECK (one = 1), token TEXT NOT NULL) STRICT;
`;

/** What meters showed, as JSON: entries of before have none, and their words in `why`. */
const ADD_SHOWN = "ALTER TABLE entry ADD COLUMN shown TEXT";

const ADD_QUARTER = `
  INSERT INTO quarter (meter, "end", kwh, estimated_kwh, covered_ms, at_least) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (meter, "end") DO UPDATE SET
    kwh = kwh + excluded.kwh, estimated_kwh = estimated_kwh + excluded.estimated_kwh,
    covered_ms = min(900000, covered_ms + excluded.covered_ms), at_least = max(at_least, excluded.at_least)
`;

/** Where the ledger of energy is in a data directory. */
export const energyPath = (directory: string): string => join(directory, "energy.db");

/**
 * Opens the ledger of energy, or makes it.
 *
 * @throws {Fault} as `openDatabase`
 */
export const openEnergy = (directory: string): EnergyLedger => {
  const database = openDatabase({
    path: energyPath(directory),
    code: "ENERGY",
    migrations: [SCHEMA, ADD_SHOWN],
  });
  const state = database.prepare("INSERT OR REPLACE INTO meter (id, state) VALUES (?, ?)");
  const quarter = database.prepare(ADD_QUARTER);
  const entry = database.prepare("INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const token = database.prepare("INSERT OR REPLACE INTO last_booking (one, token) VALUES (1, ?)");
  const course = database.prepare(
    `SELECT "end", kwh, estimated_kwh, covered_ms, at_least FROM quarter WHERE meter = ? AND "end" > ? AND "end" <= ? ORDER BY "end"`,
  );
  const known = database.prepare("SELECT token FROM last_booking");
  const lastToken = (): string | null => {
    const row = known.get();
    return row === undefined ? null : String(row.token);
  };
  return {
    book: rows =>
      transaction(database, () => {
        if (lastToken() === rows.token) return;
        for (const row of rows.states) state.run(...row);
        for (const { meter, end, kWh, estimatedKwh, covered, isAtLeast } of rows.quarters)
          quarter.run(meter, end, kWh, estimatedKwh, covered, isAtLeast ? 1 : 0);
        for (const { id, meter, at, from, to, kWh, is, by, why, shown } of rows.entries)
          entry.run(id, meter, at, from, to, kWh, is, by, why, shown ? JSON.stringify(shown) : null);
        token.run(rows.token);
      }),
    lastToken,
    states: () =>
      database
        .prepare("SELECT id, state FROM meter ORDER BY id")
        .all()
        .map(row => [String(row.id), JSON.parse(String(row.state)) as MeterState]),
    quarters: (meters, from, to) => meters.map(meter => columnsOf(course, meter, from, to)),
    entries: query => entriesOf(database.prepare(entrySql(query)), query),
    close: () => database.close(),
  };
};

const columnsOf = (course: StatementSync, meter: string, from: number, to: number): QuarterColumns => {
  const rows = course.all(meter, from, to);
  const column = (name: string) => Float64Array.from(rows, row => Number(row[name]));
  return {
    meter,
    end: column("end"),
    kWh: column("kwh"),
    estimatedKwh: column("estimated_kwh"),
    covered: column("covered_ms"),
    isAtLeast: Uint8Array.from(rows, row => Number(row.at_least)),
  };
};

const entrySql = ({ meter, from, to }: EntryQuery): string => {
  const asked = [
    ...(meter === undefined ? [] : ["meter = :meter"]),
    ...(from === undefined ? [] : ["at >= :from"]),
    ...(to === undefined ? [] : ["at < :to"]),
  ];
  const where = asked.length === 0 ? "" : `WHERE ${asked.join(" AND ")}`;
  return `SELECT * FROM entry ${where} ORDER BY at DESC, id LIMIT :limit`;
};

const entriesOf = (statement: StatementSync, { meter, from, to, limit }: EntryQuery): readonly MeterEntry[] =>
  statement
    .all({
      limit,
      ...(meter !== undefined && { meter }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    })
    .map(row => ({
      id: String(row.id),
      meter: String(row.meter),
      at: instant(Number(row.at)),
      from: instant(Number(row.from)),
      to: instant(Number(row.to)),
      kWh: Number(row.kwh),
      is: String(row.is) as MeterEntry["is"],
      by: row.by === null ? null : String(row.by),
      why: String(row.why),
      ...(row.shown !== null && { shown: JSON.parse(String(row.shown)) as MeterShown }),
    }));
