import type { StateTrend, TrendAsked, Trends } from "#gateway/ports/trends.ts";
import type { InfluxTarget, Point } from "#rules/site/model.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { type Buckets, bucketsOf } from "../trends/buckets.ts";
import { rollUp } from "../trends/roll-up.ts";
import { type StateRow, walkStates } from "../trends/state-walk.ts";
import { stepFor, type TrendLevel, UNIT } from "../trends/step.ts";
import { asker, isVictoria } from "./asker.ts";
import type { Courses, Kept } from "./courses.ts";
import { influxCourses } from "./influx-courses.ts";
import { authorizationOf } from "./influx-history.ts";
import { influxQueries } from "./influx-queries.ts";
import { pointSeries } from "./point-series.ts";
import type { HistoryQueries } from "./queries.ts";
import { measurementOf, type SeriesSite } from "./series.ts";
import { victoriaCourses } from "./victoria-courses.ts";
import { victoriaQueries } from "./victoria-queries.ts";

export type InfluxTrendsOptions = {
  readonly target: InfluxTarget;
  readonly site: SeriesSite;
  /** The hall's time: nobody knows a state of the future. */
  readonly now: () => Instant;
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

type Server = { readonly courses: Courses; of(point: Point): HistoryQueries };

/**
 * Courses out of an InfluxDB (by InfluxQL) or a VictoriaMetrics (by MetricsQL). The server makes the buckets of numbers by
 * itself, from all of its readings where they are still kept, from its roll-ups where they are not. States are walked here, since these servers cannot say how long a value held at most.
 *
 * They keep no quality: what is in `bad_reading` ends a state.
 *
 * @throws {Fault} of every question: `HISTORY_REMOTE` when the server does not answer, `HISTORY_REFUSED` with its words;
 *                 at once `INFLUX_PASSWORD_MISSING`
 */
export const influxTrends = ({
  target,
  site,
  now,
  environment = process.env,
}: InfluxTrendsOptions): Trends => {
  const ask = asker(target, authorizationOf(target, environment));
  const points = new Map(site.points.map(point => [point.id, point]));
  let server: Server | null = null;
  const connected = async (): Promise<Server> => {
    const { database } = target;
    const isOther = server === null && (await isVictoria(ask));
    server ??= {
      courses: isOther
        ? victoriaCourses(ask, { site: site.id })
        : influxCourses(ask, { site: site.id, database }),
      of: ({ id, class: { id: className } }) => {
        const names = { site: site.id, database, measurements: [measurementOf(className)], point: id };
        return isOther ? victoriaQueries(ask, names) : influxQueries(ask, names);
      },
    };
    return server;
  };

  return {
    trend: async asked => {
      const { courses } = await connected();
      const { level, parts } = partsOf(asked, await courses.kept(now()));
      const step = stepFor(asked, level);
      const found = new Map<string, Buckets>();
      for (const point of asked.points) found.set(point, bucketsOf(step));
      for (const [measurement, own] of byMeasurement(points, asked.points))
        for (const part of parts)
          for (const [point, rows] of await courses.buckets({ measurement, points: own, step, ...part }))
            found.get(point)?.addRows(rows);
      return asked.points.flatMap(point => found.get(point)?.trend(point, level) ?? []);
    },
    states: async asked => {
      const { of } = await connected();
      const step = stepFor(asked, "readings");
      const trends: StateTrend[] = [];
      for (const id of asked.points) {
        const point = points.get(id);
        const words = point?.class.words?.length ?? 0;
        if (point === undefined || words === 0) continue;
        const { staleAfter } = point;
        const until = instant(Math.min(asked.to, Math.max(now(), asked.from)));
        const rows: StateRow[] = [];
        const firstWhole = Math.ceil(asked.from / step) * step;
        const begin = instant(asked.from - staleAfter);
        for await (const series of pointSeries(of(point), begin, until, step)) {
          let row = 0;
          for (; row < series.at.length && series.at[row]! < firstWhole; row++)
            rows.push(stateOfReading(series.at[row]!, series.value[row]!));
          const whole = {
            at: series.at.subarray(row),
            value: series.value.subarray(row),
            quality: series.quality.subarray(row),
          };
          for (const { at, firstAt, lastAt, endsKnown, last, stateMs } of rollUp(whole, {
            step,
            staleAfter,
            words,
          }))
            rows.push({ at, firstAt, lastAt, last: endsKnown ? last : null, ms: stateMs });
        }
        trends.push(walkStates({ point: id, from: asked.from, to: until, step, words, staleAfter }, rows));
      }
      return trends;
    },
  };
};

type Parts = {
  readonly level: TrendLevel;
  readonly parts: readonly { readonly from: number; readonly to: number; readonly policy?: string }[];
};

/** What is older than the readings that are kept is read from roll-ups of the finest kind that reaches back so far. */
const partsOf = ({ from, to }: TrendAsked, { readingsSince, rollUps }: Kept): Parts => {
  const older = rollUps.find(({ since }) => since <= from) ?? rollUps.at(-1);
  if (from >= readingsSince || older === undefined) return { level: "readings", parts: [{ from, to }] };
  const { level, policy } = older;
  const unit = UNIT[level];
  const [begin, end] = [Math.floor(from / unit) * unit, Math.ceil(to / unit) * unit];
  const border = Math.min(end, (Math.floor(readingsSince / UNIT.quarters) + 1) * UNIT.quarters);
  return {
    level,
    parts: [{ from: begin, to: border, policy }, ...(border < end ? [{ from: border, to: end }] : [])],
  };
};

const stateOfReading = (at: number, value: number): StateRow => ({
  at,
  firstAt: at,
  lastAt: at,
  last: Number.isNaN(value) ? null : value,
  ms: null,
});

const byMeasurement = (
  known: ReadonlyMap<string, Point>,
  ids: readonly string[],
): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const id of new Set(ids)) {
    const point = known.get(id);
    if (point === undefined) continue;
    const measurement = measurementOf(point.class.id);
    found.set(measurement, [...(found.get(measurement) ?? []), id]);
  }
  return found;
};
