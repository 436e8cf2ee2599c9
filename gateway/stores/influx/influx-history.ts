import type { Clock } from "#gateway/ports/clock.ts";
import { Fault } from "#gateway/ports/fault.ts";
import type { History, Sample } from "#gateway/ports/history.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import type { InfluxTarget } from "#rules/site/model.ts";
import { feed } from "../feed.ts";
import { storeEdge } from "../store-edge.ts";
import { type Thread, thread } from "../thread.ts";
import type { InfluxNews, InfluxSettings, InfluxThread } from "./influx-worker.ts";
import type { OutboxCounts } from "./outbox.ts";
import { measurementOf, type Prefixes, prefixesOf, type SeriesSite, sampleLine } from "./series.ts";
import type { SetUp, SetUpPlan } from "./set-up.ts";
import { spoolPath } from "./spool.ts";

export type InfluxHistoryOptions = {
  readonly target: InfluxTarget;
  readonly site: SeriesSite;
  /** Where the spool is: `spool-<name>.db`. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log?: Log;
  /** Where the password is looked up. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** All in ms: see `SenderTiming`; `group` is how long a reading waits for company, `timeout` for one answer. */
  readonly timing?: {
    readonly group?: number;
    readonly retry?: number;
    readonly timeout?: number;
    readonly backOff?: readonly [first: number, longest: number];
    readonly rewind?: number;
    /** Roll-ups are made again when nothing more came late of their time for so long. */
    readonly settle?: number;
  };
  /** Most readings and lines that wait in memory while the spool cannot be written. */
  readonly bound?: number;
  /** The spool does not grow while the disk has less than this to spare: that is left to the record. */
  readonly reserveBytes?: number;
};

const NOTHING: OutboxCounts = { carried: 0, stored: 0, waiting: 0, dropped: 0, poisoned: 0, rewound: 0 };

/**
 * A history in InfluxDB or VictoriaMetrics (tried: 1.6.7 and 1.79.5), reached by line protocol over HTTP through a durable spool.
 *
 * `flush` resolves when everything is in the spool; from there it reaches the server as soon as that is there, each
 * reading once in the resulting series (VictoriaMetrics needs `-dedup.minScrapeInterval=1ms` for that). When nothing
 * waits, `appended + carried = stored + dropped + poisoned`. It cannot be read back (`range` gives null): the server
 * keeps no quality, and the embedded history answers.
 */
export const influxHistory = ({
  target,
  site,
  directory,
  clock,
  log = silent,
  environment = process.env,
  timing = {},
  bound = 500_000,
  reserveBytes = 32 * 1024 * 1024,
}: InfluxHistoryOptions): History => {
  const name = `influx:${target.name}`;
  const edge = storeEdge(name, clock, log);
  let worker: Thread<InfluxThread> | null = null;
  let outbox = NOTHING;
  let refused = 0;
  let unset = "";

  const take = (counts: OutboxCounts) => {
    if (counts.dropped > outbox.dropped) edge.dropped(counts.dropped - outbox.dropped);
    if (counts.poisoned > outbox.poisoned) tellPoison(counts.poisoned - outbox.poisoned);
    outbox = counts;
  };
  const tellPoison = (lines: number) =>
    log.warn({ store: name, lines }, "store refused lines for good: see table poison of its spool");

  const tellSetUp = ({ done, refused: not }: SetUp) => {
    if (done.length > 0) log.info({ store: name, done }, "database was set up");
    const why = not.join("; ");
    if (why !== "" && why !== unset) log.info({ store: name, refused: not }, "database could not be set up");
    unset = why;
  };

  const lines = feed({
    store: async chunk => {
      if (worker === null)
        throw new Fault("SPOOL_FAILED", `${name}: the store is not running`, { retry: false });
      take(await worker.ask("append", chunk));
    },
    onOutcome: fault => {
      if (fault !== null) edge.report(fault.message);
    },
    onDrop: edge.dropped,
    groupMs: timing.group ?? 500,
    retryMs: timing.retry ?? 1_000,
    bound,
  });

  const lineOf = (sample: Sample): readonly string[] => {
    try {
      return [sampleLine(sample)];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (refused === 0) log.warn({ store: name, sample, error: error.message }, "sample cannot be a line");
      refused += 1;
      return [];
    }
  };

  return {
    name,
    start: async () => {
      const settings: InfluxSettings = {
        url: target.url,
        database: target.database,
        authorization: authorizationOf(target, environment),
        spoolPath: spoolPath(directory, target.name),
        spoolBytes: target.spoolMegabytes * 1_000_000,
        reserveBytes,
        timing: {
          backOff: timing.backOff ?? [500, 30_000],
          rewind: timing.rewind ?? 60_000,
          timeout: timing.timeout ?? 10_000,
          backlogShare: target.backlogShare ?? 0.5,
          again: { settle: timing.settle ?? 60_000, look: Math.min(10_000, timing.settle ?? 10_000) },
        },
        prefixes: checkedPrefixes(name, site),
        setUp: target.setUp === false ? null : setUpPlanOf(target, site),
      };
      const hear = (news: unknown) => {
        const told = news as InfluxNews;
        if (told.is === "set-up") return tellSetUp(told.setUp);
        take(told.counts);
        if (told.is === "sent") edge.report(told.trouble);
      };
      const file = new URL("./influx-worker.ts", import.meta.url);
      const starting = thread<InfluxThread>({ file, settings, hear });
      await starting.start();
      worker = starting;
      take(await starting.ask("open"));
    },
    append: lines.append,
    annotate: samples => lines.appendLines(samples.flatMap(lineOf)),
    flush: lines.flush,
    range: async () => null,
    health: () => {
      const { appended, waiting, dropped } = lines.counts();
      const counts = {
        ...outbox,
        appended: appended + refused,
        waiting: outbox.waiting + waiting,
        dropped: outbox.dropped + dropped,
        droppedBySpool: outbox.dropped,
        droppedByMemory: dropped,
        poisoned: outbox.poisoned + refused,
      };
      return { name, ...edge.state(), counts };
    },
    stop: async () => {
      await lines.stop();
      await worker?.end();
    },
  };
};

/** What the database of a target is to be for a site. */
export const setUpPlanOf = ({ database, keep }: InfluxTarget, { id, points }: SeriesSite): SetUpPlan => ({
  database,
  site: id,
  measurements: [...new Set(points.map(({ class: { id: className } }) => measurementOf(className)))],
  keep: keep ?? { readings: null, minutes: null, quarters: null },
});

/**
 * What goes into the header `authorization`; null where the site names no password.
 *
 * @throws {Fault} `INFLUX_PASSWORD_MISSING` when the site names a variable that is not set
 */
export const authorizationOf = (
  { name, username, passwordEnv }: InfluxTarget,
  environment: Readonly<Record<string, string | undefined>>,
): string | null => {
  if (passwordEnv === undefined) return null;
  const password = environment[passwordEnv];
  if (password === undefined || password === "") {
    const message = `history ${name}: its password is expected in the environment variable ${passwordEnv}, which is not set`;
    throw new Fault("INFLUX_PASSWORD_MISSING", message, { retry: false });
  }
  return username === undefined
    ? `Token ${password}`
    : `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
};

/** @throws {Fault} `INFLUX_NAMES` when an id of the site cannot stand in a line */
const checkedPrefixes = (name: string, site: SeriesSite): Prefixes => {
  try {
    return prefixesOf(site);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Fault("INFLUX_NAMES", `history ${name}: ${why}`, { retry: false, cause });
  }
};
