import type { WriteStream } from "node:tty";
import { StatusLine } from "./status-line.ts";
import type { Words } from "./words/language.ts";

/** A run that is over sooner says nothing of how far it is. */
const QUIET_MS = { terminal: 300, pipe: 3_000 };
const BETWEEN_MS = 200;
const BAR = 24;

export type HowFar = {
  /** 0 … 1 */
  readonly done: number;
  readonly readings: number;
  /** Where the replay is, as the hall's clock shows it. */
  readonly clock: string;
};

/** How far a replay is: in a terminal one line that moves, in a pipe a line for every tenth. */
export class ReplayProgress {
  readonly #stream: WriteStream;
  readonly #line: StatusLine | null;
  readonly #words: Words;
  readonly #now: () => number;
  readonly #began: number;
  #next: number;
  #tenth = 0;

  constructor(stream: WriteStream, words: Words, now = () => performance.now()) {
    this.#stream = stream;
    this.#line = stream.isTTY ? new StatusLine(stream) : null;
    this.#words = words;
    this.#now = now;
    this.#began = now();
    this.#next = this.#began + (this.#line ? QUIET_MS.terminal : QUIET_MS.pipe);
  }

  show({ done, readings, clock }: HowFar): void {
    const now = this.#now();
    const tenth = Math.floor(done * 10);
    if (now < this.#next || done <= 0) return;
    const elapsed = (now - this.#began) / 1_000;
    const left = done < 0.01 ? null : (elapsed * (1 - done)) / done;
    const text = this.#words.replay.progress(Math.floor(done * 100), clock, readings / elapsed, left);
    if (this.#line) {
      this.#next = now + BETWEEN_MS;
      this.#line.show(`${bar(done)} ${text}`);
    } else if (tenth > this.#tenth) {
      this.#tenth = tenth;
      this.#stream.write(`${text}\n`);
    }
  }

  clear(): void {
    this.#line?.clear();
  }
}

const bar = (done: number): string => {
  const full = Math.round(done * BAR);
  return `${"█".repeat(full)}${"░".repeat(BAR - full)}`;
};
