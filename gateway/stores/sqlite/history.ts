import type { Clock, Timer } from "#gateway/ports/clock.ts";
import type { History, HistoryValue } from "#gateway/ports/history.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import { QUALITIES, type ReadingColumns } from "#rules/reading/columns.ts";
import type { Point } from "#rules/site/model.ts";
import { after, hours, instant } from "#rules/time/instant.ts";
import type { Chunk } from "../chunk.ts";
import { feed } from "../feed.ts";
import type { HotSide } from "../parquet/tidy.ts";
import { storeEdge } from "../store-edge.ts";
import { thread } from "../thread.ts";
import type { RangeQuery, Series } from "./archive.ts";
import type { HistorySettings, HistoryThread } from "./history-worker.ts";

const NAME = "sqlite";

export type SqliteHistoryOptions = {
  readonly directory: string;
  /** `site.points`: a reading's number is looked up here. */
  readonly points: readonly Point[];
  /** Readings are kept for this many times 24 hours of hall time, by their own time; null: somebody else removes them. */
  readonly keepDays: number | null;
  readonly clock: Clock;
  readonly log?: Log;
  /** Longest time in ms that a reading waits before it is written. */
  readonly groupMs?: number;
  /** Time in ms before a write that failed is tried again. */
  readonly retryMs?: number;
  /** Most readings that wait in memory while the disk cannot be written; then the oldest are dropped and counted. */
  readonly bound?: number;
  /** Nothing is written any more while the disk has less than this to spare: that is left to the record. */
  readonly reserveBytes?: number;
};

/** A history in SQLite, and what whoever brings its closed days elsewhere needs of it. */
export type SqliteHistory = History & {
  readonly hot: HotSide;
  /** As `range`, in columns. */
  series(query: RangeQuery): Promise<Series>;
};

/**
 * The embedded history in `<directory>/history.db`: SQLite in a thread of its own. Two readings of one point and
 * moment are one, the later one. It keeps readings only: samples (`annotate`) are ignored and not counted.
 */
export const sqliteHistory = ({
  directory,
  points,
  keepDays,
  clock,
  log = silent,
  groupMs = 500,
  retryMs = 1_000,
  bound = 500_000,
  reserveBytes = 32 * 1024 * 1024,
}: SqliteHistoryOptions): SqliteHistory => {
  const worker = thread<HistoryThread>({
    file: new URL("./history-worker.ts", import.meta.url),
    settings: { directory, points: points.map(point => point.id), reserveBytes } satisfies HistorySettings,
  });
  const edge = storeEdge(NAME, clock, log);
  const troubled = (error: unknown) => edge.report(error instanceof Error ? error.message : String(error));
  let timer: Timer | null = null;

  const store = async (chunk: Chunk): Promise<void> => {
    await worker.ask("append", columnsOf(chunk));
    worker.ask("tidy").catch(troubled);
  };
  const readings = feed({
    store,
    groupMs,
    retryMs,
    bound,
    onOutcome: fault => edge.report(fault?.message ?? null),
    onDrop: edge.dropped,
  });
  const purge = () => {
    if (keepDays === null) return;
    worker.ask("purge", after(clock.now(), hours(-24 * keepDays))).catch(troubled);
  };

  const series = async (query: RangeQuery): Promise<Series> => {
    await readings.flush().catch(troubled); // What is stored already can be read all the same.
    return worker.ask("range", query);
  };

  return {
    name: NAME,
    hot: {
      hold: () => worker.ask("hold"),
      release: () => worker.ask("release"),
      oldest: from => worker.ask("oldest", from),
      remove: (from, to) => worker.ask("remove", { from, to }),
    },
    series,
    start: async () => {
      await worker.start();
      purge();
      timer = clock.every(hours(1), purge);
    },
    append: readings.append,
    annotate: () => {},
    flush: readings.flush,
    range: async (point, from, to, limit) => valuesOf(await series({ point, from, to, limit })),
    health: () => ({ name: NAME, ...edge.state(), counts: { ...readings.counts() } }),
    stop: async () => {
      timer?.stop();
      await readings.stop();
      await worker.end();
    },
  };
};

/** A chunk without what the history does not keep. */
const columnsOf = ({ rows, at, value, point, quality }: Chunk): ReadingColumns => ({
  rows,
  at,
  value,
  point,
  quality,
});

/** Columns as values. */
export const valuesOf = ({ at, value, quality }: Series): readonly HistoryValue[] =>
  Array.from(at, (moment, row) => ({
    at: instant(moment),
    value: value[row] ?? Number.NaN,
    quality: QUALITIES[quality[row] ?? 2] ?? "bad",
  }));
