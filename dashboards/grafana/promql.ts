import { seconds } from "#rules/time/instant.ts";
import type { Filter } from "./filter.ts";
import { type Query, type Selection, silence, type Take, type Within } from "./query.ts";

/** A query in PromQL, for series that VictoriaMetrics made of the gateway's lines: `signal_state{site="…"}`. */
export const promql = (query: Query): string => {
  switch (query.is) {
    case "course": {
      const taken = over(query.take, series(query), "$__interval");
      return `${folded(foldOf(query.take), taken, query.by)}${factor(query.times)}`;
    }
    case "value": {
      const taken = over(query.take, series(query), length(query.within));
      const fold = query.fold === "mean" ? "avg" : query.fold;
      return above(query.above, `${folded(fold, taken, query.by)}${factor(query.times)}`);
    }
    case "told": {
      const told = over("last", series(query), length(silence));
      const earlier = over("last", series(query), "$__range");
      const either = `${query.scale === 1 ? told : `(${told} * 0)`} or (${earlier} * 0 + ${query.silent})`;
      return above(query.above, folded("max", either, query.by));
    }
    case "pair":
      return query.promql;
  }
};

/** The values of a label, for a variable. */
export const promValues = (label: string, selection: Selection): string =>
  `label_values(${series(selection)}, ${label})`;

/** The name that a field's numbers have as a metric: VictoriaMetrics joins measurement and field. */
export const metric = (measurement: string, field: string): string => `${measurement}_${field}`;

/** A selector of series. */
export const series = ({ of, field, where }: Selection): string => {
  const names = of.map(name => metric(name, field));
  const conditions = where.map(condition);
  return names.length === 1
    ? `${names[0]}{${conditions.join(", ")}}`
    : `{${[`__name__=~"${names.join("|")}"`, ...conditions].join(", ")}}`;
};

const condition = (filter: Filter): string => {
  switch (filter.is) {
    case "chosen":
      return `${filter.tag}=~"$${filter.variable}"`;
    case "not-chosen":
      return `${filter.tag}!~"$${filter.variable}"`;
    case "chosen-or-none":
      return `${filter.tag}=~"($${filter.variable})?"`;
    case "has":
      return `${filter.tag}!=""`;
    case "text":
      return `${filter.tag}="${filter.text}"`;
    case "role":
      // A dot in brackets, since a backslash would have to be doubled in some places only.
      return `point=~".*[.](${filter.roles.join("|")})"`;
  }
};

const functions: Readonly<Record<Take, string>> = {
  mean: "avg_over_time",
  max: "max_over_time",
  min: "min_over_time",
  sum: "sum_over_time",
  count: "count_over_time",
  last: "last_over_time",
};

const over = (take: Take, selector: string, within: string): string =>
  `${functions[take]}(${selector}[${within}])`;

/** How the series of one group become one: as InfluxQL takes all their lines together. */
const foldOf = (take: Take): string =>
  ({ mean: "avg", max: "max", min: "min", sum: "sum", count: "sum", last: "max" })[take];

const folded = (fold: string, expression: string, by: readonly string[]): string =>
  by.length === 0 ? `${fold}(${expression})` : `${fold} by (${by.join(", ")}) (${expression})`;

const length = (within: Within): string => (within === "range" ? "$__range" : `${within / seconds(1)}s`);
const factor = (times: number | undefined): string => (times === undefined ? "" : ` * ${times}`);
const above = (limit: number | undefined, expression: string): string =>
  limit === undefined ? expression : `(${expression}) > ${limit}`;
