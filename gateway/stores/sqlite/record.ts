import { randomUUID } from "node:crypto";
import { Fault } from "#gateway/ports/fault.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import type { Commit, RecordStore } from "#gateway/ports/record.ts";
import { type Thread, thread } from "../thread.ts";
import { commitRows } from "./record-rows.ts";
import type { RecordNews, RecordSettings, RecordThread } from "./record-worker.ts";

type Waiting = { readonly commit: Commit; resolve(): void; reject(error: unknown): void };

/**
 * The ledger of record in `<directory>/record.db`: SQLite in a thread of its own, durable at each commit.
 *
 * Commits that arrive while one is being written go into the next transaction together. When a transaction fails,
 * those that were waiting behind it fail with it: what is stored is always a beginning of what was asked for, so that
 * the caller can repeat from the first failure on, in order. A full disk drops a ballast file of 8 MB that is kept for
 * this, so that trying again succeeds for a while.
 */
export const sqliteRecord = ({
  directory,
  log = silent,
}: {
  readonly directory: string;
  readonly log?: Log;
}): RecordStore => {
  let worker: Thread<RecordThread> | null = null;
  let queue: Waiting[] = [];
  let writing: Promise<void> | null = null;

  /** Null when the group is stored, else why nothing of it is. */
  const write = async (
    worker: Thread<RecordThread>,
    [first, ...rest]: readonly [Waiting, ...Waiting[]],
  ): Promise<Fault | null> => {
    const token = randomUUID();
    try {
      await worker.ask("commit", commitRows([first.commit, ...rest.map(waiting => waiting.commit)], token));
      return null;
    } catch (error) {
      const fault = recordFault(error);
      if (fault.code === "RECORD_FULL") return fault;
      // A sync or a thread that fails may leave the transaction stored all the same; only reading it back can tell.
      const last = await worker.ask("lastToken").catch(() => null);
      return last === token ? null : fault;
    }
  };

  const writeAll = async (worker: Thread<RecordThread>) => {
    for (let [first, ...rest] = queue; first !== undefined; [first, ...rest] = queue) {
      queue = [];
      const fault = await write(worker, [first, ...rest]);
      if (fault === null) for (const waiting of [first, ...rest]) waiting.resolve();
      else for (const waiting of [first, ...rest, ...queue.splice(0)]) waiting.reject(fault);
    }
    writing = null;
  };

  const running = (): Thread<RecordThread> => {
    if (worker !== null) return worker;
    throw new Fault("RECORD_FAILED", `record (${directory}): the store is not running`, { retry: false });
  };

  return {
    start: async () => {
      const file = new URL("./record-worker.ts", import.meta.url);
      const settings: RecordSettings = { directory };
      const starting = thread<RecordThread>({ file, settings, hear: tellBallast(log, directory) });
      await starting.start();
      worker = starting;
    },
    commit: async commit => {
      const thread = running();
      await new Promise<void>((resolve, reject) => {
        queue.push({ commit, resolve, reject });
        writing ??= writeAll(thread);
      });
    },
    load: async () => running().ask("load"),
    alerts: async query => running().ask("alerts", query),
    alert: async id => running().ask("alert", id),
    events: async alert => running().ask("events", alert),
    activities: async () => running().ask("activities"),
    verify: async () => running().ask("verify"),
    stop: async () => {
      const ending = worker;
      worker = null;
      await writing;
      await ending?.end();
    },
  };
};

/** How much room the record has in hand, as its thread tells it. */
const tellBallast = (log: Log, directory: string) => (news: unknown) => {
  if ((news as RecordNews).ballast === "taken") log.info({ directory }, "ballast taken again");
  else log.warn({ directory }, "disk full: ballast dropped to go on recording");
};

const recordFault = (error: unknown): Fault =>
  error instanceof Fault && error.code.startsWith("RECORD_")
    ? error
    : new Fault("RECORD_FAILED", error instanceof Error ? error.message : String(error), {
        retry: error instanceof Fault && error.retry,
        cause: error,
      });
