import type { Point } from "../site/model.ts";
import type { Instant, Millis } from "../time/instant.ts";
import { append, type LateReading, learned, merged, nextOf, type Rhythm, type Run } from "./journal-runs.ts";

/** Runs that are kept of all points together, and of each. A hall of 700 points keeps 720 of each: hours of a chatty one. */
const BUDGET = 500_000;
const FEWEST = 32;
const MOST = 720;

/** Numbers a run. */
const WIDTH = 4;
const FIRST = 0;
const LAST = 1;
const VALUE = 2;
const SPACING = 3;
/** Numbers a row: the run that goes on, and how the device reports; one line of the processor's cache. */
const ROW = 8;
const STALE_AFTER = 4;
const PERIOD = 5;
/** Between the last two readings. */
const GAP = 6;
/** Since when all that the point has said is here. */
const REACH = 7;

/**
 * What the judged points have said lately, as runs: enough to judge the past again when something of it is learned
 * late. Bounded: of each point the oldest runs go first. A reading that says nothing new costs a few loads and a write.
 */
export class Journal {
  readonly #most: number;
  /** Row of each point; −1: nobody judges it. */
  readonly #row: Int32Array;
  /** A row for each judged point; its first is NaN while nothing is known. */
  readonly #rows: Float64Array;
  /** Runs that are over, oldest first; each array grows as needed. */
  readonly #over: (Float64Array | undefined)[];
  readonly #count: Uint32Array;

  /**
   * @param size    number of points in all
   * @param points  those that are judged
   */
  constructor(size: number, points: readonly Point[], start: Instant) {
    this.#most = Math.min(MOST, Math.max(FEWEST, Math.floor(BUDGET / Math.max(1, points.length))));
    this.#row = new Int32Array(size).fill(-1);
    for (const [row, { index }] of points.entries()) this.#row[index] = row;
    this.#rows = new Float64Array(points.length * ROW).fill(Number.NaN);
    for (const [row, { staleAfter }] of points.entries()) {
      this.#rows[row * ROW + STALE_AFTER] = staleAfter;
      this.#rows[row * ROW + REACH] = start;
    }
    this.#over = new Array(points.length);
    this.#count = new Uint32Array(points.length);
  }

  /** Whether the point is judged by anybody. */
  has(point: number): boolean {
    return this.#row[point]! >= 0;
  }

  /** When something was last heard of the point; NaN: never. */
  lastAt(point: number): number {
    return this.#rows[this.#row[point]! * ROW + LAST]!;
  }

  /** What it said then. */
  lastValue(point: number): number {
    return this.#rows[this.#row[point]! * ROW + VALUE]!;
  }

  /** Since when all that the point has said is known here. */
  reach(point: number): number {
    return this.#rows[this.#row[point]! * ROW + REACH]!;
  }

  /** Takes what a judged point says, in the order of time. `value` NaN: the device failed. */
  take(point: number, value: number, at: number): void {
    const rows = this.#rows;
    const row = this.#row[point]!;
    const run = row * ROW;
    const last = rows[run + LAST]!;
    const gap = at - last;
    const before = rows[run + VALUE]!;
    // A point of which nothing is known says NaN as well, and is none that failed before.
    const isKnown = !Number.isNaN(last);
    const isSame = before === value || (isKnown && Number.isNaN(value) && Number.isNaN(before));
    const next = isSame
      ? nextOf(rows[run + SPACING]!, gap, rows[run + STALE_AFTER]!, rows[run + PERIOD]!)
      : "new";
    this.#learn(run, gap);
    if (next === "same") {
      rows[run + LAST] = at;
      if (gap > rows[run + SPACING]!) rows[run + SPACING] = gap;
      return;
    }
    if (isKnown) this.#push(row, run);
    const isFromLast = next === "from-last";
    rows[run + FIRST] = isFromLast ? last : at;
    rows[run + LAST] = at;
    rows[run + VALUE] = value;
    rows[run + SPACING] = isFromLast ? gap : 0;
  }

  /** What the point has said, oldest first. */
  runs(point: number): Run[] {
    const row = this.#row[point]!;
    const over = this.#over[row];
    const runs = Array.from({ length: this.#count[row]! }, (_, index) => runAt(over!, index * WIDTH));
    if (!Number.isNaN(this.#rows[row * ROW + FIRST]!)) runs.push(runAt(this.#rows, row * ROW));
    return runs;
  }

  /** Puts late readings of a point to their places, oldest first. @returns the times of those that said something new */
  insert(point: number, late: readonly LateReading[]): readonly number[] {
    const row = this.#row[point]!;
    const { runs, news } = merged(this.runs(point), late, this.#rhythm(row * ROW));
    if (news.length > 0) this.#replace(row, runs);
    return news;
  }

  /** What is known of the time before the journal began: readings of a point since `from`, oldest first. */
  remember(point: number, earlier: readonly LateReading[], from: number): void {
    const row = this.#row[point]!;
    if (row < 0) return;
    const known = this.runs(point);
    const rows = this.#rows;
    const run = row * ROW;
    const begin = Math.min(rows[run + REACH]!, known[0]?.first ?? Number.POSITIVE_INFINITY);
    const runs: Run[] = [];
    for (const reading of earlier) {
      if (reading.at < from || reading.at >= begin) continue;
      this.#learn(run, reading.at - (runs.at(-1)?.last ?? Number.NaN));
      append(runs, reading, this.#rhythm(run));
    }
    rows[run + REACH] = Math.min(from, rows[run + REACH]!);
    this.#replace(row, [...runs, ...known]);
  }

  /** Goes on with what another journal of the same points knows; a point that it did not keep is unknown before now. */
  takeOver(earlier: Journal): void {
    for (const [point, row] of this.#row.entries()) {
      const known = earlier.#row[point] ?? -1;
      if (row < 0 || known < 0) continue;
      this.#rows.set(earlier.#rows.subarray(known * ROW, (known + 1) * ROW), row * ROW);
      this.#over[row] = earlier.#over[known]?.slice();
      this.#count[row] = earlier.#count[known]!;
    }
  }

  /** The clock was moved by `by` and is at `at`: the hours of what was said before are not those of the clock any more. */
  forget(by: Millis, at: Instant): void {
    for (const row of this.#over.keys()) {
      this.#over[row] = undefined;
      this.#rows[row * ROW + FIRST]! += by;
      this.#rows[row * ROW + LAST]! += by;
      this.#rows[row * ROW + REACH] = at;
    }
    this.#count.fill(0);
  }

  #rhythm(run: number): Rhythm {
    return { staleAfter: this.#rows[run + STALE_AFTER]!, period: this.#rows[run + PERIOD]! };
  }

  #learn(run: number, gap: number): void {
    const rows = this.#rows;
    rows[run + PERIOD] = learned(rows[run + PERIOD]!, rows[run + STALE_AFTER]!, gap, rows[run + GAP]!);
    rows[run + GAP] = gap;
  }

  #push(row: number, run: number): void {
    let count = this.#count[row]!;
    let over = this.#over[row];
    if (!over || (count + 1) * WIDTH > over.length) {
      if (over && count >= this.#most) count = this.#dropOldest(row, over, count);
      else {
        const grown: Float64Array = new Float64Array(Math.min(this.#most, Math.max(4, 2 * count)) * WIDTH);
        if (over) grown.set(over);
        over = grown;
        this.#over[row] = over;
      }
    }
    over!.set(this.#rows.subarray(run, run + WIDTH), count * WIDTH);
    this.#count[row] = count + 1;
  }

  /** Makes room by an eighth, so that moving what stays is rare. */
  #dropOldest(row: number, over: Float64Array, count: number): number {
    const dropped = Math.max(1, count >> 3);
    over.copyWithin(0, dropped * WIDTH, count * WIDTH);
    this.#reachOnly(row, over[FIRST]!);
    return count - dropped;
  }

  #replace(row: number, runs: readonly Run[]): void {
    const kept = runs.slice(-this.#most - 1);
    if (kept.length < runs.length) this.#reachOnly(row, kept[0]!.first);
    const over = kept.slice(0, -1);
    const going = kept.at(-1);
    this.#count[row] = over.length;
    this.#over[row] = over.length === 0 ? undefined : Float64Array.from(over.flatMap(numbers));
    if (going) this.#rows.set(numbers(going), row * ROW);
  }

  /** What was before `at` is not kept. */
  #reachOnly(row: number, at: number): void {
    this.#rows[row * ROW + REACH] = Math.max(this.#rows[row * ROW + REACH]!, at);
  }
}

const numbers = ({ first, last, value, spacing }: Run): number[] => [first, last, value, spacing];

const runAt = (columns: Float64Array, from: number): Run => ({
  first: columns[from + FIRST]!,
  last: columns[from + LAST]!,
  value: columns[from + VALUE]!,
  spacing: columns[from + SPACING]!,
});
