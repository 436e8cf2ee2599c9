/** One series of an answer: a measurement, the tags that it was grouped by, and its rows. */
export type Series = {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly (number | string | boolean | null)[])[];
};

/** The database that boards are checked against. */
export type Database = {
  /** `http://host:8086` */
  readonly url: string;
  readonly name: string;
  readonly username?: string;
  readonly password?: string;
};

/**
 * Asks an InfluxDB as Grafana does: InfluxQL, times in milliseconds.
 *
 * @throws {Error} with the database's own words when it refuses; it does so inside an answer of status 200 too
 */
export const ask = async (database: Database, query: string): Promise<readonly Series[]> => {
  const answer = await fetch(`${database.url}/query`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...credentials(database) },
    body: new URLSearchParams({ db: database.name, epoch: "ms", q: query }),
    signal: AbortSignal.timeout(20_000),
  });
  const body = (await answer.json()) as {
    error?: string;
    results?: { error?: string; series?: readonly Series[] }[];
  };
  const error = body.error ?? body.results?.find(one => one.error !== undefined)?.error;
  if (error !== undefined) throw new Error(error);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return body.results?.flatMap(one => one.series ?? []) ?? [];
};

/** The header that says who asks; none where the database asks for nobody. */
export const credentials = ({ username, password = "" }: Database): Readonly<Record<string, string>> =>
  username === undefined
    ? {}
    : { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` };
