import { setImmediate } from "node:timers/promises";
import { Fault } from "#gateway/ports/fault.ts";
import { freeBytes } from "../directory.ts";
import { isFull } from "../sqlite/failure.ts";
import type { PointSeries } from "../trends/roll-up.ts";
import type { Book } from "./book.ts";
import { coldSeries } from "./cold-series.ts";
import { dayTables, type PointKnown } from "./day-tables.ts";
import { type Duck, quoted, quotedList } from "./duck.ts";
import { type ColdKind, coldName } from "./layout.ts";
import type { ColdFile } from "./manifest.ts";
import { mergedSeries } from "./merged-series.ts";
import { writeParquet } from "./write-parquet.ts";

/** A day of the hall, from its first moment to before its last. */
export type HallDate = { readonly date: string; readonly from: number; readonly to: number };

/** The hot readings of a day, point by point. */
export type HotDay = {
  /** Ids of the points that have any. */
  points(day: HallDate): readonly string[];
  /** Oldest first. */
  series(point: string, day: HallDate): PointSeries;
};

export type Folded =
  /** `late`: readings that are new or other than before in a day that was written already. */
  | { readonly is: "written"; readonly readings: ColdFile; readonly late: number }
  /** All of it had been written before. */
  | { readonly is: "same" };

export type FoldParts = {
  readonly duck: Duck;
  readonly book: Book;
  readonly hot: HotDay;
  readonly known: (point: string) => PointKnown;
  /** Most words that any class has. */
  readonly mostWords: number;
  readonly reserveBytes: number;
  readonly now: () => number;
  /** Whether to leave it, since the gateway stops. */
  readonly isHalted?: () => boolean;
  /** Called after every step, with its name. */
  readonly step?: (name: string) => void;
};

/** Beside the files themselves: what DuckDB may put on the disk meanwhile, and the manifest. */
const ELBOW_ROOM = 16_000_000;
/** What a reading becomes on the disk at most, with its roll-ups. */
const BYTES_A_READING = 16;

/**
 * Writes the hot readings of a day into its cold files: readings and minutes of the day, quarters of its month. A day that
 * was written already is written again as its next revision, with what came late; the old files stay until nobody can
 * be reading them. Nothing counts before the manifest names it, so that a power cut leaves either all of it or nothing.
 *
 * @throws {Fault} `HISTORY_FULL` when the disk has no room; what DuckDB says when an older file cannot be read
 */
export const foldDay = async (parts: FoldParts, day: HallDate): Promise<Folded> => {
  const { duck, book, hot, known, step = () => {} } = parts;
  const old = oldFiles(book, day);
  const names = await namesOf(parts, day, old);
  const tables = await dayTables(duck, names, parts.mostWords);
  try {
    let late = 0;
    for (const [index, name] of names.entries()) {
      const before = old.readings ? await coldSeries(duck, book.pathOf(old.readings), name) : null;
      const { series, changed } = mergedSeries(before, hot.series(name, day));
      if (before !== null) late += changed;
      await tables.add(index, series, known(name));
      if (parts.isHalted?.()) throw halted(day.date);
      await setImmediate(); // Whoever asks for a chart has his turn.
    }
    const select = await tables.done();
    step("rows gathered");
    if (old.readings && late === 0) return { is: "same" };
    if (freeBytes(book.root) < parts.reserveBytes + ELBOW_ROOM + tables.rows() * BYTES_A_READING)
      throw noRoom(book.root, day.date);
    const write = (kind: ColdKind, fresh: string): Promise<ColdFile> =>
      writeFile(parts, {
        kind,
        day,
        late,
        old: old[kind],
        sql: withOld(parts, old[kind], fresh, names, day),
      });
    const readings = await write("readings", select.readings);
    const written = [
      readings,
      await write("minutes", select.minutes),
      await write("quarters", select.quarters),
    ];
    book.replace(
      [old.readings, old.minutes, old.quarters].filter(file => file !== undefined),
      written,
    );
    step("manifest written");
    return { is: "written", readings, late };
  } catch (error) {
    throw isNoRoom(error) ? noRoom(book.root, day.date, error) : error;
  } finally {
    await tables.drop();
  }
};

type OldFiles = Readonly<Partial<Record<ColdKind, ColdFile>>>;

const oldFiles = (book: Book, { date }: HallDate): OldFiles => {
  const of = (kind: ColdKind, name: string) =>
    book.manifest().files.find(file => file.is === kind && file.of === name);
  const [readings, minutes, quarters] = [
    of("readings", date),
    of("minutes", date),
    of("quarters", monthOf(date)),
  ];
  return { ...(readings && { readings }), ...(minutes && { minutes }), ...(quarters && { quarters }) };
};

const monthOf = (date: string): string => date.slice(0, 7);

/** Points whose rows are made anew: those with hot readings; all of the day where roll-ups of it are lost. */
const namesOf = async (
  { duck, book, hot }: FoldParts,
  day: HallDate,
  { readings, minutes, quarters }: OldFiles,
): Promise<readonly string[]> => {
  const names = new Set(hot.points(day));
  if (readings && !(minutes && quarters))
    for (const name of await duck.texts(
      `SELECT DISTINCT point FROM read_parquet(${quoted(book.pathOf(readings))})`,
    ))
      names.add(name);
  return [...names].sort();
};

/** What goes into the next revision of a file: the fresh rows, and of the old ones those that are not replaced. */
const withOld = (
  { book }: FoldParts,
  old: ColdFile | undefined,
  fresh: string,
  names: readonly string[],
  { from, to }: HallDate,
): string => {
  if (old === undefined) return fresh;
  const replaced = `at_ms >= ${from} AND at_ms < ${to} AND list_contains(${quotedList(names)}, point)`;
  const kept = `SELECT * FROM read_parquet(${quoted(book.pathOf(old))}) WHERE NOT (${replaced})`;
  return `SELECT * FROM (${kept} UNION ALL ${fresh}) ORDER BY point, at_ms`;
};

type Writing = {
  readonly kind: ColdKind;
  readonly day: HallDate;
  readonly late: number;
  readonly old: ColdFile | undefined;
  readonly sql: string;
};

/** Writes one file so that it is whole and durable under its name, or not there at all. */
const writeFile = async (
  { duck, book, now, step = () => {} }: FoldParts,
  { kind, day, late, old, sql }: Writing,
): Promise<ColdFile> => {
  const of = kind === "quarters" ? monthOf(day.date) : day.date;
  const revision = book.nextRevision(kind, of);
  const file = coldName(kind, of, revision);
  const inside = await writeParquet(duck, kind, sql, book.pathOf({ file }));
  step(`${kind} written`);
  return {
    is: kind,
    of,
    file,
    ...inside,
    revision,
    writtenAt: now(),
    late: (old?.late ?? 0) + late,
    without: old?.without ?? [],
  };
};

const halted = (date: string): Fault =>
  new Fault("COLD_HALTED", `history: write ${date}: the gateway stops`, { retry: true });

const noRoom = (root: string, date: string, cause?: unknown): Fault =>
  new Fault("HISTORY_FULL", `${root}: write ${date}: the disk is full`, { retry: true, cause });

/** DuckDB tells what the system told it in a sentence. */
const isNoRoom = (error: unknown): boolean =>
  isFull(error) || (error instanceof Error && /No space left on device/.test(error.message));
