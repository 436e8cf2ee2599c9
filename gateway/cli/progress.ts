import { StatusLine } from "./status-line.ts";

const WIDTH = 20;
const STEP_PERCENT = 10;

/**
 * How far something is whose length is known, on standard error: a bar in place on a terminal, else one line each ten per
 * cent. What is answered meanwhile goes to standard output, above the bar.
 */
export class Progress {
  readonly #total: number;
  readonly #line: StatusLine | null;
  readonly #startedAt = performance.now();
  #told = 0;
  #text = "";

  constructor(total: number) {
    this.#total = total;
    this.#line = process.stderr.isTTY ? new StatusLine(process.stderr) : null;
  }

  /** @param label  what is done now */
  show(done: number, label: string): void {
    const percent = this.#total === 0 ? 100 : Math.floor((100 * done) / this.#total);
    const elapsed = (performance.now() - this.#startedAt) / 1_000;
    const left = done === 0 ? "" : `  ~${Math.ceil((elapsed / done) * (this.#total - done))} s`;
    this.#text = `${done}/${this.#total}${left}  ${label}`;
    if (this.#line) {
      const full = Math.round((WIDTH * percent) / 100);
      this.#text = `▕${"█".repeat(full)}${" ".repeat(WIDTH - full)}▏ ${this.#text}`;
      this.#line.show(this.#text);
    } else if (percent >= this.#told + STEP_PERCENT) {
      this.#told = percent - (percent % STEP_PERCENT);
      process.stderr.write(`${this.#text}\n`);
    }
  }

  /** Prints an answer without tearing the bar. */
  answer(text: string): void {
    this.#line?.clear();
    console.log(text);
    this.#line?.show(this.#text);
  }

  end(): void {
    this.#line?.clear();
  }
}
