import type { Cells } from "./cells.ts";
import type { Memory } from "./memory.ts";
import { Sums } from "./sums.ts";
import { nextMinute } from "./wake.ts";
import type { Window } from "./window.ts";

const LONG_AGO = Number.NEGATIVE_INFINITY;

/** `average`: the mean of what is known, each value weighted by how long it was in force. */
export class Average implements Memory {
  readonly #window: Window;
  /** Value × milliseconds, and milliseconds known. */
  readonly #sums: Sums;
  /** The last known value, until when it was in force, and until when a known value was another one. */
  #last = Number.NaN;
  #lastUntil = LONG_AGO;
  #otherUntil = LONG_AGO;

  constructor(window: Window) {
    this.#window = window;
    this.#sums = new Sums(window);
  }

  run(value: number, from: number, to: number): void {
    if (Number.isNaN(value)) return;
    if (value !== this.#last) this.#otherUntil = this.#lastUntil;
    this.#last = value;
    this.#lastUntil = to;
    this.#sums.add(from, to, value, 1);
  }

  low(value: number, from: number, at: number): number {
    const known = this.#knownAt(value, from, at);
    if (Number.isNaN(value) || known * 2 < this.#window.spanAt(at)) return Number.NaN;
    if (this.#isOnly(value, at)) return value;
    const start = this.#window.startAt(at);
    return (this.#sums.a + value * (at - Math.max(from, start))) / known;
  }

  high(value: number, from: number, at: number): number {
    return this.low(value, from, at);
  }

  wakeAt(value: number, from: number, at: number): number {
    const known = this.#knownAt(value, from, at);
    if (Number.isNaN(value)) return Number.POSITIVE_INFINITY;
    const lack = untilHalf(this.#window, known, at);
    if (lack > 0) return at + lack;
    if (this.#sums.isEmpty) return Number.POSITIVE_INFINITY;
    if (!this.#window.isSinceEdge) return this.#window.nextMove(at);
    return this.#isOnly(value, at) ? Number.POSITIVE_INFINITY : nextMinute(at);
  }

  clear(): void {
    this.#sums.clear();
  }

  missed(): void {}

  move(by: number): void {
    this.#lastUntil += by;
    this.#otherUntil += by;
  }

  save(): readonly number[] {
    return [this.#last, this.#lastUntil, this.#otherUntil, ...this.#sums.save()];
  }

  restore(cells: Cells): void {
    this.#last = cells.take(Number.NaN);
    this.#lastUntil = cells.take(LONG_AGO);
    this.#otherUntil = cells.take(LONG_AGO);
    this.#sums.restore(cells);
  }

  #knownAt(value: number, from: number, at: number): number {
    this.#sums.drop(at);
    const now = Number.isNaN(value) ? 0 : at - Math.max(from, this.#window.startAt(at));
    return this.#sums.b + now;
  }

  /** No other value is in the window: the mean of one value is that value, to the last digit. */
  #isOnly(value: number, at: number): boolean {
    const otherUntil = value === this.#last ? this.#otherUntil : this.#lastUntil;
    return otherUntil <= this.#window.startAt(at);
  }
}

/** How long until half of the window is known if the input stays known; 0 or less when it is. */
export const untilHalf = (window: Window, known: number, at: number): number => {
  const lack = window.spanAt(at) - known * 2;
  return window.isSinceEdge ? lack : Math.ceil(lack / 2);
};
