import type { StateTrend, Trend, TrendAsked } from "#gateway/ports/trends.ts";
import { instant } from "#rules/time/instant.ts";
import { bucketsOf } from "../trends/buckets.ts";
import { counts, type PointSeries } from "../trends/roll-up.ts";
import { walkStates } from "../trends/state-walk.ts";
import { stepFor, UNIT } from "../trends/step.ts";
import type { Cold } from "./cold.ts";
import { coldSeries } from "./cold-series.ts";
import { coldBuckets, coldStates, stateOfReading } from "./cold-trend.ts";
import type { Duck } from "./duck.ts";
import type { ColdFile } from "./manifest.ts";
import { mergedSeries } from "./merged-series.ts";
import { choose, type TrendChoice } from "./trend-choice.ts";

/** What is hot of each point that is asked for, oldest first; of the time that is asked for, widened by an hour. */
export type HotSeries = ReadonlyMap<string, PointSeries>;

const NOTHING: PointSeries = {
  at: new Float64Array(0),
  value: new Float64Array(0),
  quality: new Uint8Array(0),
};

/**
 * The courses of points over hot and cold days. Days that have both (late readings, say) are read from readings, all
 * others from the level that answers quickly. A time that is read from roll-ups is widened to whole ones.
 */
export const trendsOf = (cold: Cold, asked: TrendAsked, hot: HotSeries): Promise<readonly Trend[]> =>
  cold.reading(async (duck, files, path) => {
    const trends = new Map<string, Trend>();
    for (const [id, points] of byClass(cold, asked.points)) {
      const choice = choose(files, { ...asked, class: id, ...settingsOf(cold) }, hotOf(points, hot));
      const step = stepFor(asked, choice.level);
      const rows =
        choice.files.length === 0
          ? new Map()
          : await coldBuckets(duck, { ...rowsOf(choice, path), points }, step);
      for (const point of points) {
        const buckets = bucketsOf(step);
        const found = rows.get(point);
        if (found) buckets.addRows(found);
        for (const { at, value, quality } of await readingsOf(
          duck,
          choice,
          path,
          point,
          hot.get(point) ?? NOTHING,
        ))
          for (let row = 0; row < at.length; row++)
            if (at[row]! >= choice.from && at[row]! < choice.to && counts(value[row]!, quality[row]!))
              buckets.add(at[row]!, value[row]!);
        trends.set(point, buckets.trend(point, choice.level));
      }
    }
    return asked.points.map(point => trends.get(point)!);
  });

/**
 * How long worded points were in each state over hot and cold days. Points without words are left out.
 *
 * @param hot  as for courses, but widened at its beginning by as long as the value of the point holds
 */
export const statesOf = (cold: Cold, asked: TrendAsked, hot: HotSeries): Promise<readonly StateTrend[]> =>
  cold.reading(async (duck, files, path) => {
    const trends: StateTrend[] = [];
    for (const id of asked.points) {
      const point = cold.pointOf(id);
      if (point === undefined || point.words === 0) continue;
      const series = hot.get(id) ?? NOTHING;
      const plan = { ...asked, class: point.class, ...settingsOf(cold) };
      const { level } = choose(files, plan, [series]);
      const choice = choose(files, { ...plan, from: asked.from - point.staleAfter, level }, [series]);
      const rows =
        choice.files.length === 0
          ? []
          : [...(await coldStates(duck, { ...rowsOf(choice, path), points: [id] }, point.words))];
      for (const { at, value, quality } of await readingsOf(duck, choice, path, id, series))
        for (let row = 0; row < at.length; row++)
          if (at[row]! >= choice.from && at[row]! < choice.to)
            rows.push(stateOfReading(at[row]!, value[row]!, quality[row]!));
      rows.sort((a, b) => a.firstAt - b.firstAt);
      const unit = choice.level === "readings" ? 1 : UNIT[choice.level];
      trends.push(
        walkStates(
          {
            point: id,
            from: instant(Math.floor(asked.from / unit) * unit),
            to: instant(Math.min(choice.to, Math.max(cold.now(), asked.from))),
            step: stepFor(asked, choice.level),
            words: point.words,
            staleAfter: point.staleAfter,
          },
          rows,
        ),
      );
    }
    return trends;
  });

const settingsOf = ({ settings: { timeZone, fewReadings } }: Cold) => ({ timeZone, few: fewReadings });

/** What of a choice is read from its files. */
const rowsOf = ({ level, files, from, to, mixed }: TrendChoice, path: (file: ColdFile) => string) => ({
  level,
  files: files.map(path),
  from,
  to,
  without: mixed.map(({ day }) => [day.from, day.to] as const),
});

/** What of a choice is read as readings: those of mixed days, hot and cold together, then those of days that are hot alone. */
const readingsOf = async (
  duck: Duck,
  { mixed, past }: TrendChoice,
  path: (file: ColdFile) => string,
  point: string,
  hot: PointSeries,
): Promise<readonly PointSeries[]> => {
  const all: PointSeries[] = [];
  for (const { day, readings } of mixed)
    all.push(mergedSeries(await coldSeries(duck, path(readings), point, day), within(hot, day)).series);
  const elsewhere = [...mixed.map(({ day }) => day), ...past];
  const isElsewhere = (at: number) => elsewhere.some(({ from, to }) => at >= from && at < to);
  return [...all, filtered(hot, at => !isElsewhere(at))];
};

const within = (
  series: PointSeries,
  { from, to }: { readonly from: number; readonly to: number },
): PointSeries => filtered(series, at => at >= from && at < to);

const filtered = ({ at, value, quality }: PointSeries, isIn: (at: number) => boolean): PointSeries => {
  const rows = Array.from(at.keys()).filter(row => isIn(at[row]!));
  return {
    at: Float64Array.from(rows, row => at[row]!),
    value: Float64Array.from(rows, row => value[row]!),
    quality: Uint8Array.from(rows, row => quality[row]!),
  };
};

/** Ids of points by the class that they are of; points that nobody knows are of none. */
const byClass = (cold: Cold, points: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const classes = new Map<string, string[]>();
  for (const point of points) {
    const id = cold.pointOf(point)?.class ?? "";
    classes.set(id, [...(classes.get(id) ?? []), point]);
  }
  return classes;
};

const hotOf = (points: readonly string[], hot: HotSeries): readonly PointSeries[] =>
  points.map(point => hot.get(point) ?? NOTHING);
