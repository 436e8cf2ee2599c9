import type { Cells } from "./cells.ts";

/** Rows there is room for at first. */
const FEW = 4;

/** A queue of rows of numbers, round and round in one flat array: rows are put at the end and taken from both ends. */
export class Rows {
  readonly #columns: number;
  #cells: number[] = [];
  /** Rows there is room for: 0 or a power of two. */
  #room = 0;
  #first = 0;
  #count = 0;

  constructor(columns: number) {
    this.#columns = columns;
  }

  get count(): number {
    return this.#count;
  }

  /** The cell of a row that is there. */
  get(row: number, column: number): number {
    return this.#cells[((this.#first + row) & (this.#room - 1)) * this.#columns + column]!;
  }

  set(row: number, column: number, value: number): void {
    this.#cells[((this.#first + row) & (this.#room - 1)) * this.#columns + column] = value;
  }

  /** Puts a row at the end, to be set column by column. Tells which it is. */
  push(): number {
    if (this.#count === this.#room) this.#hold(this.save().slice(1), Math.max(FEW, this.#room * 2));
    return this.#count++;
  }

  /** Takes the first row off. */
  shift(): void {
    this.#first = (this.#first + 1) & (this.#room - 1);
    this.#count--;
  }

  /** Takes the last row off. */
  pop(): void {
    this.#count--;
  }

  clear(): void {
    this.#cells = [];
    this.#room = 0;
    this.#count = 0;
  }

  /** How many rows, then their cells. */
  save(): readonly number[] {
    const cells = [this.#count];
    for (let row = 0; row < this.#count; row++)
      for (let column = 0; column < this.#columns; column++) cells.push(this.get(row, column));
    return cells;
  }

  restore(cells: Cells): void {
    const rows = cells.takeRows(this.#columns);
    this.#count = rows.length / this.#columns;
    let room = FEW;
    while (room < this.#count) room *= 2;
    this.#hold(rows, room);
  }

  #hold(rows: readonly number[], room: number): void {
    // The half keeps the array one of plain doubles from the start.
    this.#cells = new Array<number>(room * this.#columns).fill(0.5);
    for (const [index, cell] of rows.entries()) this.#cells[index] = cell;
    this.#room = room;
    this.#first = 0;
  }
}
