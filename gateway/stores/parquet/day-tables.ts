import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Millis, minutes } from "#rules/time/instant.ts";
import { type PointSeries, type RollUpRow, rollUp } from "../trends/roll-up.ts";
import { type ColumnType, type Duck, quoted, quotedList, type TableWriter } from "./duck.ts";
import type { ColdKind } from "./layout.ts";

/** What is known of a point where its readings are rolled up. */
export type PointKnown = {
  readonly staleAfter: Millis;
  /** How many words its class has; 0: numbers. */
  readonly words: number;
};

/** Where the rows of one day gather before they become files. */
export type DayTables = {
  /** Adds all readings that a point has of the day, oldest first; points in ascending order. */
  add(point: number, series: PointSeries, known: PointKnown): Promise<void>;
  /** Readings so far. */
  rows(): number;
  /** When all were added: what `SELECT` says for each kind of rows, in the columns and the order of the files. */
  done(): Promise<Readonly<Record<ColdKind, string>>>;
  /** Gives memory and disk back. */
  drop(): Promise<void>;
};

const STEPS = { minutes: minutes(1), quarters: minutes(15) } as const;
const KINDS: readonly ColdKind[] = ["readings", "minutes", "quarters"];
/** Readings that are held in memory at once; beyond that they go to the disk in parts, which are put together at the end. */
const TOGETHER = 500_000;
const READING: readonly ColumnType[] = ["integer", "double", "double", "tiny"];
const READING_COLUMNS = ["point INTEGER", "at_ms DOUBLE", "value DOUBLE", "quality UTINYINT"];
const ROLL_UP = {
  point: "integer",
  at_ms: "double",
  min: "double",
  max: "double",
  mean: "float",
  first: "double",
  last: "double",
  n: "integer",
  good: "integer",
  first_after: "integer",
  last_after: "integer",
  known: "tiny",
  words: "tiny",
} as const satisfies Readonly<Record<string, ColumnType>>;
const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  double: "DOUBLE",
  float: "FLOAT",
  integer: "INTEGER",
  tiny: "UTINYINT",
};

/**
 * Makes the tables.
 *
 * @param names  ids of the points by number, ascending
 * @param most   the most words that any of their classes has
 */
export const dayTables = async (duck: Duck, names: readonly string[], most: number): Promise<DayTables> => {
  const states = Array.from({ length: most }, (_, state) => `s${state}`);
  const rollUpTypes: readonly ColumnType[] = [
    ...Object.values(ROLL_UP),
    ...states.map(() => "integer" as const),
  ];
  const rollUpNames = [...Object.keys(ROLL_UP), ...states];
  const rollUpTable = rollUpNames.map((name, n) => `"${name}" ${SQL_TYPES[rollUpTypes[n]!]}`);
  const id = `(${quotedList(names)})[point + 1]`;
  const select: Readonly<Record<ColdKind, string>> = {
    readings: `SELECT ${id} AS point, at_ms::BIGINT AS at_ms, CASE WHEN isnan(value) THEN NULL ELSE value END AS value, quality FROM day_readings`,
    minutes: `SELECT ${rollUpColumns(id, states)} FROM day_minutes`,
    quarters: `SELECT ${rollUpColumns(id, states)} FROM day_quarters`,
  };
  const part = (kind: ColdKind, n: number) => join(duck.spill, `${kind}-${n}.parquet`);
  let writers: Readonly<Record<ColdKind, TableWriter>> | null = null;
  let [rows, held, parts] = [0, 0, 0];

  const opened = async (): Promise<Readonly<Record<ColdKind, TableWriter>>> => {
    if (writers !== null) return writers;
    await duck.run(`CREATE OR REPLACE TABLE day_readings (${READING_COLUMNS.join(", ")})`);
    for (const kind of ["minutes", "quarters"])
      await duck.run(`CREATE OR REPLACE TABLE day_${kind} (${rollUpTable.join(", ")})`);
    writers = {
      readings: await duck.writer("day_readings", READING),
      minutes: await duck.writer("day_minutes", rollUpTypes),
      quarters: await duck.writer("day_quarters", rollUpTypes),
    };
    return writers;
  };
  const close = (): void => {
    for (const kind of KINDS) writers?.[kind].close();
    writers = null;
  };
  const toDisk = async (): Promise<void> => {
    close();
    for (const kind of KINDS)
      await duck.run(`COPY (${select[kind]}) TO ${quoted(part(kind, parts))} (FORMAT PARQUET)`);
    parts += 1;
    held = 0;
  };

  return {
    add: async (point, series, known) => {
      const { length } = series.at;
      if (length === 0) return;
      if (held > TOGETHER) await toDisk();
      const to = await opened();
      rows += length;
      held += length;
      to.readings.add([new Int32Array(length).fill(point), series.at, series.value, series.quality], length);
      for (const kind of ["minutes", "quarters"] as const)
        addRollUps(to[kind], point, rollUp(series, { step: STEPS[kind], ...known }), known.words, most);
    },
    rows: () => rows,
    done: async () => {
      if (parts === 0) await opened();
      else if (held > 0) await toDisk();
      close();
      if (parts === 0) return select;
      const together = (kind: ColdKind) =>
        `SELECT * FROM read_parquet(${quotedList(Array.from({ length: parts }, (_, n) => part(kind, n)))})`;
      return { readings: together("readings"), minutes: together("minutes"), quarters: together("quarters") };
    },
    drop: async () => {
      close();
      for (const kind of KINDS) {
        await duck.run(`DROP TABLE IF EXISTS day_${kind}`);
        for (let n = 0; n < parts; n++) rmSync(part(kind, n), { force: true });
      }
    },
  };
};

const rollUpColumns = (id: string, states: readonly string[]): string => {
  const number = (name: string) => `CASE WHEN isnan("${name}") THEN NULL ELSE "${name}" END AS "${name}"`;
  const list = `list_slice([${states.map(state => `${state}::UINTEGER`).join(", ")}], 1, words::INTEGER)`;
  return [
    `${id} AS point`,
    "at_ms::BIGINT AS at_ms",
    ...["min", "max"].map(number),
    number("mean"),
    ...["first", "last"].map(number),
    "n::UINTEGER AS count",
    "good::UINTEGER AS good_ms",
    `CASE WHEN words = 0 THEN NULL ELSE ${states.length === 0 ? "[]::UINTEGER[]" : list} END AS state_ms`,
    "first_after::UINTEGER AS first_after_ms",
    "last_after::UINTEGER AS last_after_ms",
    "known = 1 AS ends_known",
  ].join(", ");
};

const addRollUps = (
  writer: TableWriter,
  point: number,
  rows: readonly RollUpRow[],
  words: number,
  most: number,
): void => {
  const who = new Int32Array(rows.length).fill(point);
  const column = (of: (row: RollUpRow) => number) => Float64Array.from(rows, of);
  writer.add(
    [
      who,
      column(row => row.at),
      column(row => row.min),
      column(row => row.max),
      column(row => row.mean),
      column(row => row.first),
      column(row => row.last),
      column(row => row.count),
      column(row => row.goodMs),
      column(row => row.firstAt - row.at),
      column(row => row.lastAt - row.at),
      column(row => (row.endsKnown ? 1 : 0)),
      column(() => words),
      ...Array.from({ length: most }, (_, state) => column(row => row.stateMs[state] ?? 0)),
    ],
    rows.length,
  );
};
