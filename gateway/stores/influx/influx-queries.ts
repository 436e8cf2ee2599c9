import { Fault } from "#gateway/ports/fault.ts";
import { Overflow } from "../parts.ts";
import type { Ask, HistoryQueries, SeriesNames } from "./queries.ts";

type Series = {
  readonly tags?: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [at: number, ...values: (number | null)[]])[];
  /** The server has more than it says. */
  readonly partial?: boolean;
};
type Answer = {
  readonly error?: string;
  readonly results?: readonly { readonly error?: string; readonly series?: readonly Series[] }[];
};

/** All that InfluxDB 1.x says of several statements for a database that it does not have. */
const UNTRIED = "not executed";

/** A text as a literal of InfluxQL. */
export const literal = (text: string): string => `'${text.replaceAll(/['\\]/g, "\\$&")}'`;

/**
 * Asks InfluxQL statements of a database; the series of each, times in ms.
 *
 * @throws {Fault}    `HISTORY_REFUSED` with the server's words
 * @throws {Overflow} when the server gave only a part
 */
export const influxQuery =
  (ask: Ask, database: string) =>
  async (text: string): Promise<readonly (readonly Series[])[]> => {
    const path = `/query?${new URLSearchParams({ db: database, epoch: "ms", q: text })}`;
    const { error, results = [] } = JSON.parse(await ask(path)) as Answer;
    const why = error ?? results.find(result => result.error !== undefined)?.error;
    if (why !== undefined) throw refused(why === UNTRIED ? `is there a database "${database}"?` : why);
    const found = results.map(({ series = [] }) => series);
    if (found.some(series => series.some(({ partial }) => partial))) throw new Overflow();
    return found;
  };

/** @see https://docs.influxdata.com/influxdb/v1/tools/api/#query-http-endpoint; 2.x and 3 have it for compatibility */
export const influxQueries = (
  ask: Ask,
  { site, database, measurements, point }: SeriesNames,
): HistoryQueries => {
  const query = influxQuery(ask, database);
  const from = measurements.map(name => `"${name}"`).join(", ");
  const where = `WHERE "site" = ${literal(site)}${point === undefined ? "" : ` AND "point" = ${literal(point)}`}`;

  return {
    values: async (start, end, take) => {
      const when = `${where} AND time >= ${start}ms AND time < ${end}ms GROUP BY "point"`;
      const [values = [], bad = []] = await query(
        `SELECT "value" FROM ${from} ${when}; SELECT "count" FROM "bad_reading" ${when}`,
      );
      for (const series of values)
        for (const [at, value] of series.values) take(series.tags?.point ?? "", at, value ?? Number.NaN);
      for (const series of bad)
        for (const [at] of series.values) take(series.tags?.point ?? "", at, Number.NaN);
    },
    span: async () => {
      const edges = (field: string, source: string) =>
        ["first", "last"].map(edge => `SELECT ${edge}("${field}") FROM ${source} ${where}`);
      const found = await query([...edges("value", from), ...edges("count", '"bad_reading"')].join("; "));
      const moments = found.flatMap(series => series.flatMap(({ values }) => values.map(([at]) => at)));
      return moments.length === 0 ? null : [Math.min(...moments), Math.max(...moments)];
    },
  };
};

const refused = (why: string): Fault =>
  new Fault("HISTORY_REFUSED", `history: read: ${why}`, { retry: false });
