/** Numbers that were saved, taken one after the other. */
export class Cells {
  readonly #cells: readonly unknown[];
  #next = 0;
  #isRight = true;

  /** @param saved  what `JSON.parse` gave; anything but a list of numbers and nulls is not right */
  constructor(saved: unknown) {
    this.#cells = Array.isArray(saved) ? saved : [];
  }

  /** The next number; `none` where it was none that JSON can write (NaN, an infinity). */
  take(none: number): number {
    const cell = this.#cells[this.#next++];
    if (typeof cell === "number") return cell;
    if (cell !== null) this.#isRight = false;
    return none;
  }

  /** The next rows: how many, and then so many times the columns of one. */
  takeRows(columns: number): number[] {
    const count = this.take(Number.NaN);
    const end = this.#next + count * columns;
    if (!(Number.isInteger(count) && count >= 0 && end <= this.#cells.length)) {
      this.#isRight = false;
      return [];
    }
    const rows: number[] = [];
    while (this.#next < end) rows.push(this.take(Number.NaN));
    if (rows.some(Number.isNaN)) this.#isRight = false;
    return rows;
  }

  /** Whether every number was there and none is left over. */
  get isWhole(): boolean {
    return this.#isRight && this.#next === this.#cells.length;
  }
}
