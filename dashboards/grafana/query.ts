import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import type { PointClass } from "#rules/site/point-class.ts";
import { pointClasses } from "#rules/site/point-classes.ts";
import { type Millis, minutes } from "#rules/time/instant.ts";
import { SILENT } from "./words.ts";

/** The boards' own data source variable, so that they work with any InfluxDB source of an existing Grafana. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills it in.
export const source = { type: "influxdb", uid: "${datasource}" } as const;

/** Signals, alerts and closing verdicts are repeated every minute; three missed are silence. */
export const silence = minutes(3);

/** The measurement that readings of a class are written to: `door-lock` → `door_lock`. */
export const measurement = (classId: string): string => known(classId).id.replaceAll("-", "_");

/** The FROM clause of readings of some classes. */
export const readings = (...classIds: readonly string[]): string =>
  classIds.map(id => `"${measurement(id)}"`).join(", ");

/** How long a gap in the readings of a class may be before nobody can tell what was in it. */
export const staleAfter = (classId: string): Millis => known(classId).staleAfter;

/** The last part of the time range, whole minutes long. */
export const lately = (length: Millis): string =>
  `time > \${__to}ms - ${length / minutes(1)}m AND time <= \${__to}ms`;
/** The part of the time range that counts as now. */
export const now = lately(silence);
/** The whole time range. */
export const range = "$timeFilter";

/** Lines whose tag has one of the values chosen in the variable of that name: `chosen("zone")`. */
export const chosen = (tag: string, variable: string = tag): string =>
  `"${tag}" =~ /^(\${${variable}:regex})$/`;
/** Lines whose tag has none of them. */
export const notChosen = (tag: string, variable: string): string => `"${tag}" !~ /^(\${${variable}:regex})$/`;
/** What the reader has chosen to see. */
export const scope = `${chosen("site")} AND ${chosen("zone")}`;
/** The same for alerts: one that belongs to no zone (a dead line) is never filtered away. */
export const alertScope = `${chosen("site")} AND "zone" =~ /^(\${zone:regex})?$/`;

/** Points that have one of these roles: `AC-hall.setpoint` has the role `setpoint`. */
export const roles = (...names: readonly string[]): string => `"point" =~ /\\.(${names.join("|")})$/`;

/**
 * An InfluxQL target whose result is one line or bar per series.
 *
 * @param alias  name of a series: `$tag_point`, `$col` or a plain text
 */
export const series = (refId: string, alias: string, query: string): Builder<Dataquery> =>
  target({ refId, datasource: source, rawQuery: true, resultFormat: "time_series", alias, query });

/**
 * An InfluxQL target whose result is one table. The outermost SELECT must name tags as columns instead of grouping by
 * them: Grafana puts grouped tags into columns in no fixed order.
 */
export const rows = (refId: string, query: string): Builder<Dataquery> =>
  target({ refId, datasource: source, rawQuery: true, resultFormat: "table", query });

/** An InfluxQL target whose rows are marks on graphs; Grafana replaces `$timeFilter` in it only once. */
export const marks = (
  refId: string,
  columns: { readonly text: string; readonly tags: readonly string[] },
  query: string,
): Builder<Dataquery> =>
  target({
    refId,
    datasource: source,
    fromAnnotations: true,
    rawQuery: true,
    resultFormat: "table",
    query,
    textColumn: columns.text,
    tagsColumn: columns.tags.join(","),
  });

/**
 * How well things are known now, worst of their points first: 0 good, 1 stale, 2 bad, 3 never, or `SILENT` when the
 * gateway told of a point earlier in the range but no longer does. Returns rows `<by>` and `"evidence"`.
 *
 * @param by     tags of `signal` that name a thing: `["equipment"]`
 * @param which  condition on the tags of `signal`
 */
export const evidence = (by: readonly string[], which: string): string => {
  const perPoint = `GROUP BY "zone", "equipment", "point"`;
  const told = `SELECT last("state") AS "s" FROM "signal" WHERE ${scope} AND ${which} AND ${now} ${perPoint}`;
  const known = `SELECT last("state") * 0 + ${SILENT} AS "s" FROM "signal" WHERE ${scope} AND ${which} AND ${range} ${perPoint}`;
  const tags = by.map(tag => `"${tag}"`).join(", ");
  return `SELECT max("s") AS "evidence" FROM (SELECT min("s") AS "s" FROM (${told}), (${known}) ${perPoint}) GROUP BY ${tags}`;
};

function known(classId: string): PointClass {
  const found = pointClasses.get(classId);
  if (found === undefined) throw new Error(`no point class ${classId}`);
  return found;
}

function target(query: object): Builder<Dataquery> {
  // The SDK has no InfluxDB query type; its marker method exists for the compiler only.
  return { build: () => query as Dataquery };
}
