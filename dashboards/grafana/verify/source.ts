import { type Choice, fillIn, fillInProm, intervalOf, type Range } from "./fill-in.ts";
import { ask, type Database, type Series } from "./influx.ts";

/** A target of a panel or an annotation, as Grafana has it, of either dialect. */
export type Target = {
  readonly refId: string;
  /** InfluxQL. */
  readonly query?: string;
  readonly resultFormat?: string;
  readonly alias?: string;
  /** PromQL. */
  readonly expr?: string;
  readonly format?: string;
  readonly instant?: boolean;
  readonly legendFormat?: string;
  readonly textColumn?: string;
  /** Grafana Live: nobody is asked. */
  readonly channel?: string;
};

/** In which a panel's queries are asked: its range, what its variables stand for, and its least interval in seconds. */
export type Asking = {
  readonly range: Range;
  readonly variables: ReadonlyMap<string, Choice>;
  readonly least: number;
};

/** A database that boards are checked against, asked as Grafana asks it. */
export type Source = {
  /** The text of a target with everything filled in. */
  text(target: Target, asking: Asking): string;
  /** @throws {Error} with the database's own words when it refuses */
  ask(target: Target, asking: Asking): Promise<readonly Series[]>;
  /** The values that a variable offers, and what was asked. */
  values(
    query: string,
    asking: Asking,
  ): Promise<{ readonly text: string; readonly values: readonly string[] }>;
  /** Tags that the names of a target's series are made of. */
  named(target: Target): readonly string[];
  /** Whether its answer is a table. */
  isTable(target: Target): boolean;
};

/** An InfluxDB, asked in InfluxQL. */
export const influxSource = (database: Database): Source => {
  const text = ({ query = "" }: Target, { range, variables, least }: Asking) =>
    fillIn(query, range, variables, least);
  return {
    text,
    ask: (target, asking) => ask(database, text(target, asking)),
    values: async (query, { range, variables }) => {
      const filled = fillIn(query, range, variables);
      const series = await ask(database, filled);
      return {
        text: filled,
        values: [...new Set(series.flatMap(one => one.values.map(row => String(row.at(-1)))))],
      };
    },
    named: ({ alias = "" }) => [...alias.matchAll(/\$tag_(\w+)/g)].map(match => match[1]!),
    isTable: ({ resultFormat }) => resultFormat === "table",
  };
};

type PromAnswer = {
  readonly status: string;
  readonly error?: string;
  readonly data?: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value?: readonly [number, string];
      readonly values?: readonly (readonly [number, string])[];
    }[];
  };
};

/** A VictoriaMetrics or Prometheus at this address, asked in PromQL. */
export const promSource = (url: string): Source => {
  const get = async <Answer>(path: string, query: Readonly<Record<string, string>>): Promise<Answer> => {
    const answer = await fetch(`${url}${path}?${new URLSearchParams(query)}`, {
      signal: AbortSignal.timeout(20_000),
    });
    const body = (await answer.json()) as Answer & { error?: string };
    if (!answer.ok) throw new Error(body.error ?? `status ${answer.status}`);
    return body;
  };
  const text = ({ expr = "" }: Target, { range, variables, least }: Asking) =>
    fillInProm(expr, range, variables, least);
  const isTable = ({ format }: Target) => format === "table";
  return {
    text,
    ask: async (target, asking) => {
      const { range, least } = asking;
      const query = text(target, asking);
      const step = Math.max(least, intervalOf(range));
      const { data } = target.instant
        ? await get<PromAnswer>("/api/v1/query", { query, time: String(range.to / 1_000) })
        : await get<PromAnswer>("/api/v1/query_range", {
            query,
            // Grafana begins and ends at whole steps.
            start: String(Math.floor(range.from / 1_000 / step) * step),
            end: String(Math.floor(range.to / 1_000 / step) * step),
            step: `${step}s`,
          });
      const found = (data?.result ?? []).map(({ metric, value, values }) => ({
        metric,
        values: values ?? (value ? [value] : []),
      }));
      return isTable(target) ? [tableOf(target, found)] : found.map(one => seriesOf(one));
    },
    values: async (query, { range, variables }) => {
      const filled = fillInProm(query, range, variables);
      const [, selector = "", label = ""] = /^label_values\((.*), (\w+)\)$/.exec(filled) ?? [];
      const { data } = await get<{ data: string[] }>(`/api/v1/label/${label}/values`, {
        "match[]": selector,
        start: String(range.from / 1_000),
        end: String(range.to / 1_000),
      });
      return { text: filled, values: data };
    },
    named: ({ legendFormat = "" }) => [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]!),
    isTable,
  };
};

type Found = {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [number, string])[];
};

const seriesOf = ({ metric, values }: Found): Series => ({
  name: metric.__name__ ?? "",
  tags: metric,
  columns: ["time", "value"],
  values: values.map(([at, value]) => [at * 1_000, Number(value)]),
});

/** As Grafana makes a table of it: labels and `Value #<refId>` as columns. */
const tableOf = ({ refId }: Target, found: readonly Found[]): Series => {
  const labels = [...new Set(found.flatMap(({ metric }) => Object.keys(metric)))].sort();
  return {
    name: refId,
    columns: ["Time", ...labels, `Value #${refId}`],
    values: found.map(({ metric, values: [only] }) => [
      (only?.[0] ?? 0) * 1_000,
      ...labels.map(label => metric[label] ?? ""),
      Number(only?.[1]),
    ]),
  };
};
