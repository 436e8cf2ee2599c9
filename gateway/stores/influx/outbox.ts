import { isFull } from "../sqlite/failure.ts";
import { after, type Range, withNumber } from "./ranges.ts";
import type { Batch, Spool } from "./spool.ts";

/** What became of the lines, since start unless it says otherwise. */
export type OutboxCounts = {
  /** Found in the spool at the start; some of it may have been sent before. */
  readonly carried: number;
  /** Taken by the server, each counted once. */
  readonly stored: number;
  /** To be sent, also those to be sent again: a level. */
  readonly waiting: number;
  readonly dropped: number;
  readonly poisoned: number;
  /** Of those that are poisoned: older than the server keeps. */
  readonly tooOld?: number;
  /** Statements that made roll-ups once more, since readings of their time had come late. */
  readonly rolledUpAgain?: number;
  /** To be sent again because the server may have lost them. */
  readonly rewound: number;
};

/**
 * Which batches go next: first the live ones, those that came while the server was there, then the backlog, oldest
 * first. A batch that was sent stays for a while, since a server that dies may forget what it has taken.
 */
export type Outbox = {
  /** Durable when it returns. Makes room by dropping the oldest: what was sent before what was not. */
  add(body: Uint8Array, lines: number, quarters?: readonly number[]): void;
  hasLive(): boolean;
  hasBacklog(): boolean;
  takeLive(mostLines: number): readonly Batch[];
  takeBacklog(mostLines: number): readonly Batch[];
  /** The server has taken them at `now`, but for `poisoned` lines. */
  sent(batches: readonly Batch[], poisoned: number, now: number): void;
  /** They go back into the backlog. */
  putBack(batches: readonly Batch[]): void;
  /** The server is there: what comes from now on is live. */
  open(): void;
  /** The server is away: what was live, and what comes from now on, is backlog. */
  close(): void;
  /** Sends again what was sent at `since` or later. */
  rewind(since: number): void;
  /** Forgets what was sent before `until`. */
  forget(until: number): void;
  counts(): OutboxCounts;
};

/** Live batches that wait in memory at most; with more the server is too slow for them and the oldest are backlog. */
const MOST_LIVE = 16;

export const outbox = (spool: Spool, capBytes: number): Outbox => {
  const sent = new Map<number, { readonly at: number; readonly lines: number }>();
  const again = new Set<number>();
  let backlog: readonly Range[] = spool.found === null ? [] : [spool.found];
  let live: Batch[] = [];
  let isOpen = false;
  const carried = spool.found?.lines ?? 0;
  let stored = 0;
  let waiting = carried;
  let dropped = 0;
  let poisoned = 0;
  let rewound = 0;

  const putBack = (batches: readonly Batch[]) => {
    for (const { seq } of batches) backlog = withNumber(backlog, seq);
  };

  const removeSent = (seqs: readonly number[]) => {
    spool.remove(seqs);
    for (const seq of seqs) sent.delete(seq);
  };

  const dropUnsent = (seq: number) => {
    const lines = spool.remove([seq]);
    waiting -= lines;
    if (!again.delete(seq)) dropped += lines;
  };

  const dropOldest = (): boolean => {
    const [oldestSent] = sent.keys();
    const [oldestRange] = backlog;
    const oldestLive = live[0];
    if (oldestSent !== undefined) removeSent([oldestSent]);
    else if (oldestRange !== undefined) {
      backlog = after(backlog, oldestRange.first);
      dropUnsent(oldestRange.first);
    } else if (oldestLive !== undefined && live.length > 1) {
      live.shift();
      dropUnsent(oldestLive.seq);
    } else return false;
    return true;
  };

  const spooled = (body: Uint8Array, lines: number, quarters?: readonly number[]): Batch => {
    try {
      return spool.add(body, lines, quarters);
    } catch (error) {
      if (!isFull(error) || sent.size === 0) throw error;
      removeSent([...sent.keys()]);
      return spool.add(body, lines, quarters);
    }
  };

  return {
    add: (body, lines, quarters) => {
      const batch = spooled(body, lines, quarters);
      waiting += lines;
      if (isOpen) live.push(batch);
      else putBack([batch]);
      putBack(live.splice(0, live.length - MOST_LIVE));
      for (let isOver = spool.bytes() > capBytes; isOver; ) isOver = dropOldest() && spool.bytes() > capBytes;
    },
    hasLive: () => live.length > 0,
    hasBacklog: () => backlog.length > 0,
    takeLive: mostLines => {
      let count = 0;
      for (let lines = 0; count < live.length; count += 1) {
        lines += live[count]?.lines ?? 0;
        if (count > 0 && lines > mostLines) break;
      }
      return live.splice(0, count);
    },
    takeBacklog: mostLines => {
      for (let [range] = backlog; range !== undefined; [range] = backlog) {
        const batches = spool.read(range, mostLines);
        backlog = after(backlog, batches.at(-1)?.seq ?? range.last);
        if (batches.length > 0) return batches;
      }
      return [];
    },
    sent: (batches, poison, now) => {
      let fresh = 0;
      for (const { seq, lines } of batches) {
        waiting -= lines;
        if (!again.delete(seq)) fresh += lines;
        sent.set(seq, { at: now, lines });
      }
      poisoned += Math.min(poison, fresh);
      stored += Math.max(0, fresh - poison);
    },
    putBack,
    open: () => {
      isOpen = true;
    },
    close: () => {
      isOpen = false;
      putBack(live);
      live = [];
    },
    rewind: since => {
      for (const [seq, { at, lines }] of sent) {
        if (at < since) continue;
        sent.delete(seq);
        again.add(seq);
        backlog = withNumber(backlog, seq);
        waiting += lines;
        rewound += lines;
      }
    },
    forget: until => {
      const old = [...sent].filter(([, { at }]) => at < until).map(([seq]) => seq);
      if (old.length > 0) removeSent(old);
    },
    counts: () => ({ carried, stored, waiting, dropped, poisoned, rewound }),
  };
};
