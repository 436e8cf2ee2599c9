import type { Cells } from "./cells.ts";

/** A queue of rows of numbers in one flat array: rows are put at the end and taken from both ends. */
export class Rows {
  readonly #columns: number;
  #cells: number[] = [];
  #head = 0;

  constructor(columns: number) {
    this.#columns = columns;
  }

  get count(): number {
    return (this.#cells.length - this.#head) / this.#columns;
  }

  /** The cell of a row that is there. */
  get(row: number, column: number): number {
    return this.#cells[this.#head + row * this.#columns + column]!;
  }

  set(row: number, column: number, value: number): void {
    this.#cells[this.#head + row * this.#columns + column] = value;
  }

  /** Puts a row at the end: one number for each column. */
  push(...row: readonly number[]): void {
    for (const cell of row) this.#cells.push(cell);
  }

  /** Takes the first row off. */
  shift(): void {
    this.#head += this.#columns;
    if (this.#head * 2 < this.#cells.length) return;
    this.#cells.copyWithin(0, this.#head);
    this.#cells.length -= this.#head;
    this.#head = 0;
  }

  /** Takes the last row off. */
  pop(): void {
    this.#cells.length -= this.#columns;
  }

  clear(): void {
    this.#cells = [];
    this.#head = 0;
  }

  /** How many rows, then their cells. */
  save(): readonly number[] {
    return [this.count, ...this.#cells.slice(this.#head)];
  }

  restore(cells: Cells): void {
    this.#cells = cells.takeRows(this.#columns);
    this.#head = 0;
  }
}
