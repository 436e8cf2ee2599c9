import { randomUUID } from "node:crypto";
import type { Anchor } from "#gateway/ports/audit.ts";
import { type Clock, systemClock } from "#gateway/ports/clock.ts";
import { Fault } from "#gateway/ports/fault.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import type { PurgeableRecord } from "#gateway/ports/purge.ts";
import type { Commit, RecordStore } from "#gateway/ports/record.ts";
import { paperPlace } from "../paper-place.ts";
import { placeOf, placeText } from "../search-row.ts";
import { type Thread, thread } from "../thread.ts";
import { type Anchoring, anchoring } from "./anchoring.ts";
import { eventPages } from "./event-pages.ts";
import { commitRows } from "./record-rows.ts";
import type { RecordNews, RecordSettings, RecordThread } from "./record-worker.ts";

type Waiting = { readonly commit: Commit; resolve(): void; reject(error: unknown): void };

type Running = { readonly worker: Thread<RecordThread>; readonly anchors: Anchoring };

/**
 * The ledger of record in `<directory>/record.db`: SQLite in a thread of its own, durable at each commit.
 *
 * Commits that arrive while one is being written go into the next transaction together. When a transaction fails,
 * those that were waiting behind it fail with it: what is stored is always a beginning of what was asked for, so that
 * the caller can repeat from the first failure on, in order. A full disk drops a ballast file of 8 MB that is kept for
 * this, so that trying again succeeds for a while.
 *
 * The trail's end is anchored in `<directory>/anchors.jsonl` from time to time.
 *
 * @param clock     gives anchors their time; the machine's own by default
 * @param anchored  called with each anchor, so that it can be kept where nobody who has the directory can reach it
 */
export const sqliteRecord = ({
  directory,
  log = silent,
  clock = systemClock(),
  anchored = () => {},
}: {
  readonly directory: string;
  readonly log?: Log;
  readonly clock?: Clock;
  readonly anchored?: (anchor: Anchor) => void;
}): RecordStore & PurgeableRecord => {
  let running: Running | null = null;
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

  const writeAll = async ({ worker, anchors }: Running) => {
    for (let [first, ...rest] = queue; first !== undefined; [first, ...rest] = queue) {
      queue = [];
      const fault = await write(worker, [first, ...rest]);
      if (fault === null) {
        for (const waiting of [first, ...rest]) waiting.resolve();
        anchors.grown([first, ...rest].reduce((sum, { commit }) => sum + eventsOf(commit), 0));
      } else for (const waiting of [first, ...rest, ...queue.splice(0)]) waiting.reject(fault);
    }
    writing = null;
  };

  const parts = (): Running => {
    if (running !== null) return running;
    throw new Fault("RECORD_FAILED", `record (${directory}): the store is not running`, { retry: false });
  };
  const ask: Thread<RecordThread>["ask"] = async (name, ...question) => parts().worker.ask(name, ...question);

  return {
    start: async () => {
      const file = new URL("./record-worker.ts", import.meta.url);
      const settings: RecordSettings = { directory };
      const worker = thread<RecordThread>({ file, settings, hear: tellBallast(log, directory) });
      await worker.start();
      const anchors = anchoring({ clock, log, worker, heard: anchored });
      try {
        await anchors.start();
      } catch (error) {
        await worker.end();
        throw error;
      }
      running = { worker, anchors };
    },
    commit: async commit => {
      const current = parts();
      await new Promise<void>((resolve, reject) => {
        queue.push({ commit, resolve, reject });
        writing ??= writeAll(current);
      });
    },
    load: async () => ask("load"),
    alerts: async query => ask("alerts", query),
    alert: async id => ask("alert", id),
    search: async ({ before, ...query }) => {
      // One more than asked for tells whether the search goes on.
      const asked = { ...query, limit: query.limit + 1 };
      const found = await ask("search", asked, before === undefined ? null : placeOf(before));
      const shown = found.slice(0, query.limit);
      const last = found.length > shown.length ? shown.at(-1) : undefined;
      return { alerts: shown.map(({ alert }) => alert), next: last ? placeText(last.place) : null };
    },
    events: async alert => ask("events", alert),
    eventsBetween: (from, to) => eventPages(page => ask("eventsAfter", page), from, to),
    activities: async () => ask("activities"),
    deeds: async () => ask("deeds"),
    papers: async query => {
      // What the worker throws is a fault of the record, and a place that nobody told is none.
      if (query.before !== undefined) paperPlace(query.before);
      return ask("papers", query);
    },
    paper: async (kind, id) => ask("paper", kind, id),
    firstDay: async kind => ask("firstDay", kind),
    entries: async (kind, id) => ask("entries", kind, id),
    certificates: async query => ask("certificates", query),
    certificate: async id => ask("certificate", id),
    outbox: async () => ask("outbox"),
    delivered: async updates => {
      try {
        await ask("delivered", updates);
      } catch (error) {
        throw recordFault(error);
      }
    },
    messages: async alert => ask("messages", alert),
    deliveries: async alert => (await ask("messages", alert)).flatMap(({ deliveries }) => deliveries),
    head: async () => ask("head"),
    verify: async () => ask("verify"),
    purge: async order => {
      const { worker, anchors } = parts();
      const before = await worker.ask("head");
      try {
        return await worker.ask("purge", order);
      } catch (error) {
        throw recordFault(error);
      } finally {
        anchors.grown((await worker.ask("head").catch(() => before)).seq - before.seq);
      }
    },
    picturesNamed: async () => ask("pictures"),
    stop: async () => {
      const ending = running;
      running = null;
      await writing;
      await ending?.anchors.stop();
      await ending?.worker.end();
    },
  };
};

const eventsOf = ({ transitions, activities, deeds }: Commit): number =>
  transitions.length + activities.length + deeds.length;

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
