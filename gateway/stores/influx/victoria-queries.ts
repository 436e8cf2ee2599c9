import type { Ask, HistoryQueries, SeriesNames } from "./queries.ts";

type Exported = {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (number | null)[];
  readonly timestamps: readonly number[];
};
type Found = {
  readonly data?: { readonly result?: readonly { readonly value: readonly [number, string] }[] };
};

const BAD = "bad_reading_count";

/** @see https://docs.victoriametrics.com/#how-to-export-data-in-json-line-format */
export const victoriaQueries = (ask: Ask, { site, measurements, point }: SeriesNames): HistoryQueries => {
  const names = [...measurements.map(name => `${name}_value`), BAD].join("|");
  const one = point === undefined ? "" : `,point=${JSON.stringify(point)}`;
  const match = `{__name__=~"${names}",site=${JSON.stringify(site)}${one}}`;
  const edge = async (query: string): Promise<number | null> => {
    const { data } = JSON.parse(await ask(`/api/v1/query?${new URLSearchParams({ query })}`)) as Found;
    const [, seconds] = data?.result?.[0]?.value ?? [];
    return seconds === undefined ? null : Math.round(Number(seconds) * 1_000);
  };
  return {
    values: async (from, to, take) => {
      // Its end is part of what it exports.
      const limits = { start: String(from / 1_000), end: String((to - 1) / 1_000) };
      const text = await ask(`/api/v1/export?${new URLSearchParams({ "match[]": match, ...limits })}`);
      for (const line of text.split("\n")) {
        if (line === "") continue;
        const { metric, values, timestamps } = JSON.parse(line) as Exported;
        const isBad = metric.__name__ === BAD;
        for (const [row, at] of timestamps.entries())
          take(metric.point ?? "", at, isBad ? Number.NaN : (values[row] ?? Number.NaN));
      }
    },
    span: async () => {
      const first = await edge(`min(tfirst_over_time(${match}[30y]))`);
      const last = await edge(`max(tlast_over_time(${match}[30y]))`);
      return first === null || last === null ? null : [first, last];
    },
  };
};
