import { Fault } from "#gateway/ports/fault.ts";
import type { Reading } from "#rules/reading/reading.ts";
import {
  addChunk,
  addReading,
  CHUNK_ROWS,
  type Chunk,
  chunkSize,
  clearChunk,
  emptyChunk,
  isFullChunk,
} from "./chunk.ts";

/** What became of what was appended, in readings and lines. */
export type FeedCounts = {
  readonly appended: number;
  readonly stored: number;
  /** Not durable yet: a level. */
  readonly waiting: number;
  readonly dropped: number;
};

/** The way from `append`, which never waits, to a store that may be slow or broken. */
export type Feed = {
  append(readings: readonly Reading[]): void;
  appendLines(lines: readonly string[]): void;
  /**
   * Resolves when all that was appended so far is stored.
   *
   * @throws {Fault} that the store gave, or `HISTORY_DROPPED` when some of it had to be dropped meanwhile
   */
  flush(): Promise<void>;
  counts(): FeedCounts;
  /** Tries once more to store what waits, then gives up what still does; what is appended after this is dropped. */
  stop(): Promise<void>;
};

export type FeedPlan = {
  /** Makes one chunk durable. It must leave the chunk as it is: after a rejection it comes again. */
  store(chunk: Chunk): Promise<void>;
  /** Called with each outcome of `store`: null when it worked. */
  onOutcome(fault: Fault | null): void;
  /** Called when readings and lines are given up, with how many. */
  onDrop(count: number): void;
  /** Longest time in ms that a reading waits for company, so that few writes store many. */
  readonly groupMs?: number;
  /** Time in ms before a failed chunk is tried again. */
  readonly retryMs?: number;
  /** Most readings and lines that wait; beyond it the oldest chunk goes. */
  readonly bound?: number;
};

type Waiter = { readonly until: number; resolve(): void; reject(fault: Fault): void };

/** Packs readings into chunks and stores one chunk after the other, in order. */
export const feed = (plan: FeedPlan): Feed => {
  const { groupMs = 500, retryMs = 1_000, bound = 500_000 } = plan;
  const spare: Chunk[] = [];
  const sealed: Chunk[] = [];
  let filling = emptyChunk();
  let waiters: Waiter[] = [];
  let storing = Promise.resolve();
  let isStoring = false;
  let timer: NodeJS.Timeout | null = null;
  /** Whether what is being filled shall be stored as soon as nothing else is: it joins others until then. */
  let isDue = false;
  let isStopped = false;
  let appended = 0;
  let stored = 0;
  let dropped = 0;
  const waiting = () => appended - stored - dropped;

  const makeRoom = () => {
    if (!isFullChunk(filling)) return;
    seal();
    storeAll();
  };

  const wakeIn = (ms: number) => {
    if (isStopped || chunkSize(filling) + sealed.length === 0) return;
    timer ??= setTimeout(() => {
      timer = null;
      isDue = true;
      storeAll();
    }, ms);
  };

  const seal = () => {
    if (chunkSize(filling) === 0) return;
    sealed.push(filling);
    filling = spare.pop() ?? emptyChunk();
    const oldest = isStoring ? 1 : 0;
    if (waiting() > bound && sealed.length > oldest + 1) giveUp(sealed.splice(oldest, 1));
  };

  const next = (): Chunk | undefined => {
    if (sealed.length === 0 && isDue) {
      isDue = false;
      seal();
    }
    return sealed[0];
  };

  const storeAll = () => {
    if (isStoring) return;
    isStoring = true;
    storing = run();
  };

  const run = async (): Promise<void> => {
    for (let chunk = next(); chunk !== undefined; chunk = next()) {
      const fault = await plan.store(chunk).then(() => null, asFault);
      plan.onOutcome(fault);
      if (fault !== null) {
        postpone(fault);
        break;
      }
      stored += chunkSize(chunk);
      sealed.shift();
      release(chunk);
      settle();
    }
    // In the same turn as the last look, so that nobody can find it storing who came after that look.
    isStoring = false;
  };

  const settle = () => {
    const reached = stored + dropped;
    for (const waiter of waiters) if (waiter.until <= reached) waiter.resolve();
    waiters = waiters.filter(waiter => waiter.until > reached);
  };

  const postpone = (fault: Fault) => {
    for (const waiter of waiters.splice(0)) waiter.reject(fault);
    const last = sealed.at(-1);
    if (last !== undefined && chunkSize(last) + chunkSize(filling) <= CHUNK_ROWS) {
      // Keeps few large chunks instead of many small ones while the store is broken.
      sealed.pop();
      addChunk(last, filling);
      release(filling);
      filling = last;
    }
    wakeIn(retryMs);
  };

  const giveUp = (chunks: readonly Chunk[]) => {
    for (const chunk of chunks) {
      dropped += chunkSize(chunk);
      plan.onDrop(chunkSize(chunk));
      release(chunk);
    }
    const message = "history: more waited than fits, the oldest readings were dropped";
    const fault = new Fault("HISTORY_DROPPED", message, { retry: false });
    for (const waiter of waiters.splice(0)) waiter.reject(fault);
  };

  const release = (chunk: Chunk) => {
    clearChunk(chunk);
    if (spare.length < 2) spare.push(chunk);
  };

  const flush = async (): Promise<void> => {
    if (waiting() === 0) return;
    await new Promise<void>((resolve, reject) => {
      waiters.push({ until: appended, resolve, reject });
      isDue = true;
      storeAll();
    });
  };

  return {
    append: readings => {
      appended += readings.length;
      if (isStopped) dropped += readings.length;
      else
        for (const reading of readings) {
          addReading(filling, reading);
          makeRoom();
        }
      wakeIn(groupMs);
    },
    appendLines: lines => {
      appended += lines.length;
      if (isStopped) dropped += lines.length;
      else
        for (const line of lines) {
          filling.lines.push(line);
          makeRoom();
        }
      wakeIn(groupMs);
    },
    flush,
    counts: () => ({ appended, stored, waiting: waiting(), dropped }),
    stop: async () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      const fault = await flush().then(() => null, asFault);
      await storing;
      if (fault !== null) giveUp([...sealed.splice(0), filling]);
    },
  };
};

const asFault = (error: unknown): Fault =>
  error instanceof Fault
    ? error
    : new Fault("HISTORY_FAILED", error instanceof Error ? error.message : String(error), {
        retry: true,
        cause: error,
      });
