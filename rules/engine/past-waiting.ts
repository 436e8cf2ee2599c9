import { type Millis, millis, minutes, seconds } from "../time/instant.ts";
import type { LateReading } from "./journal-runs.ts";

/** The past is judged again when nothing more has come late for so long … */
export const LATE_SETTLE: Millis = seconds(30);
/** … or, where late readings never end, after so long. */
const PATIENCE = minutes(5);
/** News of how things are now waits only for what is on its way together with it. */
const CALM = seconds(2);
const CALM_PATIENCE = seconds(5);
/** More late readings than this do not wait. */
const MOST = 100_000;
/** So many points are judged at a time, and the next ones so much later: the present must not wait for the past. */
const TOGETHER = 200;
const PAUSE = millis(250);

/** Late readings that wait to be judged together, and what was learned but is not judged as a whole yet. */
export class Waiting {
  /** Points of which something new was learned since the past was last judged as a whole. */
  readonly learned = new Set<number>();
  /** Those of them that the present has not heard of. */
  readonly #present = new Set<number>();
  /** Those of them whose newest word is how things are. */
  readonly #newest = new Set<number>();
  /** When the next points are judged, where there were too many at a time; NaN: there were not. */
  #goOnAt = Number.NaN;
  #readings = new Map<number, LateReading[]>();
  #count = 0;
  #firstAt = Number.NaN;
  #lastAt = Number.NaN;
  /** When the first of those came that say how things are now. */
  #presentAt = Number.NaN;

  get count(): number {
    return this.#count;
  }

  /** Points that have any. */
  points(): readonly number[] {
    return [...new Set([...this.learned, ...this.#readings.keys()])];
  }

  /**
   * @param isPresent  it says how things are now: nothing newer is known, and it is not too old to be believed
   * @returns          whether nothing had been learned of its point before
   */
  add(point: number, reading: LateReading, now: number, isPresent: boolean): boolean {
    const readings = this.#readings.get(point);
    if (readings) readings.push(reading);
    else this.#readings.set(point, [reading]);
    this.#count++;
    this.wait(now);
    if (isPresent && Number.isNaN(this.#presentAt)) this.#presentAt = now;
    return !readings && !this.learned.has(point);
  }

  /** Something is to be judged again as a whole, though nothing waits: what an earlier engine had learned. */
  wait(now: number): void {
    if (Number.isNaN(this.#firstAt)) this.#firstAt = now;
    this.#lastAt = now;
  }

  /** Whether no more is coming, so that the past can be judged as a whole. */
  isWhole(at: number): boolean {
    return this.#settleAt() <= at;
  }

  #settleAt(): number {
    return Math.min(this.#lastAt + LATE_SETTLE, this.#firstAt + PATIENCE);
  }

  /** When something is to be done; NaN: nothing is. */
  dueAt(): number {
    if (this.#count >= MOST) return this.#lastAt;
    if (!Number.isNaN(this.#goOnAt)) return this.#goOnAt;
    if (Number.isNaN(this.#presentAt)) return this.#settleAt();
    return Math.min(this.#settleAt(), this.#lastAt + CALM, this.#presentAt + CALM_PATIENCE);
  }

  /** Goes on with what waits elsewhere, of points that are judged here. */
  takeOver(earlier: Waiting, isJudged: (point: number) => boolean): void {
    for (const point of earlier.learned)
      if (isJudged(point)) this.learn(point, { isNewest: earlier.#newest.has(point) });
    for (const [point, readings] of earlier.#readings)
      if (isJudged(point)) {
        this.#readings.set(point, [...readings]);
        this.#count += readings.length;
      }
    this.#firstAt = earlier.#firstAt;
    this.#lastAt = earlier.#lastAt;
    this.#presentAt = earlier.#presentAt;
    this.#goOnAt = earlier.#goOnAt;
  }

  /** Takes the readings out, by point, oldest first, each once. */
  take(): ReadonlyMap<number, readonly LateReading[]> {
    const taken = this.#readings;
    for (const readings of taken.values()) readings.sort((a, b) => a.at - b.at || a.value - b.value);
    this.#readings = new Map();
    this.#count = 0;
    this.#presentAt = Number.NaN;
    return taken;
  }

  /** Something new is known of a point. `isNewest`: nothing newer is. */
  learn(point: number, { isNewest }: { readonly isNewest: boolean }): void {
    this.learned.add(point);
    this.#present.add(point);
    if (isNewest) this.#newest.add(point);
  }

  isNewest(point: number): boolean {
    return this.#newest.has(point);
  }

  /** The points that are to be judged next. */
  next(isWhole: boolean): readonly number[] {
    return [...(isWhole ? this.learned : this.#present)].sort((a, b) => a - b).slice(0, TOGETHER);
  }

  /** They have been judged. */
  done(points: readonly number[], isWhole: boolean, at: number): void {
    for (const point of points) {
      this.#present.delete(point);
      this.#newest.delete(point);
      if (isWhole) this.learned.delete(point);
    }
    const left = isWhole ? this.learned.size : this.#present.size;
    this.#goOnAt = left > 0 ? at + PAUSE : Number.NaN;
    if (this.learned.size > 0) return;
    this.#firstAt = Number.NaN;
    this.#lastAt = Number.NaN;
  }

  /** Nothing waits any more, judged or not. */
  clear(): void {
    this.take();
    this.done([...this.learned], true, 0);
  }
}
