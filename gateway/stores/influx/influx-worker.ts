import { workerData } from "node:worker_threads";
import { type Chunk, chunkSize } from "../chunk.ts";
import { isIoError, storeFault } from "../sqlite/failure.ts";
import { serve } from "../thread-serve.ts";
import { bodyOf } from "./body.ts";
import { quartersOf } from "./late-quarters.ts";
import { link } from "./link.ts";
import { type Outbox, type OutboxCounts, outbox } from "./outbox.ts";
import { type AgainTiming, again } from "./roll-up-again.ts";
import { type Sender, type SenderTiming, sender } from "./sender.ts";
import { type Prefixes, readingLines } from "./series.ts";
import { type SetUp, type SetUpPlan, setUp } from "./set-up.ts";
import { openSpool, type Spool } from "./spool.ts";
import { statements } from "./statements.ts";

/** What the thread of one target is given. */
export type InfluxSettings = {
  readonly url: string;
  readonly database: string;
  /** Value of the Authorization header, or null. */
  readonly authorization: string | null;
  readonly spoolPath: string;
  readonly spoolBytes: number;
  readonly reserveBytes: number;
  readonly timing: SenderTiming & { readonly timeout: number; readonly again: AgainTiming };
  readonly prefixes: Prefixes;
  /** What its database is to be; null: that is somebody else's business. */
  readonly setUp: SetUpPlan | null;
};
/** What the thread of one target can be asked. */
export type InfluxThread = typeof handlers;
/** What the thread of one target tells: after every attempt to send (`trouble` null: it worked), of every set-up, of roll-ups made again. */
export type InfluxNews =
  | { readonly is: "sent"; readonly trouble: string | null; readonly counts: OutboxCounts }
  | { readonly is: "set-up"; readonly setUp: SetUp }
  | { readonly is: "rolled-up"; readonly counts: OutboxCounts };

type Parts = {
  readonly spool: Spool;
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly rolling: { stop(): Promise<void> } | null;
};

/** How an InfluxDB says that it would drop a point at once. */
const TOO_OLD = /beyond retention policy/;

const settings = workerData as InfluxSettings;
let parts: Parts | null = null;
let tooOld = 0;
let rolledUpAgain = 0;
/** Time in ms that a server has for making an hour of roll-ups again. */
const ROLL_UP_PATIENCE = 120_000;

const countsOf = (box: Outbox): OutboxCounts => ({ ...box.counts(), tooOld, rolledUpAgain });

const opened = (): Parts => {
  if (parts !== null) return parts;
  const spool = openSpool(settings.spoolPath, settings.reserveBytes);
  const box = outbox(spool, settings.spoolBytes);
  const line = link(new URL(settings.url), settings.authorization, settings.timing.timeout);
  const { setUp: plan } = settings;
  const rolling = plan === null ? null : rollingUp(plan, spool, box);
  const sending = sender({
    link: line,
    ...(plan !== null && {
      setUp: async version => {
        const ask = statements(line);
        // Newer versions keep buckets, which only their own API makes; some take this one statement.
        if (/^v?1\./.test(version)) {
          const made = await setUp(ask, plan);
          rolling?.source(made.source);
          tell({ is: "set-up", setUp: made } satisfies InfluxNews);
        } else await ask(`CREATE DATABASE "${plan.database}"`).catch(() => {});
      },
    }),
    database: settings.database,
    outbox: box,
    timing: settings.timing,
    setAside: poison => {
      for (const { why, count } of poison) if (TOO_OLD.test(why)) tooOld += count;
      spool.setAside(poison, new Date().toISOString());
    },
    stored: batches => rolling?.stored(batches),
    onOutcome: trouble => tell({ is: "sent", trouble, counts: countsOf(box) } satisfies InfluxNews),
  });
  parts = { spool, outbox: box, sender: sending, rolling };
  return parts;
};

/** What makes roll-ups again where readings came late. */
const rollingUp = (plan: SetUpPlan, spool: Spool, box: Outbox) => {
  const line = link(new URL(settings.url), settings.authorization, ROLL_UP_PATIENCE);
  const rolling = again({
    ...{ plan, late: spool.late, ask: statements(line) },
    isThrough: () => !box.hasBacklog() && !box.hasLive(),
    timing: settings.timing.again,
    share: settings.timing.backlogShare ?? 0.5,
    told: refused => {
      if (refused === null) {
        rolledUpAgain += 1;
        tell({ is: "rolled-up", counts: countsOf(box) } satisfies InfluxNews);
      } else
        tell({
          is: "set-up",
          setUp: { done: [], refused: [`roll-ups: ${refused}`], source: null },
        } satisfies InfluxNews);
    },
  });
  return {
    ...rolling,
    stop: async () => {
      line.close();
      await rolling.stop();
    },
  };
};

const handlers = {
  open: (): OutboxCounts => countsOf(opened().outbox),
  /** Makes a chunk durable in the spool. */
  append: (chunk: Chunk): OutboxCounts => {
    const { outbox, sender } = opened();
    const samples = chunk.lines.map(line => `${line}\n`).join("");
    try {
      const body = bodyOf(readingLines(chunk, settings.prefixes) + samples);
      outbox.add(body, chunkSize(chunk), quartersOf(chunk));
    } catch (error) {
      // After a failed sync only a new connection sees what is on the disk: the next question starts a new thread.
      if (isIoError(error)) process.exit(1);
      throw storeFault({ path: settings.spoolPath, code: "SPOOL" }, "append", error);
    }
    sender.nudge();
    return countsOf(outbox);
  },
  close: async () => {
    await parts?.sender.stop();
    await parts?.rolling?.stop();
    parts?.spool.close();
    parts = null;
  },
};

const tell = serve(handlers);
