import { after, between, type Instant, type Millis, millis, minutes } from "#rules/time/instant.ts";
import type { Cut } from "./lessons.ts";
import { nextDue } from "./period.ts";
import type { Block } from "./plan.ts";

/** A read on its beat in hall time. */
export type Read = {
  readonly block: Block;
  /** Absent: the block's own period. */
  every: Millis;
  due: Instant;
  /** The device will not answer it as it stands: it is asked for rarely. */
  isRefused: boolean;
  /** Times that it, or a probe in its place, got no answer since it last got one or the unit came back. */
  failures: number;
  /** Of which refused read it is one half, as long as that is not settled. */
  cut: Cut | null;
};

/** How often a read that the device refuses is asked for, in case somebody has set the device right. */
const RARELY = minutes(5);
const NEVER = millis(Number.POSITIVE_INFINITY);

/** A read whose turn is now. */
export const readOf = (block: Block, due: Instant): Read => ({
  block,
  every: block.every,
  due,
  isRefused: false,
  failures: 0,
  cut: null,
});

/** The reads of one unit, each due on its own beat in hall time, without drift. Nothing happens by itself. */
export class Schedule {
  #reads: readonly Read[] = [];

  get reads(): readonly Read[] {
    return this.#reads;
  }

  replace(reads: readonly Read[]): void {
    this.#reads = reads;
  }

  /** Of all that are due and may be asked, the one whose period ends first. */
  due(now: Instant, isAllowed: (read: Read) => boolean): Read | null {
    let first: Read | null = null;
    for (const read of this.#reads) {
      // The clock was set back: the beat begins anew.
      if (read.due - now > read.every) read.due = now;
      if (read.due > now || !isAllowed(read)) continue;
      if (!first || deadlineOf(read) < deadlineOf(first)) first = read;
    }
    return first;
  }

  /** How long until the next one is due; 0 when one is, infinite when there is none. */
  wait(now: Instant): Millis {
    let wait: number = NEVER;
    for (const { due } of this.#reads) wait = Math.min(wait, due - now);
    return millis(Math.max(0, wait));
  }

  /** It is asked for now. @returns how many beats were left out since it was last */
  begin(read: Read, now: Instant): number {
    const { due } = read;
    read.due = nextDue(due, read.every, now);
    return Math.max(0, Math.round(between(due, read.due) / read.every) - 1);
  }

  /** Everything is due, the most promising first; what is refused stays on its rare beat. */
  resume(now: Instant): void {
    for (const read of this.#reads) if (!read.isRefused) read.due = now;
    this.#reads = this.#reads.toSorted((a, b) => a.failures - b.failures);
  }

  /** The read that is most likely to be answered: a device may be silent about one block and talk about another. */
  get mostPromising(): Read | null {
    let best: Read | null = null;
    for (const read of this.#reads) if (!best || read.failures < best.failures) best = read;
    return best;
  }

  /** Asked for rarely from now on, or as rarely as said. */
  refuse(read: Read, now: Instant, every: Millis = RARELY): void {
    read.isRefused = true;
    this.#rebeat(read, now, millis(Math.max(read.block.every, every)));
  }

  /** Asked for at its own period again. */
  accept(read: Read, now: Instant): void {
    read.isRefused = false;
    this.#rebeat(read, now, read.block.every);
  }

  #rebeat(read: Read, now: Instant, every: Millis): void {
    read.every = every;
    read.due = after(now, every);
  }
}

/** The end of the period that it is due for. */
export const deadlineOf = (read: Read): number => read.due + read.every;
