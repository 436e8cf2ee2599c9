import type { Instant, Millis } from "../time/instant.ts";
import { Cells } from "./cells.ts";
import type { Gauge } from "./gauge.ts";
import { nextMinute, timeThresholds, untilTurn } from "./wake.ts";

const SECOND_MS = 1_000;
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * `age`: seconds since the latest reading was measured; Infinity while none was heard. It is told source times. A reading
 * that was measured before one already heard makes nothing older, and one from a clock that is ahead is 0 s old.
 */
export class Age implements Gauge {
  readonly #thresholds: readonly number[];
  /** NaN: nobody asks yet, so that its age is unknown until it is heard. */
  #measuredAt = NEVER;

  /** @param thresholds  in milliseconds */
  constructor(thresholds: readonly number[]) {
    this.#thresholds = timeThresholds(thresholds);
  }

  take(sourceTime: number): void {
    if (sourceTime > this.#measuredAt || Number.isNaN(this.#measuredAt)) this.#measuredAt = sourceTime;
  }

  low(at: Instant): number {
    return Math.max(0, at - this.#measuredAt) / SECOND_MS;
  }

  high(at: Instant): number {
    return this.low(at);
  }

  wakeAt(at: Instant): Instant | null {
    if (!Number.isFinite(this.#measuredAt)) return null;
    if (this.#thresholds.length === 0) return nextMinute(at) as Instant;
    const from = Math.max(at, this.#measuredAt);
    const wake = from + untilTurn(this.#thresholds, from - this.#measuredAt, Number.POSITIVE_INFINITY);
    return wake === Number.POSITIVE_INFINITY ? null : (wake as Instant);
  }

  restartAt(): void {}

  save(): readonly (number | null)[] {
    return [this.#measuredAt === NEVER ? null : this.#measuredAt];
  }

  restore(saved: unknown): boolean {
    const cells = new Cells(saved);
    this.#measuredAt = cells.take(NEVER);
    if (cells.isWhole) return true;
    this.#measuredAt = NEVER;
    return false;
  }

  move(by: Millis): void {
    this.#measuredAt += by;
  }
}
