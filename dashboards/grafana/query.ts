import type { PointClass } from "#rules/site/point-class.ts";
import { pointClasses } from "#rules/site/point-classes.ts";
import { type Millis, minutes } from "#rules/time/instant.ts";
import type { Filter } from "./filter.ts";

/** The languages that boards are written in: of InfluxDB, and of Prometheus as VictoriaMetrics speaks it. */
export type Dialect = "influxql" | "promql";

/** Numbers of one field of some measurements. */
export type Selection = {
  readonly of: readonly string[];
  readonly field: string;
  readonly where: readonly Filter[];
};

/** What becomes of several numbers. */
export type Take = "mean" | "max" | "min" | "sum" | "count" | "last";

/** How far back from the end of the time range. */
export type Within = Millis | "range";

/** A question that every dialect can ask: described once, written by `influxql.ts` and `promql.ts`. */
export type Query =
  /** A number each interval of the panel, one course a group of tags. */
  | (Selection & {
      readonly is: "course";
      readonly take: Take;
      readonly by: readonly string[];
      /** Lines tell of the time before them, as energy does: an interval takes in its end and not its beginning. */
      readonly isStampedByEnd?: true;
      /** The numbers are multiplied by it. */
      readonly times?: number;
    })
  /** One number a group: what is taken of each series within a time, folded over the group. */
  | (Selection & {
      readonly is: "value";
      readonly take: Take;
      readonly within: Within;
      /** Tags that tell the series apart. */
      readonly each: readonly string[];
      readonly fold: "sum" | "max" | "min" | "mean";
      readonly by: readonly string[];
      readonly times?: number;
      /** Only rows of tables whose number is above it. */
      readonly above?: number;
    })
  /**
   * One number a group, worst of its series: what each told of itself within `silence`, times `scale`; or `silent` where
   * it was told of earlier in the time range but no longer is.
   */
  | (Selection & {
      readonly is: "told";
      readonly scale: 0 | 1;
      readonly silent: number;
      readonly each: readonly string[];
      readonly by: readonly string[];
      readonly above?: number;
    })
  /** What no description covers, written by hand for each dialect. */
  | { readonly is: "pair"; readonly influxql: string; readonly promql: string };

/** Signals, alerts and closing verdicts are repeated every minute; three missed are silence. */
export const silence = minutes(3);

/** The measurement that readings of a class are written to: `door-lock` → `door_lock`. */
export const measurement = (classId: string): string => known(classId).id.replaceAll("-", "_");

/** How long a gap in the readings of a class may be before nobody can tell what was in it. */
export const staleAfter = (classId: string): Millis => known(classId).staleAfter;

/** Readings of some classes of points. */
export const readings = (classIds: readonly string[], where: readonly Filter[]): Selection => ({
  of: classIds.map(measurement),
  field: "value",
  where,
});

/** One field of a measurement that the gateway writes beside the readings. */
export const lines = (name: string, field: string, where: readonly Filter[]): Selection => ({
  of: [name],
  field,
  where,
});

/** A number each interval of the panel, one course a group of tags. */
export const course = (selection: Selection, take: Take, ...by: readonly string[]): Query => ({
  is: "course",
  ...selection,
  take,
  by,
});

/** What lines tell of the time before them, added up each interval of the panel. */
export const amounts = (selection: Selection, ...by: readonly string[]): Query => ({
  is: "course",
  ...selection,
  take: "sum",
  by,
  isStampedByEnd: true,
});

/** The last number of each series, folded over groups of tags. */
export const latest = (
  selection: Selection,
  within: Within,
  tags: { readonly each: readonly string[]; readonly by: readonly string[] },
  fold: "sum" | "max" | "min" = "max",
): Query => ({ is: "value", ...selection, take: "last", within, ...tags, fold });

/** Everything of the time range, added up over groups of tags. */
export const total = (selection: Selection, ...by: readonly string[]): Query => ({
  is: "value",
  ...selection,
  take: "sum",
  within: "range",
  each: by,
  by,
  fold: "sum",
});

function known(classId: string): PointClass {
  const found = pointClasses.get(classId);
  if (found === undefined) throw new Error(`no point class ${classId}`);
  return found;
}
