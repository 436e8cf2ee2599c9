import { cut } from "./cut.ts";

/** The part of a terminal that is needed to draw on it. */
export type Drawable = { readonly columns: number; write(text: string): boolean };

/** One line at the bottom of a terminal that is drawn over in place; all else that is written goes above it. */
export class StatusLine {
  readonly #terminal: Drawable;
  #text = "";

  constructor(terminal: Drawable) {
    this.#terminal = terminal;
  }

  /** How many columns the text may have. The last one stays free: some terminals wrap when it is filled. */
  get columns(): number {
    return this.#terminal.columns - 1;
  }

  show(text: string): void {
    this.#text = cut(text, this.columns);
    this.#terminal.write(`\r${this.#text}\x1b[K`);
  }

  /** Writes whole lines above, line break included. */
  above(lines: string): void {
    if (this.#text === "") this.#terminal.write(lines);
    else this.#terminal.write(`\r\x1b[K${lines}${this.#text}`);
  }

  clear(): void {
    if (this.#text !== "") this.#terminal.write("\r\x1b[K");
    this.#text = "";
  }
}
