import type { Cells } from "./cells.ts";
import type { Memory } from "./memory.ts";
import { Sums } from "./sums.ts";
import { firstTurn, nextMinute } from "./wake.ts";
import type { Window } from "./window.ts";

/** Watt × milliseconds in a kW.h. */
const WATT_MS_PER_KWH = 3_600_000_000;

const NEVER = Number.POSITIVE_INFINITY;

/**
 * `energy` of a power in W: its integral in kW.h. Where part of the window is unknown it is at least what is known, and
 * has no upper limit. Power that flows back counts as negative.
 */
export class Energy implements Memory {
  readonly #window: Window;
  readonly #thresholds: readonly number[];
  /** Watt × milliseconds. */
  readonly #sums: Sums;
  /** Before it something was unknown. */
  #unknownUntil = Number.NEGATIVE_INFINITY;

  /** @param thresholds  in kW.h */
  constructor(window: Window, thresholds: readonly number[]) {
    this.#window = window;
    this.#thresholds = thresholds;
    this.#sums = new Sums(window);
  }

  run(value: number, from: number, to: number): void {
    if (Number.isNaN(value)) this.#unknownUntil = to;
    else this.#sums.add(from, to, value, 0);
  }

  low(value: number, from: number, at: number): number {
    this.#sums.drop(at);
    if (Number.isNaN(value)) return this.#sums.a / WATT_MS_PER_KWH;
    const now = value * (at - Math.max(from, this.#window.startAt(at)));
    return (this.#sums.a + now) / WATT_MS_PER_KWH;
  }

  high(value: number, from: number, at: number): number {
    const isUnknown = Number.isNaN(value) || this.#window.startAt(at) < this.#unknownUntil;
    return isUnknown ? NEVER : this.low(value, from, at);
  }

  wakeAt(value: number, from: number, at: number): number {
    const window = this.#window;
    if (Number.isNaN(value)) {
      this.#sums.drop(at);
      return this.#sums.leaves();
    }
    const turn = this.#turn(value, from, at);
    if (window.isSinceEdge) return value === 0 || this.#thresholds.length > 0 ? turn : nextMinute(at);
    const move = window.nextMove(at);
    if (turn < move) return turn;
    const isFull = from <= window.startAt(at);
    // What it grows by within a slice it loses at the end of it.
    return isFull && (value === 0 || at - window.startAt(at) === window.length) ? NEVER : move;
  }

  clear(): void {
    this.#sums.clear();
  }

  missed(until: number): void {
    this.#unknownUntil = Math.max(this.#unknownUntil, until);
  }

  move(by: number): void {
    this.#unknownUntil += by;
  }

  save(): readonly number[] {
    return [this.#unknownUntil, ...this.#sums.save()];
  }

  restore(cells: Cells): void {
    this.#unknownUntil = cells.take(Number.NEGATIVE_INFINITY);
    this.#sums.restore(cells);
  }

  /** When it reaches or leaves a threshold, if the window does not move before. */
  #turn(value: number, from: number, at: number): number {
    if (value === 0) return NEVER;
    const now = this.low(value, from, at);
    const start = this.#window.startAt(at);
    const sum = this.#sums.a;
    const after = (wait: number): number =>
      (sum + value * (at + wait - Math.max(from, start))) / WATT_MS_PER_KWH;
    let least = NEVER;
    for (const threshold of this.#thresholds) {
      const side = Math.sign(now - threshold);
      if (side === Math.sign(value)) continue;
      const guess = ((threshold - now) * WATT_MS_PER_KWH) / value;
      least = Math.min(
        least,
        firstTurn(wait => Math.sign(after(wait) - threshold) !== side, guess),
      );
    }
    return at + least;
  }
}
