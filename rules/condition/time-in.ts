import type { Cells } from "./cells.ts";
import type { Memory } from "./memory.ts";
import { Sums } from "./sums.ts";
import { nextMinute, timeThresholds, untilTurn } from "./wake.ts";
import type { Window } from "./window.ts";

const SECOND_MS = 1_000;

/**
 * `time_in`: for how long a truth was yes, in seconds: at least as long as it is known to have been, at most as long as it
 * is not known to have been no. It is never told to be longer than the window.
 */
export class TimeIn implements Memory {
  readonly #window: Window;
  readonly #thresholds: readonly number[];
  /** Milliseconds of yes and of no. */
  readonly #sums: Sums;

  /** @param thresholds  in milliseconds */
  constructor(window: Window, thresholds: readonly number[]) {
    this.#window = window;
    this.#thresholds = timeThresholds(thresholds);
    this.#sums = new Sums(window);
  }

  run(value: number, from: number, to: number): void {
    if (!Number.isNaN(value)) this.#sums.add(from, to, value === 0 ? 0 : 1, value === 0 ? 1 : 0);
  }

  low(value: number, from: number, at: number): number {
    return this.#lowMs(value, from, at) / SECOND_MS;
  }

  high(value: number, from: number, at: number): number {
    return this.#highMs(value, from, at) / SECOND_MS;
  }

  wakeAt(value: number, from: number, at: number): number {
    const window = this.#window;
    const { length } = window;
    const low = this.#lowMs(value, from, at);
    const high = this.#highMs(value, from, at);
    const isYes = value === 1;
    const isNo = value === 0;
    const turn =
      at +
      Math.min(
        isYes ? untilTurn(this.#thresholds, low, length) : Number.POSITIVE_INFINITY,
        isNo ? Number.POSITIVE_INFINITY : untilTurn(this.#thresholds, high, length),
      );
    if (window.isSinceEdge) return isNo || this.#thresholds.length > 0 ? turn : nextMinute(at);
    const isFull = at - from >= length && low === (isYes ? length : 0) && high === (isNo ? 0 : length);
    return isFull ? Number.POSITIVE_INFINITY : Math.min(turn, window.nextMove(at));
  }

  clear(): void {
    this.#sums.clear();
  }

  missed(): void {}

  move(): void {}

  save(): readonly number[] {
    return this.#sums.save();
  }

  restore(cells: Cells): void {
    this.#sums.restore(cells);
  }

  #lowMs(value: number, from: number, at: number): number {
    this.#sums.drop(at);
    const now = value === 1 ? at - Math.max(from, this.#window.startAt(at)) : 0;
    return Math.min(this.#sums.a + now, this.#window.length);
  }

  #highMs(value: number, from: number, at: number): number {
    this.#sums.drop(at);
    const start = this.#window.startAt(at);
    const now = value === 0 ? at - Math.max(from, start) : 0;
    return Math.min(at - start - this.#sums.b - now, this.#window.length);
  }
}
