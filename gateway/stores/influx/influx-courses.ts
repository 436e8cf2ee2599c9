import { type CourseAsked, type CourseRow, type Courses, columnsOf } from "./courses.ts";
import { influxQuery, literal } from "./influx-queries.ts";
import type { Ask, SeriesNames } from "./queries.ts";

const COLUMNS = ["min", "max", "mean", "first", "last", "count"].map(name => `${name}("value")`).join(", ");

/**
 * Buckets by InfluxQL. Its buckets of time begin at whole multiples of their length since 1970 by themselves.
 *
 * @see https://docs.influxdata.com/influxdb/v1/query_language/explore-data/#group-by-time-intervals
 */
export const influxCourses = (
  ask: Ask,
  { site, database }: Pick<SeriesNames, "site" | "database">,
): Courses => {
  const query = influxQuery(ask, database);
  return {
    buckets: async ({ measurement, points, from, to, step }: CourseAsked) => {
      const which = points.map(point => `"point" = ${literal(point)}`).join(" OR ");
      const [found = []] = await query(
        `SELECT ${COLUMNS} FROM "${measurement}" WHERE "site" = ${literal(site)} AND (${which}) AND time >= ${from}ms AND time < ${to}ms GROUP BY time(${step}ms), "point" fill(none)`,
      );
      return new Map(
        found.map(({ tags, values }) => [tags?.point ?? "", columnsOf(values.flatMap(rowOf), step)]),
      );
    },
  };
};

const rowOf = ([at, ...values]: readonly [number, ...(number | null)[]]): readonly CourseRow[] => {
  const [min, max, mean, first, last, count] = values;
  if (min == null || max == null || mean == null || first == null || last == null || count == null) return [];
  return [{ at, min, max, mean, first, last, count }];
};
