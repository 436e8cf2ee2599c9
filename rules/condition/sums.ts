import type { Cells } from "./cells.ts";
import { Rows } from "./rows.ts";
import type { Window } from "./window.ts";

// A row stands for `COUNT` slices from `SLICE` on; each of them holds the amounts `A` and `B`.
const SLICE = 0;
const COUNT = 1;
const A = 2;
const B = 3;
const COLUMNS = 4;

/**
 * Two amounts summed over the slices of a window. Slices with nothing in them take no room, and slices in a row that
 * hold the same take that of one. A total is always the sum from the oldest row to the newest, so that it depends on what
 * is in the window, not on when somebody looked, and does not drift however long it runs.
 */
export class Sums {
  readonly #window: Window;
  readonly #rows = new Rows(COLUMNS);
  /** Sums of all rows but the last. */
  #olderA = 0;
  #olderB = 0;

  constructor(window: Window) {
    this.#window = window;
  }

  /** Sum of the first amount over what has not been dropped. */
  get a(): number {
    return this.#olderA + this.#ofLast(A);
  }

  get b(): number {
    return this.#olderB + this.#ofLast(B);
  }

  get isEmpty(): boolean {
    return this.#rows.count === 0;
  }

  /** Adds `a` and `b` for each millisecond of [from, to), which lies behind everything added so far. */
  add(from: number, to: number, a: number, b: number): void {
    if (a === 0 && b === 0) return;
    const window = this.#window;
    let slice = window.sliceOf(from);
    const last = window.sliceOf(to);
    if (slice === last) {
      this.#addTo(slice, (to - from) * a, (to - from) * b);
      return;
    }
    const start = window.startOf(slice);
    if (from > start) {
      const rest = start + window.width - from;
      this.#addTo(slice++, rest * a, rest * b);
    }
    if (slice < last) this.#push(slice, last - slice, window.width * a, window.width * b);
    const rest = to - window.startOf(last);
    if (rest > 0) this.#addTo(last, rest * a, rest * b);
    this.drop(to);
  }

  /** Adds amounts at one moment, not before anything added so far. What happens where the window begins is not in it. */
  addAt(moment: number, a: number, b: number): void {
    const window = this.#window;
    if (window.isSinceEdge && !(moment > window.origin)) return;
    this.#addTo(window.sliceOf(moment - 1), a, b);
    this.drop(moment);
  }

  /** Forgets the slices that lie before the window at `at`. */
  drop(at: number): void {
    const rows = this.#rows;
    if (rows.count === 0) return;
    const first = this.#window.firstSlice(at);
    if (rows.get(0, SLICE) >= first) return;
    while (rows.count > 0 && rows.get(0, SLICE) + rows.get(0, COUNT) <= first) rows.shift();
    if (rows.count > 0 && rows.get(0, SLICE) < first) {
      rows.set(0, COUNT, rows.get(0, COUNT) - (first - rows.get(0, SLICE)));
      rows.set(0, SLICE, first);
    }
    this.#sumUp();
  }

  /** From when on the oldest slice that holds anything is not in the window; Infinity when none does. */
  leaves(): number {
    return this.isEmpty ? Number.POSITIVE_INFINITY : this.#window.leaves(this.#rows.get(0, SLICE));
  }

  clear(): void {
    this.#rows.clear();
    this.#sumUp();
  }

  save(): readonly number[] {
    return this.#rows.save();
  }

  restore(cells: Cells): void {
    this.#rows.restore(cells);
    this.#sumUp();
  }

  #addTo(slice: number, a: number, b: number): void {
    const rows = this.#rows;
    const last = rows.count - 1;
    if (last >= 0 && rows.get(last, SLICE) === slice && rows.get(last, COUNT) === 1) {
      rows.set(last, A, rows.get(last, A) + a);
      rows.set(last, B, rows.get(last, B) + b);
    } else this.#push(slice, 1, a, b);
  }

  #push(slice: number, count: number, a: number, b: number): void {
    this.#olderA += this.#ofLast(A);
    this.#olderB += this.#ofLast(B);
    const row = this.#rows.push();
    this.#rows.set(row, SLICE, slice);
    this.#rows.set(row, COUNT, count);
    this.#rows.set(row, A, a);
    this.#rows.set(row, B, b);
  }

  #ofLast(column: number): number {
    const last = this.#rows.count - 1;
    return last < 0 ? 0 : this.#rows.get(last, COUNT) * this.#rows.get(last, column);
  }

  #sumUp(): void {
    const rows = this.#rows;
    this.#olderA = 0;
    this.#olderB = 0;
    for (let row = 0; row < rows.count - 1; row++) {
      const count = rows.get(row, COUNT);
      this.#olderA += count * rows.get(row, A);
      this.#olderB += count * rows.get(row, B);
    }
  }
}
