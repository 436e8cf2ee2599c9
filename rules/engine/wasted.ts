import type { Peak } from "../alert/alert.ts";
import { after, type Instant, type Millis } from "../time/instant.ts";

/** What a hold has wasted, as it is kept over a restart. */
export type StoredWaste = {
  /** Energy since the hold began, W·h, up to `at`. */
  readonly wh: number;
  readonly at: Instant;
  /** The power that is wasted from `at` on, W; null: nothing, or nobody knows. */
  readonly powerW: number | null;
  readonly peak: Peak | null;
};

const MILLIS_PER_HOUR = 3_600_000;

/** Adds up the energy that is wasted while conditions hold: only powers that are known, each for as long as it was. */
export class Wasted {
  readonly #running = new Map<number, StoredWaste>();

  /** Energy that a watch's hold has wasted up to `at`, W·h; null: it has not begun. */
  wh(watch: number, at: Instant): number | null {
    const waste = this.#running.get(watch);
    return waste ? waste.wh + since(waste, at) : null;
  }

  peak(watch: number): Peak | null {
    return this.#running.get(watch)?.peak ?? null;
  }

  /** A hold begins, or begins anew. */
  begin(watch: number, at: Instant): void {
    this.#running.set(watch, { wh: 0, at, powerW: null, peak: null });
  }

  end(watch: number): void {
    this.#running.delete(watch);
  }

  /** From `at` on this power is wasted (NaN: nothing, or nobody knows); true when that is news. */
  take(watch: number, powerW: number, at: Instant): boolean {
    const waste = this.#running.get(watch);
    const known = Number.isNaN(powerW) ? null : powerW;
    if (!waste || waste.powerW === known) return false;
    const isPeak = known !== null && known > (waste.peak?.value ?? Number.NEGATIVE_INFINITY);
    const peak: Peak | null = isPeak ? { value: known, unit: "W", at } : waste.peak;
    this.#running.set(watch, { wh: waste.wh + since(waste, at), at, powerW: known, peak });
    return true;
  }

  stored(watch: number): StoredWaste | undefined {
    return this.#running.get(watch);
  }

  restore(watch: number, waste: StoredWaste): void {
    this.#running.set(watch, waste);
  }

  move(by: Millis): void {
    for (const [watch, waste] of this.#running) this.#running.set(watch, movedWaste(waste, by));
  }
}

/** The same waste on a clock that was moved by `by`. */
export const movedWaste = (waste: StoredWaste, by: Millis): StoredWaste => ({
  ...waste,
  at: after(waste.at, by),
  peak: waste.peak && { ...waste.peak, at: after(waste.peak.at, by) },
});

const since = ({ at, powerW }: StoredWaste, until: Instant): number =>
  powerW === null ? 0 : (powerW * (until - at)) / MILLIS_PER_HOUR;
