import type { Found } from "./history-contract.ts";

type QueryAnswer = {
  readonly results: readonly {
    readonly error?: string;
    readonly series?: readonly { readonly values: readonly (readonly (number | string | null)[])[] }[];
  }[];
};

/** Rows that an InfluxDB 1.x gives to InfluxQL, times in ms. @throws {Error} with the server's words */
export const influxRows = async (
  url: string,
  query: string,
): Promise<readonly (readonly (number | string | null)[])[]> => {
  const answer = await fetch(`${url}/query?db=hall&epoch=ms&q=${encodeURIComponent(query)}`);
  const { results } = (await answer.json()) as QueryAnswer;
  const failed = results.find(result => result.error !== undefined);
  if (failed) throw new Error(failed.error);
  return results.flatMap(result => (result.series ?? []).flatMap(series => series.values));
};

/** All values of a point, over all measurements, oldest first. */
export const influxFound = async (url: string, point: string): Promise<Found> => {
  const rows = await influxRows(url, `SELECT value FROM /.*/ WHERE point = '${point}'`);
  return rows.map(([at, value]) => ({ at: Number(at), value: Number(value) }));
};

/** How many values of class `circuit-power` and `zone-air-temp` there are, each series and moment counted once. */
export const influxCount = async (url: string): Promise<number> => {
  const rows = await influxRows(url, "SELECT count(value) FROM zone_air_temp, circuit_power");
  return rows.reduce((sum, [, count]) => sum + Number(count), 0);
};

/** All values of a point in a VictoriaMetrics, oldest first. */
export const victoriaFound = async (url: string, point: string): Promise<Found> => {
  await fetch(`${url}/internal/force_flush`);
  const match = `{__name__=~".*_value",point="${point}"}`;
  const answer = await fetch(`${url}/api/v1/export?reduce_mem_usage=0&match[]=${encodeURIComponent(match)}`);
  const lines = (await answer.text()).split("\n").filter(line => line !== "");
  return lines.flatMap(line => {
    const { values, timestamps } = JSON.parse(line) as { values: number[]; timestamps: number[] };
    return timestamps.map((at, n) => ({ at, value: values[n] ?? Number.NaN })).sort((a, b) => a.at - b.at);
  });
};
