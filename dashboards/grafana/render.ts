import type {
  AnnotationQuery,
  Dashboard,
  DataTransformerConfig,
  Panel,
  VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { influxql, influxTable, influxValues } from "./influxql.ts";
import { promql, promValues } from "./promql.ts";
import type { Dialect } from "./query.ts";
import { dataSources, ruleSource, source } from "./settings.ts";
import { type Asked, askedOf, type Offered } from "./target.ts";

/** Writes everything that a board asks in one dialect: panels, variables, annotations, and which type of source answers. */
export const rendered = (board: Dashboard, dialect: Dialect): Dashboard => {
  const { panels, templating, annotations } = board;
  const written: Dashboard = {
    ...board,
    panels: ((panels ?? []) as readonly Panel[]).map(panel => panelIn(panel, dialect)),
    templating: { list: (templating.list ?? []).map(variable => variableIn(variable, dialect)) },
    annotations: { list: (annotations.list ?? []).map(annotation => annotationIn(annotation, dialect)) },
  };
  return JSON.parse(JSON.stringify(written), (_, value) =>
    value?.uid === source.uid ? { type: dataSources[dialect].type, uid: source.uid } : value,
  );
};

const panelIn = (panel: Panel, dialect: Dialect): Panel => {
  const asked = (panel.targets ?? []).map(target => askedOf(target) as Asked);
  const targets = asked.flatMap(one => targetsIn(one, dialect)) as unknown as NonNullable<Panel["targets"]>;
  if (dialect === "influxql" || panel.type !== "table") return { ...panel, targets };
  const lacking = asked.flatMap(one => (one.is === "texts" ? one.lacks : []));
  return { ...without(panel, lacking), targets, transformations: tableSteps(panel, asked, lacking) };
};

const targetsIn = (asked: Asked, dialect: Dialect): readonly object[] => {
  if (asked.is === "live") return [liveTarget(asked)];
  return dialect === "influxql" ? [influxTarget(asked)] : promTargets(asked);
};

/** @see grafana/public/app/plugins/datasource/grafana/types.ts: GrafanaQuery */
const liveTarget = ({ refId, channel }: Extract<Asked, { is: "live" }>): object => ({
  refId,
  datasource: { type: "datasource", uid: "grafana" },
  queryType: "measurements",
  channel,
  buffer: LIVE_BUFFER_MS,
});
const LIVE_BUFFER_MS = 300_000;

const influxTarget = (asked: Exclude<Asked, { is: "live" }>): object => {
  const { refId } = asked;
  const common = { refId, datasource: source, rawQuery: true };
  switch (asked.is) {
    case "series": {
      const alias = asked.legend.replace(/\{(\w+)\}/g, "$tag_$1");
      return { ...common, resultFormat: "time_series", alias, query: influxql(asked.query) };
    }
    case "sum":
      return { ...common, resultFormat: "table", query: influxTable(asked.query, {}, asked.legend) };
    case "table":
      return {
        ...common,
        resultFormat: "table",
        query: influxTable(asked.query, asked.tags, asked.number),
      };
    case "texts":
      return { ...common, resultFormat: "table", query: asked.influxql };
  }
};

const promTargets = (asked: Exclude<Asked, { is: "live" }>): readonly object[] => {
  const common = { datasource: source, editorMode: "code" };
  const table = (refId: string, expr: string) => ({
    refId,
    ...common,
    expr,
    instant: true,
    range: false,
    format: "table",
  });
  switch (asked.is) {
    case "series": {
      const legendFormat = asked.legend.replace(/\{(\w+)\}/g, "{{$1}}");
      const { refId, isNow } = asked;
      const expr = promql(asked.query);
      return [{ refId, ...common, expr, instant: isNow, range: !isNow, format: "time_series", legendFormat }];
    }
    case "sum": {
      const { refId, legend: legendFormat } = asked;
      const expr = promql(asked.query);
      return [{ refId, ...common, expr, instant: true, range: false, format: "time_series", legendFormat }];
    }
    case "table":
      return [table(asked.refId, promql(asked.query))];
    case "texts":
      return asked.numbers.map(({ promql: expr }, index) => table(partOf(asked.refId, index), expr));
  }
};

const partOf = (refId: string, index: number): string => (index === 0 ? refId : `${refId}${index + 1}`);

/**
 * A Prometheus table has its labels and `Value #<refId>` as columns (`Value` where only one target answers). Rows of the
 * same labels are merged and columns get our names; after that, what all dialects do.
 */
const tableSteps = (
  panel: Panel,
  asked: readonly Asked[],
  lacking: readonly string[],
): DataTransformerConfig[] => {
  const names: Record<string, string> = {};
  for (const one of asked) {
    if (one.is !== "table" && one.is !== "texts") continue;
    Object.assign(names, one.tags);
    const numbers = one.is === "table" ? [one.number] : one.numbers.map(({ column }) => column);
    for (const [index, column] of numbers.entries()) {
      names[`Value #${partOf(one.refId, index)}`] = column;
      names.Value ??= column;
    }
  }
  const kept = (panel.transformations ?? []).filter(({ id }) => id !== "joinByField" && id !== "merge");
  return [
    { id: "merge", options: {} },
    { id: "organize", options: { excludeByName: { Time: true }, indexByName: {}, renameByName: names } },
    ...kept.map(step =>
      step.id === "filterFieldsByName"
        ? { ...step, options: { include: { names: remaining(step.options.include.names, lacking) } } }
        : step,
    ),
  ];
};

const remaining = (names: readonly string[], lacking: readonly string[]): readonly string[] =>
  names.filter(name => !lacking.includes(name));

/** A table without settings of columns that it cannot have. */
const without = (panel: Panel, lacking: readonly string[]): Panel => {
  const { fieldConfig, options } = panel;
  const sorted = (options?.sortBy ?? []).filter(
    ({ displayName }: { displayName: string }) => displayName !== "Time" && !lacking.includes(displayName),
  );
  return {
    ...panel,
    ...(options && { options: { ...options, ...(options.sortBy && { sortBy: sorted }) } }),
    ...(fieldConfig && {
      fieldConfig: {
        ...fieldConfig,
        overrides: fieldConfig.overrides.filter(
          ({ matcher }) => matcher.id !== "byName" || !lacking.includes(String(matcher.options)),
        ),
      },
    }),
  };
};

const variableIn = (variable: VariableModel, dialect: Dialect): VariableModel => {
  if (variable.type === "datasource") return { ...variable, ...choiceOfSource(dialect) };
  const offered = variable.query as unknown as Offered | undefined;
  if (variable.type !== "query" || offered?.is !== "values") return variable;
  const query =
    dialect === "influxql"
      ? influxValues(offered.tag, offered.selection)
      : promValues(offered.tag, offered.selection);
  return { ...variable, query };
};

const choiceOfSource = (dialect: Dialect): Partial<VariableModel> => {
  const { type, name, uid } = dataSources[dialect];
  // The gateway is a Prometheus as well, of rules and without metrics: it is none to choose.
  const regex = dialect === "promql" ? { regex: `/^(?!${ruleSource.name}$)/` } : {};
  return { query: type, current: { text: name, value: uid }, ...regex };
};

const annotationIn = (annotation: AnnotationQuery, dialect: Dialect): AnnotationQuery => {
  const marked = askedOf(annotation.target);
  if (marked?.is !== "marks") return annotation;
  const target =
    dialect === "influxql"
      ? {
          refId: "Alerts",
          datasource: source,
          fromAnnotations: true,
          rawQuery: true,
          resultFormat: "table",
          query: marked.influxql,
          textColumn: marked.text,
          tagsColumn: marked.tags.join(","),
        }
      : { refId: "Alerts", datasource: source, expr: marked.promql, interval: "60s" };
  const labels = marked.tags.map(tag => `{{${tag}}}`).join(" ");
  const shown = {
    expr: marked.promql,
    step: "60s",
    titleFormat: labels,
    textFormat: labels,
    tagKeys: marked.tags.join(","),
  };
  return { ...annotation, ...(dialect === "promql" && shown), target: target as never };
};
