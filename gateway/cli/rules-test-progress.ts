import { setImmediate } from "node:timers/promises";
import type { WriteStream } from "node:tty";
import { StatusLine } from "./status-line.ts";

const QUIET_MS = 300;
const BETWEEN_MS = 100;

/** How far a run of rule tests is, in a terminal's last line; nothing in a pipe, and nothing while it is quick. */
export class RulesTestProgress {
  readonly #all: number;
  readonly #line: StatusLine | null;
  #next = performance.now() + QUIET_MS;

  constructor(all: number, stream: WriteStream & { readonly isTTY: boolean }) {
    this.#all = all;
    this.#line = stream.isTTY ? new StatusLine(stream) : null;
  }

  /** Lets what was drawn and typed through, so that Ctrl-C ends a long run. */
  async show(done: number, file: string): Promise<void> {
    if (performance.now() < this.#next) return;
    this.#next = performance.now() + BETWEEN_MS;
    this.#line?.show(`${done}/${this.#all}  ${file}`);
    await setImmediate();
  }

  clear(): void {
    this.#line?.clear();
  }
}
