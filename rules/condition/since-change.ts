import type { Cells } from "./cells.ts";
import type { Memory } from "./memory.ts";
import { nextMinute, timeThresholds, untilTurn } from "./wake.ts";

const SECOND_MS = 1_000;

/** `since_change`: seconds since the input got another value, or was first heard. A value that comes back unchanged after a gap is no change. */
export class SinceChange implements Memory {
  readonly #thresholds: readonly number[];
  /** The last known value, and since when no other was known. */
  #last = Number.NaN;
  #lastSince = Number.NaN;

  /** @param thresholds  in milliseconds */
  constructor(thresholds: readonly number[]) {
    this.#thresholds = timeThresholds(thresholds);
  }

  run(value: number, from: number): void {
    if (Number.isNaN(value)) return;
    if (value !== this.#last) this.#lastSince = from;
    this.#last = value;
  }

  low(value: number, from: number, at: number): number {
    return Number.isNaN(value) ? value : this.#elapsed(value, from, at) / SECOND_MS;
  }

  high(value: number, from: number, at: number): number {
    return this.low(value, from, at);
  }

  wakeAt(value: number, from: number, at: number): number {
    if (Number.isNaN(value)) return Number.POSITIVE_INFINITY;
    if (this.#thresholds.length === 0) return nextMinute(at);
    return at + untilTurn(this.#thresholds, this.#elapsed(value, from, at), Number.POSITIVE_INFINITY);
  }

  clear(): void {}

  missed(): void {}

  move(by: number): void {
    this.#lastSince += by;
  }

  save(): readonly number[] {
    return [this.#last, this.#lastSince];
  }

  restore(cells: Cells): void {
    this.#last = cells.take(Number.NaN);
    this.#lastSince = cells.take(Number.NaN);
  }

  #elapsed(value: number, from: number, at: number): number {
    return at - (value === this.#last ? this.#lastSince : from);
  }
}
