import { minutes } from "#rules/time/instant.ts";
import { literal } from "./influx-queries.ts";

/** What a database of an InfluxDB 1.x is to be. */
export type SetUpPlan = {
  readonly database: string;
  /** Whose readings are rolled up, and of which measurements. */
  readonly site: string;
  readonly measurements: readonly string[];
  /** Days that each policy keeps; null: what is there stays, and a new one keeps for ever. */
  readonly keep: {
    readonly readings: number | null;
    readonly minutes: number | null;
    readonly quarters: number | null;
  };
};

/** What was changed, and what the server would not do; both empty where all was as it should be. */
export type SetUp = {
  readonly done: readonly string[];
  readonly refused: readonly string[];
  /** The policy that readings are in; null: the server would not tell. */
  readonly source: string | null;
};

/** The server was there and would not. */
export class Refusal extends Error {}

/** Rows of one statement. @throws {Refusal} with the server's words; {Error} when it is away */
export type AskStatement = (statement: string) => Promise<readonly (readonly unknown[])[]>;

/** A retention policy as `SHOW RETENTION POLICIES` lists it; `hours` 0: for ever. */
export type Policy = { readonly name: string; readonly hours: number; readonly isDefault: boolean };

/**
 * Names of the policies of roll-ups, how long a row is, how often and how far back they are made, and for how long what comes
 * late is surely among them: as far back as they are made, less the time until they are made again.
 */
export const ROLL_UPS = [
  { level: "minutes", policy: "m1", step: "1m", resample: "EVERY 5m FOR 30m", inTime: minutes(25) },
  { level: "quarters", policy: "m15", step: "15m", resample: "EVERY 15m FOR 3h", inTime: minutes(165) },
] as const;
/** The policy of readings in a database that was empty. */
export const RAW = "raw";

/**
 * Makes what is missing in a database: itself, the policies `raw`, `m1` and `m15`, and the continuous queries that roll
 * readings up. Doing it again changes nothing. Readings that are there already stay where they are: `raw` becomes the
 * policy of readings only in an empty database whose own policy keeps for ever, and only policies of these three names
 * are ever changed.
 *
 * @see https://docs.influxdata.com/influxdb/v1/query_language/manage-database/
 */
export const setUp = async (ask: AskStatement, plan: SetUpPlan): Promise<SetUp> => {
  const done: string[] = [];
  const refused: string[] = [];
  let source: string | null = null;
  const change = async (statement: string): Promise<void> => {
    try {
      await ask(statement);
      done.push(statement);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push(`${statement}: ${error.message}`);
    }
  };
  const on = quoted(plan.database);
  try {
    const isThere = (await ask("SHOW DATABASES")).some(([name]) => name === plan.database);
    if (!isThere) await change(`CREATE DATABASE ${on}`);
    const policies = await policiesOf(ask, plan.database);
    const usual = policies.find(({ isDefault }) => isDefault);
    const wanted = [
      ...(usual?.name === "autogen" && usual.hours === 0 && !policies.some(({ name }) => name === RAW)
        ? (await ask(`SHOW MEASUREMENTS ON ${on} LIMIT 1`)).length === 0
          ? [{ name: RAW, days: plan.keep.readings, ending: " DEFAULT" }]
          : []
        : []),
      ...(policies.some(({ name }) => name === RAW)
        ? [{ name: RAW, days: plan.keep.readings, ending: "" }]
        : []),
      ...ROLL_UPS.map(({ policy, level }) => ({ name: policy, days: plan.keep[level], ending: "" })),
    ];
    for (const { name, days, ending } of wanted) {
      const there = policies.find(policy => policy.name === name);
      const lasting = days === null ? "INF" : `${days}d`;
      const shape = `RETENTION POLICY ${quoted(name)} ON ${on} DURATION ${lasting} REPLICATION 1 SHARD DURATION ${shardOf(days)}`;
      if (there === undefined) await change(`CREATE ${shape}${ending}`);
      else if (days !== null && there.hours !== days * 24) await change(`ALTER ${shape}`);
    }
    source = wanted.some(({ ending }) => ending !== "") ? RAW : (usual?.name ?? "autogen");
    const queries = await continuousQueries(ask, plan.database);
    for (const [name, statement] of rollUpQueries(plan, source)) {
      const there = queries.get(name);
      if (there !== undefined && plain(there) === plain(statement)) continue;
      if (there !== undefined) await change(`DROP CONTINUOUS QUERY ${quoted(name)} ON ${on}`);
      await change(statement);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refused.push(error.message);
  }
  return { done, refused, source };
};

/** Name and statement of each continuous query. */
export const rollUpQueries = (
  plan: SetUpPlan,
  source: string,
): readonly (readonly [name: string, statement: string])[] =>
  ROLL_UPS.map(({ policy, step, resample }) => {
    const name = `hallwatch_${plan.site}_${policy}`;
    return [
      name,
      `CREATE CONTINUOUS QUERY ${quoted(name)} ON ${quoted(plan.database)} RESAMPLE ${resample} BEGIN ${selectInto(plan, source, policy)} GROUP BY time(${step}), * END`,
    ];
  });

/** One of `ROLL_UPS`. */
export type RollUpLevel = (typeof ROLL_UPS)[number];

/**
 * The statement that makes the rows of a roll-up for a time once more, `from` ≤ t < `to`, in ms: from all readings that are
 * there, in place of what was made of fewer.
 */
export const rollUpAgain = (
  plan: SetUpPlan,
  source: string,
  { policy, step }: RollUpLevel,
  { from, to }: { readonly from: number; readonly to: number },
): string =>
  `${selectInto(plan, source, policy)} AND time >= ${from}ms AND time < ${to}ms GROUP BY time(${step}), * fill(none)`;

const selectInto = ({ database, site, measurements }: SetUpPlan, source: string, policy: string): string => {
  const on = quoted(database);
  const columns = ["min", "max", "mean", "first", "last", "count"].map(of => `${of}("value") AS "${of}"`);
  const from = `${on}.${quoted(source)}./^(${[...measurements].sort().join("|")})$/`;
  return `SELECT ${columns.join(", ")} INTO ${on}.${quoted(policy)}.:MEASUREMENT FROM ${from} WHERE "site" = ${literal(site)}`;
};

/** @throws {Error} with the server's words */
export const policiesOf = async (ask: AskStatement, database: string): Promise<readonly Policy[]> =>
  (await ask(`SHOW RETENTION POLICIES ON ${quoted(database)}`)).map(([name, duration, , , isDefault]) => ({
    name: String(name),
    hours: hoursOf(String(duration)),
    isDefault: isDefault === true,
  }));

/** Continuous queries of a database by name. @throws {Error} with the server's words */
export const continuousQueries = async (
  ask: AskStatement,
  database: string,
): Promise<ReadonlyMap<string, string>> => {
  // The server lists those of all databases; each statement says its own.
  const rows = await ask("SHOW CONTINUOUS QUERIES");
  return new Map(
    rows.flatMap(([name, statement]) =>
      plain(String(statement)).includes(plain(` ON ${quoted(database)} `))
        ? [[String(name), String(statement)] as const]
        : [],
    ),
  );
};

/** `168h0m0s` */
const hoursOf = (duration: string): number => Number(/^(\d+)h/.exec(duration)?.[1] ?? 0);

/** Short shards where little is kept, so that what is old goes soon. */
const shardOf = (days: number | null): string =>
  days === null || days > 180 ? "7d" : days > 2 ? "1d" : "1h";

/** The server writes statements in its own way: with quotes only where they are needed. */
const plain = (statement: string): string => statement.replaceAll(/["\s]/g, "").toLowerCase();

const quoted = (name: string): string => `"${name.replaceAll(/["\\]/g, "\\$&")}"`;
