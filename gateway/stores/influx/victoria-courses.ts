import { millis } from "#rules/time/instant.ts";
import { ALL_READINGS, type CourseAsked, type CourseRow, type Courses, columnsOf } from "./courses.ts";
import type { Ask, SeriesNames } from "./queries.ts";

const FUNCTIONS = {
  min_over_time: "min",
  max_over_time: "max",
  avg_over_time: "mean",
  first_over_time: "first",
  last_over_time: "last",
  count_over_time: "count",
} as const;
const NAMES = Object.keys(FUNCTIONS) as readonly (keyof typeof FUNCTIONS)[];

type Found = {
  readonly data?: {
    readonly result?: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly values: readonly (readonly [seconds: number, value: string])[];
    }[];
  };
};

/**
 * Buckets by MetricsQL. A window of it is (at − length, at]: asked one millisecond before the end of a bucket it holds just
 * the readings of that bucket, since they are whole milliseconds apart. `nocache` keeps it from moving the moments.
 *
 * The first and the last bucket are asked apart where the time begins or ends within them.
 *
 * @see https://docs.victoriametrics.com/metricsql/#rollup-functions
 */
export const victoriaCourses = (ask: Ask, { site }: Pick<SeriesNames, "site">): Courses => {
  const windows = async (asked: CourseAsked, begin: number, length: number, count: number) => {
    const names = asked.points.map(point => point.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
    const which = `{__name__=${JSON.stringify(`${asked.measurement}_value`)},site=${JSON.stringify(site)},point=~${JSON.stringify(names)}}`;
    const query = `aggr_over_time((${NAMES.map(name => JSON.stringify(name)).join(",")}), ${which}[${length}ms])`;
    const start = begin + length - 1;
    const search = new URLSearchParams({
      query,
      start: secondsText(start),
      end: secondsText(start + (count - 1) * asked.step),
      step: secondsText(asked.step),
      nocache: "1",
    });
    const { data } = JSON.parse(await ask(`/api/v1/query_range?${search}`)) as Found;
    const rows = new Map<string, Map<number, { -readonly [name in keyof CourseRow]?: CourseRow[name] }>>();
    for (const { metric, values } of data?.result ?? []) {
      const name = FUNCTIONS[metric.rollup as keyof typeof FUNCTIONS];
      const point = metric.point ?? "";
      const own = rows.get(point) ?? new Map();
      rows.set(point, own);
      for (const [seconds, value] of values) {
        const at = Math.round(seconds * 1_000) - length + 1;
        own.set(at, { ...own.get(at), at, [name]: Number(value) });
      }
    }
    return rows;
  };

  return {
    kept: async () => ALL_READINGS,
    buckets: async asked => {
      const { from, to, step } = asked;
      const found = new Map<string, CourseRow[]>();
      for (const [begin, length, count] of pieces(from, to, step))
        for (const [point, rows] of await windows(asked, begin, length, count)) {
          const own = found.get(point) ?? [];
          found.set(point, own);
          for (const row of rows.values()) if (isWhole(row)) own.push(row);
        }
      return new Map([...found].map(([point, rows]) => [point, columnsOf(rows, millis(step))]));
    },
  };
};

/** The beginning of a bucket, whole buckets, and the end of one: where they begin, how long and how many each is. */
const pieces = (
  from: number,
  to: number,
  step: number,
): readonly (readonly [begin: number, length: number, count: number])[] => {
  const [first, last] = [Math.ceil(from / step) * step, Math.floor(to / step) * step];
  if (first > last) return [[from, to - from, 1]];
  return [
    ...(first > from ? [[from, first - from, 1] as const] : []),
    ...(last > first ? [[first, step, (last - first) / step] as const] : []),
    ...(to > last ? [[last, to - last, 1] as const] : []),
  ];
};

const isWhole = (row: Partial<CourseRow>): row is CourseRow =>
  row.at !== undefined && row.count !== undefined && row.count > 0 && Number.isFinite(row.mean);

const secondsText = (ms: number): string => (ms / 1_000).toFixed(3);
