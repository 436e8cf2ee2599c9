import type { WriteStream } from "node:tty";
import { cut } from "./cut.ts";

const ENTER = "\x1b[?1049h\x1b[?25l";
const LEAVE = "\x1b[?25h\x1b[?1049l";

/**
 * The whole terminal, for a display that is drawn again and again: the alternate screen, so that what was there before
 * comes back at the end.
 *
 * @see XTerm Control Sequences: DECSET 1049 (alternate screen), 25 (cursor); EL, ED
 */
export class Screen {
  readonly #terminal: WriteStream;
  readonly #leave = (): void => {
    this.#terminal.write(LEAVE);
  };

  constructor(terminal: WriteStream) {
    this.#terminal = terminal;
  }

  get columns(): number {
    return this.#terminal.columns;
  }

  get rows(): number {
    return this.#terminal.rows;
  }

  start(): void {
    process.once("exit", this.#leave);
    this.#terminal.write(ENTER);
  }

  /** Draws over what is there, in one write and without clearing first, so that nothing flickers. */
  show(text: string): void {
    const lines = text
      .split("\n")
      .slice(0, this.rows)
      .map(line => cut(line, this.columns));
    this.#terminal.write(`\x1b[H${lines.map(line => `${line}\x1b[K`).join("\r\n")}\x1b[J`);
  }

  stop(): void {
    process.off("exit", this.#leave);
    this.#leave();
  }
}
