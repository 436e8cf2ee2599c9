import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import type { Query, Selection } from "./query.ts";

/**
 * What a panel, an annotation or a variable asks, before it is written in a dialect. Boards are built with these in the
 * places of Grafana's own targets; `render.ts` puts the written ones there.
 */
export type Asked =
  /** A line or bar a series, called after its tags: `{site} P{priority}`. */
  | {
      readonly is: "series";
      readonly refId: string;
      readonly legend: string;
      readonly query: Query;
      /** One number at the end of the time range instead of a course. */
      readonly isNow: boolean;
    }
  /**
   * One number, where InfluxDB answers with several that are to be added up: it keeps lines of several measurements apart,
   * and a table of theirs is summed by its tile.
   */
  | { readonly is: "sum"; readonly refId: string; readonly legend: string; readonly query: Query }
  /** A table: tags and a number as columns of these names. */
  | {
      readonly is: "table";
      readonly refId: string;
      readonly tags: Readonly<Record<string, string>>;
      readonly number: string;
      readonly query: Query;
    }
  /** A table whose columns differ by dialect: InfluxDB keeps texts, a metric is only a number. */
  | {
      readonly is: "texts";
      readonly refId: string;
      readonly influxql: string;
      readonly tags: Readonly<Record<string, string>>;
      /** Each number with its column, each asked by itself. */
      readonly numbers: readonly { readonly column: string; readonly promql: string }[];
      /** Columns that only InfluxDB can answer. */
      readonly lacks: readonly string[];
    }
  /** Values that Grafana Live pushes; the same in every dialect. */
  | {
      readonly is: "live";
      readonly refId: string;
      readonly channel: string;
    };

/** A course over time. */
export const series = (refId: string, legend: string, query: Query): Builder<Dataquery> =>
  asked({ is: "series", refId, legend, query, isNow: false });

/** One number a group, at the end of the time range. */
export const number = (refId: string, legend: string, query: Query): Builder<Dataquery> =>
  asked({ is: "series", refId, legend, query, isNow: true });

/** One number, for tiles that add up. */
export const sum = (refId: string, legend: string, query: Query): Builder<Dataquery> =>
  asked({ is: "sum", refId, legend, query });

/**
 * A table of one number a row.
 *
 * @param tags    the columns that tell rows apart: tag → name of its column
 * @param column  name of the number's column
 */
export const rows = (
  refId: string,
  tags: Readonly<Record<string, string>>,
  column: string,
  query: Query,
): Builder<Dataquery> => asked({ is: "table", refId, tags, number: column, query });

/** A table with texts where the database keeps them. */
export const texts = (what: Omit<Extract<Asked, { is: "texts" }>, "is">): Builder<Dataquery> =>
  asked({ is: "texts", ...what });

/** What is pushed to a channel of Grafana Live. */
export const live = (refId: string, channel: string): Builder<Dataquery> =>
  asked({ is: "live", refId, channel });

/** What a variable offers: the values that a tag has in a measurement. */
export type Offered = { readonly is: "values"; readonly tag: string; readonly selection: Selection };

/** Marks on graphs: points in time with a text in InfluxDB, spans in which a number is above nought in Prometheus. */
export type Marked = {
  readonly is: "marks";
  readonly influxql: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly promql: string;
};

/** What is asked in the place of a target, if it is ours. */
export const askedOf = (target: unknown): Asked | Marked | undefined =>
  typeof target === "object" && target !== null && "is" in target ? (target as Asked | Marked) : undefined;

/** Marks as the target of an annotation. */
export const marks = (what: Omit<Marked, "is">): Builder<Dataquery> => ({
  build: () => ({ is: "marks", ...what }) as never,
});

function asked(what: Asked): Builder<Dataquery> {
  // It stands where a target will: Grafana never sees it.
  return { build: () => what as never };
}
