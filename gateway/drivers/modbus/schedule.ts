import type { Clock, Timer } from "#gateway/ports/clock.ts";
import { after, between, type Instant, type Millis, millis, minutes } from "#rules/time/instant.ts";
import { nextDue } from "./period.ts";
import { type Block, divide } from "./plan.ts";

/** A read on its beat. */
export type Read = {
  readonly block: Block;
  due: Instant;
  timer: Timer | null;
  /** Asked for, and neither answered nor withdrawn yet: it is not asked for a second time. */
  isWaiting: boolean;
  /** The device will not answer it as it stands: it is asked for rarely. */
  isRefused: boolean;
  /** Times that it, or a probe in its place, got no answer since it last got one or the unit came back. */
  failures: number;
};

type Options = {
  readonly clock: Clock;
  /** Called at each beat of each read. */
  ask(read: Read, due: Instant): void;
  /** Called in place of `ask` when the beat before has not been answered. */
  skip(): void;
};

/** How often a read that the device refuses is asked for, in case somebody has set the device right. */
const RARELY = minutes(5);

/** The reads of one unit, each asked for on its own beat in hall time, without drift. */
export class Schedule {
  readonly #options: Options;
  #reads: Read[] = [];
  #isRunning = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Every block is asked for at once, then on its beat. */
  begin(blocks: readonly Block[]): void {
    this.#reads = blocks.map(block => this.#read(block));
    this.resume();
  }

  /** Asks for everything at once, the most promising first; what is refused stays on its rare beat. */
  resume(): void {
    this.#isRunning = true;
    for (const read of this.#reads.toSorted((a, b) => a.failures - b.failures)) {
      if (read.isRefused) this.#arm(read);
      else this.#askNow(read);
    }
  }

  /** The read that is most likely to be answered: a device may be silent about one block and talk about another. */
  get mostPromising(): Read {
    return this.#reads.reduce((best, read) => (read.failures < best.failures ? read : best));
  }

  /** The unit is back, perhaps set right: its failures are forgotten, and what it refused is asked for again. */
  forgive(): void {
    for (const read of this.#reads) {
      read.failures = 0;
      if (!read.isRefused) continue;
      read.isRefused = false;
      this.#askNow(read);
    }
  }

  /** No more beats, and nothing is waited for, until `resume` or `begin`. */
  pause(): void {
    this.#isRunning = false;
    for (const read of this.#reads) {
      read.timer?.stop();
      read.isWaiting = false;
    }
  }

  /** Asked for rarely from now on. */
  refuse(read: Read): void {
    this.#rebeat(read, true);
  }

  /** Asked for at its own period again. */
  accept(read: Read): void {
    this.#rebeat(read, false);
  }

  /** Asks for the two halves of a read from now on; at once, first. */
  divide(read: Read): void {
    read.timer?.stop();
    const halves = divide(read.block).map(block => this.#read(block));
    this.#reads = this.#reads.flatMap(other => (other === read ? halves : [other]));
    for (const half of halves) this.#askNow(half);
  }

  #read(block: Block): Read {
    const due = this.#options.clock.now();
    return { block, due, timer: null, isWaiting: false, isRefused: false, failures: 0 };
  }

  #rebeat(read: Read, isRefused: boolean): void {
    read.isRefused = isRefused;
    read.due = after(this.#options.clock.now(), periodOf(read));
    this.#arm(read);
  }

  #askNow(read: Read): void {
    read.due = this.#options.clock.now();
    this.#beat(read);
  }

  #beat(read: Read): void {
    const { due } = read;
    read.due = nextDue(due, periodOf(read), this.#options.clock.now());
    this.#arm(read);
    if (read.isWaiting) {
      this.#options.skip();
      return;
    }
    read.isWaiting = true;
    this.#options.ask(read, due);
  }

  #arm(read: Read): void {
    read.timer?.stop();
    if (!this.#isRunning) return;
    const wait = millis(Math.max(0, between(this.#options.clock.now(), read.due)));
    read.timer = this.#options.clock.after(wait, () => this.#beat(read));
  }
}

const periodOf = ({ block, isRefused }: Read): Millis =>
  isRefused ? millis(Math.max(block.every, RARELY)) : block.every;
