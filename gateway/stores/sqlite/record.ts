import { randomUUID } from "node:crypto";
import { Fault } from "#gateway/ports/fault.ts";
import type { Commit, RecordStore } from "#gateway/ports/record.ts";
import { type Log, silent } from "../log.ts";
import { thread } from "../thread.ts";
import { commitRows } from "./record-rows.ts";
import type { RecordSettings, RecordThread } from "./record-worker.ts";

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
  const worker = thread<RecordThread>({
    file: new URL("./record-worker.ts", import.meta.url),
    settings: { directory } satisfies RecordSettings,
  });
  const edge = writeEdge(log);
  let isRunning = false;
  let queue: Waiting[] = [];
  let writing: Promise<void> | null = null;

  /** Null when the group is stored, else why nothing of it is. */
  const write = async ([first, ...rest]: readonly [Waiting, ...Waiting[]]): Promise<Fault | null> => {
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

  const writeAll = async () => {
    for (let [first, ...rest] = queue; first !== undefined; [first, ...rest] = queue) {
      queue = [];
      const fault = await write([first, ...rest]);
      edge(fault);
      if (fault === null) for (const waiting of [first, ...rest]) waiting.resolve();
      else for (const waiting of [first, ...rest, ...queue.splice(0)]) waiting.reject(fault);
    }
    writing = null;
  };

  const whileRunning = <T>(tried: string, work: () => Promise<T>): Promise<T> => {
    if (isRunning) return work();
    const message = `record (${directory}): ${tried}: the store is not running`;
    return Promise.reject(new Fault("RECORD_FAILED", message, { retry: false }));
  };

  const enqueue = (commit: Commit): Promise<void> =>
    new Promise((resolve, reject) => {
      queue.push({ commit, resolve, reject });
      writing ??= writeAll();
    });

  return {
    start: async () => {
      await worker.ask("open");
      isRunning = true;
    },
    commit: commit => whileRunning("commit", () => enqueue(commit)),
    load: () => whileRunning("load", () => worker.ask("load")),
    alerts: query => whileRunning("read alerts", () => worker.ask("alerts", query)),
    alert: id => whileRunning("read an alert", () => worker.ask("alert", id)),
    events: alert => whileRunning("read events", () => worker.ask("events", alert)),
    verify: () => whileRunning("verify", () => worker.ask("verify")),
    stop: async () => {
      isRunning = false;
      await writing;
      await worker.end();
    },
  };
};

/** Tells when writing begins to fail and when it works again, once each. */
const writeEdge = (log: Log) => {
  let failedAt: number | null = null;
  return (fault: Fault | null): void => {
    if (fault !== null && failedAt === null) {
      failedAt = performance.now();
      log.warn({ code: fault.code, error: fault.message }, "record cannot be written");
    } else if (fault === null && failedAt !== null) {
      log.info({ goneMs: Math.round(performance.now() - failedAt) }, "record is written again");
      failedAt = null;
    }
  };
};

const recordFault = (error: unknown): Fault =>
  error instanceof Fault && error.code.startsWith("RECORD_")
    ? error
    : new Fault("RECORD_FAILED", error instanceof Error ? error.message : String(error), {
        retry: error instanceof Fault && error.retry,
        cause: error,
      });
