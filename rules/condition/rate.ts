import { untilHalf } from "./average.ts";
import type { Cells } from "./cells.ts";
import type { Memory } from "./memory.ts";
import { Rows } from "./rows.ts";
import { Sums } from "./sums.ts";
import { nextMinute } from "./wake.ts";
import type { Window } from "./window.ts";

// A row is a run that was known and reached into a slice that none before it did: the last slice of it, the moment from
// which the value was in force, and the value. The first row left is the first known value of the window.
const SLICE = 0;
const FROM = 1;
const VALUE = 2;
const COLUMNS = 3;

const HOUR_MS = 3_600_000;

/** `rate`: from the first known value in the window to the one now, by the hours between them. */
export class Rate implements Memory {
  readonly #window: Window;
  readonly #firsts = new Rows(COLUMNS);
  /** Milliseconds known, as second amount. */
  readonly #sums: Sums;

  constructor(window: Window) {
    this.#window = window;
    this.#sums = new Sums(window);
  }

  run(value: number, from: number, to: number): void {
    if (Number.isNaN(value)) return;
    const last = this.#window.sliceOf(to - 1);
    const covered = this.#firsts.count > 0 ? this.#firsts.get(this.#firsts.count - 1, SLICE) : -Infinity;
    if (last > covered) {
      const row = this.#firsts.push();
      this.#firsts.set(row, SLICE, last);
      this.#firsts.set(row, FROM, from);
      this.#firsts.set(row, VALUE, value);
    }
    this.#sums.add(from, to, 0, 1);
    this.#drop(to);
  }

  low(value: number, from: number, at: number): number {
    const known = this.#knownAt(value, from, at);
    if (Number.isNaN(value) || known * 2 < this.#window.spanAt(at)) return Number.NaN;
    if (this.#firsts.count === 0) return 0;
    const first = Math.max(this.#firsts.get(0, FROM), this.#window.startAt(at));
    return first < at ? ((value - this.#firsts.get(0, VALUE)) * HOUR_MS) / (at - first) : 0;
  }

  high(value: number, from: number, at: number): number {
    return this.low(value, from, at);
  }

  wakeAt(value: number, from: number, at: number): number {
    const known = this.#knownAt(value, from, at);
    if (Number.isNaN(value)) return Number.POSITIVE_INFINITY;
    const lack = untilHalf(this.#window, known, at);
    if (lack > 0) return at + lack;
    if (this.#firsts.count === 0) return Number.POSITIVE_INFINITY;
    if (!this.#window.isSinceEdge) return this.#window.nextMove(at);
    return this.#firsts.get(0, VALUE) === value ? Number.POSITIVE_INFINITY : nextMinute(at);
  }

  clear(): void {
    this.#firsts.clear();
    this.#sums.clear();
  }

  missed(): void {}

  move(by: number): void {
    for (let row = 0; row < this.#firsts.count; row++)
      this.#firsts.set(row, FROM, this.#firsts.get(row, FROM) + by);
  }

  save(): readonly number[] {
    return [...this.#firsts.save(), ...this.#sums.save()];
  }

  restore(cells: Cells): void {
    this.#firsts.restore(cells);
    this.#sums.restore(cells);
  }

  #knownAt(value: number, from: number, at: number): number {
    this.#drop(at);
    const now = Number.isNaN(value) ? 0 : at - Math.max(from, this.#window.startAt(at));
    return this.#sums.b + now;
  }

  #drop(at: number): void {
    this.#sums.drop(at);
    const first = this.#window.firstSlice(at);
    while (this.#firsts.count > 0 && this.#firsts.get(0, SLICE) < first) this.#firsts.shift();
  }
}
