import type { Cold } from "./cold.ts";
import { coldSeries } from "./cold-series.ts";
import { hallDate } from "./days.ts";
import { type Duck, quoted, quotedList } from "./duck.ts";
import type { ColdFile } from "./manifest.ts";
import { mergedSeries } from "./merged-series.ts";
import type { HotSeries } from "./trend.ts";

/** What points said in a time: `from` ≤ at < `to`, in ms. */
export type RunsAsked = { readonly points: readonly string[]; readonly from: number; readonly to: number };

/** Stretches in which a point said one thing, oldest first; `quality` indexes `QUALITIES`. */
export type RunColumns = {
  /** The first reading of each, and the last. */
  readonly at: number[];
  readonly until: number[];
  readonly value: number[];
  readonly quality: number[];
};

/** Readings that are read at once, about: what DuckDB sorts meanwhile stays within its memory. */
const TOGETHER = 1_000_000;

/**
 * What points said, hot and cold together, as stretches of one value and quality without a gap longer than the value holds.
 * One question for all points and many days; days that have hot readings as well are read one by one.
 */
export const coldRuns = (
  cold: Cold,
  { points, from, to }: RunsAsked,
  hot: HotSeries,
): Promise<ReadonlyMap<string, RunColumns>> =>
  cold.reading(async (duck, files, path) => {
    const lastsMs = new Map(points.map(id => [id, cold.pointOf(id)?.staleAfter ?? 0] as const));
    const runs = new Map(points.map(id => [id, newRuns()] as const));
    const add = (id: string, at: number, until: number, value: number, quality: number): void => {
      const own = runs.get(id);
      if (own !== undefined) addRun(own, [at, until, value, quality], lastsMs.get(id) ?? 0);
    };
    const addHot = (begin: number, end: number): void => {
      for (const [id, { at, value, quality }] of hot)
        for (let row = firstFrom(at, begin); row < at.length && at[row]! < end; row++)
          add(id, at[row]!, at[row]!, value[row]!, quality[row]!);
    };
    const addMixed = async (file: ColdFile, day: { readonly from: number; readonly to: number }) => {
      for (const id of points) {
        const span = { from: Math.max(from, day.from), to: Math.min(to, day.to) };
        const own = hot.get(id);
        const series = await coldSeries(duck, path(file), id, span);
        const begin = own ? firstFrom(own.at, span.from) : 0;
        const end = own ? firstFrom(own.at, span.to) : 0;
        const hotter = own && {
          at: own.at.subarray(begin, end),
          value: own.value.subarray(begin, end),
          quality: own.quality.subarray(begin, end),
        };
        const { at, value, quality } = hotter ? mergedSeries(series, hotter).series : series;
        for (let row = 0; row < at.length; row++) add(id, at[row]!, at[row]!, value[row]!, quality[row]!);
      }
    };
    let plain: ColdFile[] = [];
    const flush = async (): Promise<void> => {
      if (plain.length > 0)
        for await (const [id, ...run] of runsIn(duck, plain.map(path), { points, from, to }, lastsMs))
          add(id, ...run);
      plain = [];
      rows = 0;
    };
    let rows = 0;
    let known = from;
    const touching = files.filter(({ is, first, last }) => is === "readings" && first < to && last >= from);
    for (const file of touching.toSorted((a, b) => a.first - b.first)) {
      const day = hallDate(file.of, cold.settings.timeZone);
      const isMixed = [...hot.values()].some(
        ({ at }) => (at[firstFrom(at, known)] ?? to) < Math.min(to, day.to),
      );
      if (isMixed || rows >= TOGETHER) await flush();
      if (isMixed) {
        addHot(known, day.from);
        await addMixed(file, day);
      } else {
        plain.push(file);
        rows += (file.rows / Math.max(1, file.points)) * points.length;
      }
      known = Math.max(known, day.to);
    }
    await flush();
    addHot(known, to);
    return runs;
  });

type Run = [at: number, until: number, value: number, quality: number];

const newRuns = (): RunColumns => ({ at: [], until: [], value: [], quality: [] });

/** Adds a run that is later than all there are; one that only goes on makes the last longer. */
const addRun = ({ at, until, value, quality }: RunColumns, run: Run, lastsMs: number): void => {
  const last = at.length - 1;
  const goesOn =
    last >= 0 &&
    quality[last] === run[3] &&
    Object.is(value[last], run[2]) &&
    run[0] - until[last]! <= lastsMs;
  if (goesOn) {
    until[last] = run[1];
    return;
  }
  at.push(run[0]);
  until.push(run[1]);
  value.push(run[2]);
  quality.push(run[3]);
};

/** Runs of files, each point's in ascending order: of each run only the reading that begins it leaves DuckDB. */
const runsIn = async function* (
  duck: Duck,
  paths: readonly string[],
  { points, from, to }: RunsAsked,
  lastsMs: ReadonlyMap<string, number>,
): AsyncGenerator<readonly [id: string, ...Run]> {
  for (const [lasts, ids] of Map.groupBy(points, id => lastsMs.get(id) ?? 0)) {
    const sql = `
      SELECT point, at_ms::DOUBLE, value, quality::DOUBLE, before::DOUBLE, begins::DOUBLE, (after IS NULL)::DOUBLE FROM (
        SELECT *, before IS NULL OR at_ms - before > ${lasts} OR value IS DISTINCT FROM last OR quality <> was AS begins FROM (
          SELECT point, at_ms, value, quality, lag(at_ms) OVER own AS before, lag(value) OVER own AS last,
            lag(quality) OVER own AS was, lead(at_ms) OVER own AS after
          FROM read_parquet(${quotedList(paths)})
          WHERE point IN (${ids.map(quoted).join(", ")}) AND at_ms >= ${from} AND at_ms < ${to}
          WINDOW own AS (PARTITION BY point ORDER BY at_ms)
        )
      ) WHERE begins OR after IS NULL ORDER BY point, at_ms`;
    let open: Run | null = null;
    for await (const { texts, numbers } of duck.stream(sql, 7)) {
      const [at, value, quality, before, begins, isLast] = numbers;
      for (const [row, id] of texts.entries()) {
        if (begins![row] === 1) {
          if (open !== null) yield [id, open[0], before![row]!, open[2], open[3]];
          open = [at![row]!, at![row]!, value![row]!, quality![row]!];
        }
        if (isLast![row] !== 1 || open === null) continue;
        yield [id, open[0], at![row]!, open[2], open[3]];
        open = null;
      }
    }
  }
};

/** Where the first moment from `from` on stands in an ascending column. */
const firstFrom = (at: Float64Array, from: number): number => {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
};
