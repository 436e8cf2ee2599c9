// What keeping readings costs: plain SQLite rows, packed chunks of a day in SQLite, and Parquet by DuckDB, on the same made
// readings; then charts of a year from Parquet roll-ups. CPU is that of this process, all threads.
// Run: node --expose-gc bench/history.ts [days] [points]
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { openBook } from "../gateway/stores/parquet/book.ts";
import { coldBuckets } from "../gateway/stores/parquet/cold-trend.ts";
import { type Duck, lazyDuck } from "../gateway/stores/parquet/duck.ts";
import { foldDay } from "../gateway/stores/parquet/fold-day.ts";
import { lookInto } from "../gateway/stores/parquet/write-parquet.ts";
import { bucketsOf } from "../gateway/stores/trends/buckets.ts";
import type { PointSeries } from "../gateway/stores/trends/roll-up.ts";
import { stepFor, type TrendLevel } from "../gateway/stores/trends/step.ts";
import { minutes } from "../rules/time/instant.ts";
import { figure, machine, median } from "./machine.ts";

const DAYS = Number(process.argv[2] ?? 10);
const POINTS = Number(process.argv[3] ?? 200);
const DAY = 86_400_000;
const START = Date.parse("2025-01-01T00:00:00+08:00");
const ids = Array.from({ length: POINTS }, (_, n) => `zone${n % 40}.circuit-${n}`).sort();

/** The same day of the same point is the same in every store. */
const random = (seed: number) => {
  let state = (Math.imul(seed, 2_654_435_761) >>> 0) | 1;
  return (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};

/** Four in ten creep as temperatures do, four are noisy powers of a tenth of a watt, two are words; half come with jitter. */
const made = (point: number, day: number, every: number): PointSeries => {
  const rows = DAY / every;
  const [at, value] = [new Float64Array(rows), new Float64Array(rows)];
  const next = random(point * 1_009 + day + 1);
  let creeping = 200 + 100 * next();
  for (let row = 0; row < rows; row++) {
    const kind = point % 10;
    creeping += (next() - 0.5) * 0.2;
    const noisy = 300 + 100 * Math.sin(row / 1_000) + 8 * (next() - 0.5);
    at[row] = START + day * DAY + row * every + (point % 2 === 0 ? 0 : Math.floor(next() * 12));
    value[row] =
      kind < 4
        ? Math.round(creeping * 10) / 10
        : kind < 8
          ? Math.round(noisy * 10) / 10
          : Number(row % 1_000 < 300);
  }
  return { at, value, quality: new Uint8Array(rows) };
};

type Ask = { readonly points: readonly number[]; readonly fromDay: number; readonly days: number };
type Subject = {
  readonly name: string;
  readonly add: (day: number) => Promise<void> | void;
  readonly bytes: () => number;
  /** A course in 1,000 buckets. */
  readonly ask: (asked: Ask) => Promise<number> | number;
};

const root = mkdtempSync(join(tmpdir(), "hallwatch-bench-"));
const sizeOf = (path: string): number =>
  statSync(path).isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
    : statSync(path).size;
const spanOf = ({ fromDay, days }: Ask) => ({
  from: START + fromDay * DAY,
  to: START + (fromDay + days) * DAY,
  buckets: 1_000,
});

const database = (name: string, schema: string): DatabaseSync => {
  mkdirSync(join(root, name));
  const opened = new DatabaseSync(join(root, name, "history.db"));
  opened.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${schema}`);
  return opened;
};

const rowsInSqlite = (): Subject => {
  const db = database(
    "rows",
    "CREATE TABLE reading (point INTEGER, at INTEGER, value REAL, quality INTEGER, PRIMARY KEY (point, at)) STRICT, WITHOUT ROWID",
  );
  const add = db.prepare(`INSERT INTO reading VALUES ${Array(64).fill("(?, ?, ?, ?)").join(", ")}`);
  const courses = db.prepare(
    "SELECT at / ? AS bucket, min(value), max(value), avg(value), count(*) FROM reading WHERE point = ? AND at >= ? AND at < ? GROUP BY bucket",
  );
  return {
    name: "SQLite, a row a reading",
    // Some minutes of all points at a time, as they come.
    add: day => {
      const all = ids.map((_, point) => made(point, day, 10_000));
      const PIECE = 96;
      for (let from = 0; from < 8_640; from += PIECE) {
        db.exec("BEGIN");
        const values: number[] = [];
        for (const [point, { at, value }] of all.entries())
          for (let row = from; row < from + PIECE; row++) {
            values.push(point, at[row]!, value[row]!, 0);
            if (values.length === 256) add.run(...values.splice(0));
          }
        for (; values.length > 0; )
          db.prepare("INSERT INTO reading VALUES (?, ?, ?, ?)").run(...values.splice(0, 4));
        db.exec("COMMIT");
      }
      db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    },
    bytes: () => sizeOf(join(root, "rows")),
    ask: asked => {
      const span = spanOf(asked);
      const step = stepFor(span, "readings");
      let found = 0;
      for (const point of asked.points) found += courses.all(step, point, span.from, span.to).length;
      return found;
    },
  };
};

const chunksInSqlite = (): Subject => {
  const db = database(
    "chunks",
    "CREATE TABLE chunk (point INTEGER, day INTEGER, body BLOB, PRIMARY KEY (point, day)) STRICT, WITHOUT ROWID",
  );
  const add = db.prepare("INSERT INTO chunk VALUES (?, ?, ?)");
  const find = db.prepare("SELECT body FROM chunk WHERE point = ? AND day >= ? AND day < ?");
  return {
    name: "SQLite, packed chunks of a day (zstd)",
    add: day => {
      db.exec("BEGIN");
      for (const [point] of ids.entries()) add.run(point, day, packedDay(made(point, day, 10_000)));
      db.exec("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    },
    bytes: () => sizeOf(join(root, "chunks")),
    ask: asked => {
      const step = stepFor(spanOf(asked), "readings");
      let found = 0;
      for (const point of asked.points) {
        const buckets = bucketsOf(step);
        for (const { body } of find.all(point, asked.fromDay, asked.fromDay + asked.days))
          unpackedDay(body as Uint8Array, buckets.add);
        found += buckets.trend("", "readings").at.length;
      }
      return found;
    },
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

const parquet = async (name: string, every: number, level: TrendLevel) => {
  const directory = join(root, name);
  const duck: Duck = lazyDuck(join(directory, "spill"));
  const book = await openBook(directory, path => lookInto(duck, path), START);
  const numbers = new Map(ids.map((id, n) => [id, n]));
  const subject: Subject = {
    name: `Parquet, ${level}`,
    add: async day => {
      const date = new Date(START + day * DAY + 12 * 3_600_000).toISOString().slice(0, 10);
      await foldDay(
        {
          duck,
          book,
          hot: { points: () => ids, series: id => made(numbers.get(id)!, day, every) },
          known: id => ({ staleAfter: minutes(10), words: numbers.get(id)! % 10 >= 8 ? 2 : 0 }),
          mostWords: 6,
          reserveBytes: 0,
          now: () => START,
        },
        { date, from: START + day * DAY, to: START + (day + 1) * DAY },
      );
    },
    bytes: () => book.manifest().files.reduce((sum, file) => sum + (file.is === level ? file.bytes : 0), 0),
    ask: async asked => {
      const span = spanOf(asked);
      const files = book
        .manifest()
        .files.filter(file => file.is === level && file.first < span.to && file.last >= span.from);
      const points = asked.points.map(point => ids[point]!);
      const found = await coldBuckets(
        duck,
        { level, files: files.map(book.pathOf), points, ...span, without: [] },
        stepFor(span, level),
      );
      return [...found.values()].reduce((sum, { at }) => sum + at.length, 0);
    },
  };
  const levelled = (other: TrendLevel): Subject => ({
    ...subject,
    name: `Parquet, ${other}`,
    bytes: () => book.manifest().files.reduce((sum, file) => sum + (file.is === other ? file.bytes : 0), 0),
    ask: async asked => {
      const span = spanOf(asked);
      const files = book
        .manifest()
        .files.filter(file => file.is === other && file.first < span.to && file.last + DAY >= span.from);
      const found = await coldBuckets(
        duck,
        {
          level: other,
          files: files.map(book.pathOf),
          points: asked.points.map(point => ids[point]!),
          ...span,
          without: [],
        },
        stepFor(span, other),
      );
      return [...found.values()].reduce((sum, { at }) => sum + at.length, 0);
    },
  });
  return { subject, levelled, close: () => duck.close() };
};

const TIMES = 5;
const timed = async (work: () => Promise<number> | number): Promise<number> => {
  const all: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const begun = performance.now();
    if ((await work()) === 0) throw new Error("nothing was found");
    all.push(performance.now() - begun);
  }
  return median(all);
};
const one = [Math.floor(POINTS / 2)];
const fifty = Array.from({ length: Math.min(50, POINTS) }, (_, n) => n);
const rssMb = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
};

console.log(
  `${machine()}; ${POINTS} points every 10 s for ${DAYS} days: ${figure(POINTS * 8_640 * DAYS)} readings\n`,
);
console.log(
  "| store | CPU µs a reading | bytes a reading | GB for 400 days of 1,000 points | a day, 1 point, ms | all days, 1 point | all days, 50 points | RSS after, MB |",
);
console.log("| --- | --- | --- | --- | --- | --- | --- | --- |");
const cold = await parquet("parquet", 10_000, "readings");
for (const subject of [rowsInSqlite(), chunksInSqlite(), cold.subject]) {
  // Making the readings is not the store's.
  const making = process.cpuUsage();
  for (let day = 0; day < DAYS; day++) for (const [point] of ids.entries()) made(point, day, 10_000);
  const idle = process.cpuUsage(making);
  const cpu = process.cpuUsage();
  for (let day = 0; day < DAYS; day++) await subject.add(day);
  const { user, system } = process.cpuUsage(cpu);
  const readings = POINTS * 8_640 * DAYS;
  const bytes = subject.bytes() / readings;
  const cells = [
    subject.name,
    figure((user + system - idle.user - idle.system) / readings),
    figure(bytes),
    figure((bytes * 400 * 1_000 * 8_640) / 1e9),
    figure(await timed(() => subject.ask({ points: one, fromDay: DAYS - 1, days: 1 }))),
    figure(await timed(() => subject.ask({ points: one, fromDay: 0, days: DAYS }))),
    figure(await timed(() => subject.ask({ points: fifty, fromDay: 0, days: DAYS }))),
    figure(rssMb()),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}
for (const level of ["minutes", "quarters"] as const) {
  const subject = cold.levelled(level);
  const bytes = subject.bytes() / (POINTS * 8_640 * DAYS);
  const all = { fromDay: 0, days: DAYS };
  console.log(
    `| ${subject.name} | with the readings | ${figure(bytes)} | ${figure((bytes * 400 * 1_000 * 8_640) / 1e9)} | - | ${figure(await timed(() => subject.ask({ points: one, ...all })))} | ${figure(await timed(() => subject.ask({ points: fifty, ...all })))} | ${figure(rssMb())} |`,
  );
}
await cold.close();

const year = await parquet("year", 900_000, "quarters");
for (let day = 0; day < 365; day++) await year.subject.add(day);
console.log(`\nA year from quarters of an hour (${POINTS} points, 365 days):\n`);
console.log("| chart | ms |\n| --- | --- |");
for (const [name, asked] of [
  ["a month, 1 point", { points: one, fromDay: 180, days: 30 }],
  ["a year, 1 point", { points: one, fromDay: 0, days: 365 }],
  ["a year, 8 points", { points: fifty.slice(0, 8), fromDay: 0, days: 365 }],
  ["a year, 50 points", { points: fifty, fromDay: 0, days: 365 }],
] as const)
  console.log(`| ${name} | ${figure(await timed(() => year.subject.ask(asked)))} |`);
await year.close();
rmSync(root, { recursive: true, force: true });
