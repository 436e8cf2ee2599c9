import { statSync } from "node:fs";
import type { Timer } from "#gateway/ports/clock.ts";
import type { History, ValueRun } from "#gateway/ports/history.ts";
import { silent } from "#gateway/ports/log.ts";
import type { TrendAsked, Trends } from "#gateway/ports/trends.ts";
import { QUALITIES } from "#rules/reading/columns.ts";
import type { Point } from "#rules/site/model.ts";
import { hours, instant } from "#rules/time/instant.ts";
import { historyPath } from "../sqlite/archive.ts";
import { type SqliteHistoryOptions, sqliteHistory, valuesOf } from "../sqlite/history.ts";
import { thread } from "../thread.ts";
import type { PointSeries } from "../trends/roll-up.ts";
import { FEW_READINGS } from "../trends/step.ts";
import type { ColdSettings, KeepDays } from "./cold.ts";
import type { RunColumns } from "./cold-runs.ts";
import type { ColdThread } from "./cold-worker.ts";
import { EMPTY, type Manifest } from "./manifest.ts";
import { tidyDays } from "./tidy.ts";

export type EmbeddedHistoryOptions = Omit<SqliteHistoryOptions, "keepDays"> & {
  /** Whose days begin and end with midnight here. */
  readonly timeZone: string;
  readonly keep: KeepDays;
  /** A point with up to so many readings in the time of a chart is drawn from all of them. */
  readonly fewReadings?: number;
};

/** The history that every gateway has. */
export type EmbeddedHistory = History &
  Trends & {
    /** What people must know of it, in sentences. */
    problems(): readonly string[];
    /** What there is of closed days. */
    manifest(): Manifest;
    /** Size of all of it on the disk, of open days and closed ones; null: it cannot be told. */
    bytes(): number | null;
    /** Brings closed days to cold files and removes what has been kept for long enough; that is done every hour by itself. */
    tidy(): Promise<void>;
  };

/** A widening that covers the longest row of a roll-up. */
const ROW = hours(1);

/**
 * The embedded history: the hall's open days (today and yesterday) in SQLite, closed ones as Parquet below
 * `<directory>/history`, both behind one port. Reading back looks at both; of one point and moment the hot reading counts.
 */
export const embeddedHistory = (options: EmbeddedHistoryOptions): EmbeddedHistory => {
  const { directory, points, timeZone, keep, clock, log = silent, reserveBytes = 32 * 1024 * 1024 } = options;
  const sqlite = sqliteHistory({ ...options, keepDays: null });
  const settings: ColdSettings = {
    directory,
    points: points.map(coldPoint),
    timeZone,
    keep,
    reserveBytes,
    fewReadings: options.fewReadings ?? FEW_READINGS,
  };
  const worker = thread<ColdThread>({ file: new URL("./cold-worker.ts", import.meta.url), settings });
  const staleAfter = new Map(points.map(point => [point.id, point.staleAfter]));
  const failures = new Map<string, string>();
  let manifest: Manifest = EMPTY;
  let timer: Timer | null = null;
  let tidying: Promise<void> = Promise.resolve();
  let isStopped = false;

  const note = (what: string, error: unknown): void => {
    const why = error instanceof Error ? error.message : String(error);
    if (!isStopped && failures.get(what) !== why) log.warn({ what, error: why }, "history cannot be tidied");
    failures.set(what, why);
  };
  const tidyOnce = async (): Promise<void> => {
    if (isStopped) return;
    const failed = new Set<string>();
    const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        failed.add(what);
        note(what, error);
      }
    };
    await attempt("look", () => worker.ask("look", clock.now()));
    await attempt("fold", () =>
      tidyDays({
        hot: sqlite.hot,
        cold: { fold: day => worker.ask("fold", clock.now(), day) },
        timeZone,
        now: () => clock.now(),
        log,
        failed: ({ date }, error) => {
          failed.add(date);
          note(date, error);
        },
        isStopped: () => isStopped,
      }),
    );
    if (!isStopped) await attempt("keep", () => worker.ask("keep", clock.now()));
    for (const what of failures.keys()) if (!failed.has(what)) failures.delete(what);
    await attempt("manifest", renew);
  };
  const renew = async (): Promise<void> => {
    manifest = await worker.ask("manifest");
  };
  const tidy = (): Promise<void> => {
    tidying = tidying.then(tidyOnce);
    return tidying;
  };
  const isCold = (from: number, to: number): boolean =>
    manifest.files.some(({ first, last }) => first < to && last + ROW > from);
  const hotOf = async (asked: TrendAsked, before: (point: string) => number) => {
    const found = new Map<string, PointSeries>();
    for (const point of asked.points) {
      const from = asked.from - ROW - before(point);
      found.set(
        point,
        await sqlite.series({ point, from, to: asked.to + ROW, limit: Number.MAX_SAFE_INTEGER }),
      );
    }
    return found;
  };
  /** An answer may have found a file that is not what was written. */
  const answered = async <T>(answer: Promise<T>): Promise<T> => {
    const found = await answer;
    void renew().catch(() => {});
    return found;
  };

  return {
    ...sqlite,
    start: async () => {
      await sqlite.start();
      try {
        await worker.start();
        await renew();
      } catch (error) {
        await sqlite.stop();
        throw error;
      }
      void tidy();
      timer = clock.every(hours(1), () => void tidy());
    },
    range: async (point, from, to, limit) => {
      const hot = await sqlite.series({ point, from, to, limit });
      if (!isCold(from, to)) return valuesOf(hot);
      return valuesOf(await answered(worker.ask("range", clock.now(), { point, from, to, limit }, hot)));
    },
    runs: async (ids, from, to) => {
      const limit = Number.MAX_SAFE_INTEGER;
      const own = ids.map(async point => [point, await sqlite.series({ point, from, to, limit })] as const);
      const hot = new Map(await Promise.all(own));
      const found = await answered(worker.ask("runs", clock.now(), { points: ids, from, to }, hot));
      return new Map([...found].map(([point, columns]) => [point, runsOf(columns)]));
    },
    trend: async asked => answered(worker.ask("trend", clock.now(), asked, await hotOf(asked, () => 0))),
    states: async asked =>
      answered(
        worker.ask("states", clock.now(), asked, await hotOf(asked, point => staleAfter.get(point) ?? 0)),
      ),
    problems: () => [
      ...[...failures].map(([what, why]) => `history: ${what}: ${why}`),
      ...manifest.broken.map(({ file, why }) => `history: ${file}: ${why}`),
    ],
    manifest: () => manifest,
    bytes: () => bytesOf(historyPath(directory), manifest),
    tidy,
    stop: async () => {
      isStopped = true;
      timer?.stop();
      await worker.ask("halt").catch(() => {});
      await tidying;
      await worker.end();
      await sqlite.stop();
    },
  };
};

const bytesOf = (hot: string, { files }: Manifest): number | null => {
  try {
    // What was written last is in the write-ahead log alone.
    const log = statSync(`${hot}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    return files.reduce((sum, { bytes }) => sum + bytes, statSync(hot).size + log);
  } catch {
    return null;
  }
};

const runsOf = ({ at, until, value, quality }: RunColumns): readonly ValueRun[] =>
  at.map((begin, row) => ({
    at: instant(begin),
    until: instant(until[row] ?? begin),
    value: value[row] ?? Number.NaN,
    quality: QUALITIES[quality[row] ?? 2] ?? "bad",
  }));

/** A point as the cold history knows it. */
export const coldPoint = ({ id, class: { id: className, words = [] }, staleAfter }: Point) => ({
  id,
  class: className,
  staleAfter,
  words: words.length,
});
