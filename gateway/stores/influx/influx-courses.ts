import { Fault } from "#gateway/ports/fault.ts";
import { type CourseAsked, type CourseRow, type Courses, columnsOf } from "./courses.ts";
import { influxQuery, literal } from "./influx-queries.ts";
import type { Ask, SeriesNames } from "./queries.ts";
import { policiesOf, ROLL_UPS } from "./set-up.ts";

const COLUMNS = ["min", "max", "mean", "first", "last", "count"].map(name => `${name}("value")`).join(", ");
const HOUR = 3_600_000;

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
  const statement = async (text: string) => {
    const [found = []] = await query(text);
    return found.flatMap(({ values }) => values as readonly (readonly unknown[])[]);
  };
  return {
    kept: async now => {
      // Who may only read the data is not told, and then all is read from readings.
      const policies = await policiesOf(statement, database).catch((error: unknown) => {
        if (error instanceof Fault && error.code === "HISTORY_REFUSED") return [];
        throw error;
      });
      const since = (hours: number) => (hours === 0 ? Number.NEGATIVE_INFINITY : now - hours * HOUR);
      return {
        readingsSince: since(policies.find(({ isDefault }) => isDefault)?.hours ?? 0),
        rollUps: ROLL_UPS.flatMap(({ level, policy }) => {
          const own = policies.find(({ name }) => name === policy);
          return own === undefined ? [] : [{ level, policy, since: since(own.hours) }];
        }),
      };
    },
    buckets: async ({ measurement, points, from, to, step, policy }: CourseAsked) => {
      const which = points.map(point => `"point" = ${literal(point)}`).join(" OR ");
      const where = `WHERE "site" = ${literal(site)} AND (${which}) AND time >= ${from}ms AND time < ${to}ms`;
      const group = `GROUP BY time(${step}ms), "point" fill(none)`;
      const [found = []] = await query(
        policy === undefined
          ? `SELECT ${COLUMNS} FROM "${measurement}" ${where} ${group}`
          : `SELECT min("min"), max("max"), sum("sum") / sum("count"), first("first"), last("last"), sum("count") FROM (SELECT "min", "max", "mean" * "count" AS "sum", "first", "last", "count" FROM "${policy}"."${measurement}" ${where} GROUP BY "point") WHERE time >= ${from}ms AND time < ${to}ms ${group}`,
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
