import type { Reading } from "../reading/reading.ts";
import type { Signal, SignalState } from "../reading/signal.ts";
import type { Site } from "../site/model.ts";
import { type Instant, instant, type Millis } from "../time/instant.ts";
import {
  AT,
  FLAGS,
  HEARD_AT,
  KNOWN,
  ROW,
  SINCE,
  STALE_AFTER,
  STALE_AT,
  signalRows,
  VALUE,
} from "./signal-rows.ts";

const GOOD = 0;
const STALE = 1;
const BAD = 2;
const NEVER = 3;
const STATES: readonly SignalState[] = ["good", "stale", "bad", "never"];

// The flags of a row: the state, and what else is to be known of the point.
const STATE = 3;
const BLIND = 4;
const TOUCHED = 8;
const NOTED = 16;
const READ = 32;

/** What a reading changed: nothing that a rule can see, its value, or whether it is known at all. */
export type Change = "none" | "value" | "state";

/**
 * The signals of all points, a row each: a reading costs a few writes into one line of memory, however many points there
 * are. The other values that conditions see have rows behind them.
 */
export class Signals {
  /** Readings that were older than what is known: kept in history, not judged as they came. */
  late = 0;
  readonly #site: Site;
  readonly #rows: Float64Array;
  readonly #reasons = new Map<number, string>();
  #touched: number[] = [];

  /** @param slots  number of slots in all; the first are the points */
  constructor(site: Site, slots: number, start: Instant) {
    this.#site = site;
    this.#rows = signalRows(site.points, slots, start, NEVER);
  }

  /**
   * Takes a good reading in. Readings older than the last good one change nothing.
   *
   * @param heardAt  `at`, but never after the receipt: a device whose clock is ahead does not speak for the time to come
   */
  takeGood(point: number, value: number, at: Instant, heardAt: number, now: Instant): Change {
    const rows = this.#rows;
    const row = point * ROW;
    if (at < rows[row + HEARD_AT]!) {
      this.late++;
      return "none";
    }
    const isSame = rows[row + VALUE] === value;
    rows[row + VALUE] = value;
    rows[row + AT] = at;
    rows[row + HEARD_AT] = heardAt;
    const staleAt = heardAt + rows[row + STALE_AFTER]!;
    rows[row + STALE_AT] = staleAt;
    const flags = rows[row + FLAGS]!;
    if ((flags & TOUCHED) === 0) this.touch(point);
    if (staleAt <= now) return this.#takeStale(point, instant(staleAt));
    if ((flags & STATE) === GOOD) {
      if (isSame) return "none";
      rows[row + KNOWN] = value;
      return "value";
    }
    this.#become(point, GOOD, at, undefined);
    rows[row + KNOWN] = value;
    return "state";
  }

  /** News that is stale already when it comes in says how it was, not how it is. */
  #takeStale(point: number, since: Instant): Change {
    const state = this.#stateOf(point);
    if (state === BAD || state === STALE) return "none";
    this.#become(point, STALE, since, undefined);
    return "state";
  }

  /** Takes a reading in that is not good: a failure, or a broker's memory. */
  takeUnjudged({ point, at, value, quality, reason }: Reading): Change {
    const rows = this.#rows;
    const row = point * ROW;
    const state = this.#stateOf(point);
    if (quality === "uncertain") {
      // A broker's memory: worth showing where nothing is known, never worth judging.
      if (state === NEVER && Number.isNaN(rows[row + VALUE])) rows[row + VALUE] = value;
      return "none";
    }
    if (state === BAD) {
      this.#setReason(point, reason);
      return "none";
    }
    if (at < rows[row + HEARD_AT]!) return "none";
    this.#become(point, BAD, at, reason);
    return "state";
  }

  /** The moment `staleAt` of a point has come: true when it has really been silent until then. */
  expire(point: number, at: Instant): boolean {
    if (this.staleAt(point) > at || this.isBlind(point)) return false;
    if (this.#stateOf(point) === NEVER) this.#flag(point, BLIND);
    else this.#become(point, STALE, at, undefined);
    this.touch(point);
    return true;
  }

  #become(point: number, state: number, at: Instant, reason: string | undefined): void {
    const row = point * ROW;
    const kept = this.#rows[row + FLAGS]! & ~(STATE | BLIND);
    this.#rows[row + FLAGS] = kept | state | (state === GOOD ? 0 : BLIND);
    this.#rows[row + SINCE] = at;
    this.#setReason(point, reason);
    this.#rows[row + KNOWN] = Number.NaN;
    this.touch(point);
  }

  /** The value in a slot as conditions see it: NaN where it is not known, as for a point whose signal is not good. */
  known(slot: number): number {
    return this.#rows[slot * ROW + KNOWN]!;
  }

  /** Puts a value into a slot that is no point. */
  know(slot: number, value: number): void {
    this.#rows[slot * ROW + KNOWN] = value;
  }

  /** When the point turns stale unless something new is heard. */
  staleAt(point: number): number {
    return this.#rows[point * ROW + STALE_AT]!;
  }

  /** Source time of the last good reading; 0 when there was none. */
  lastAt(point: number): number {
    return this.#rows[point * ROW + AT]!;
  }

  /** Whether the point can be judged, or may still be heard in time: false once it is silent or bad. */
  isBlind(point: number): boolean {
    return (this.#rows[point * ROW + FLAGS]! & BLIND) !== 0;
  }

  /** When a blind point fell silent (was heard last, or was to be heard first) or bad. */
  fellAt(point: number): number {
    const row = point * ROW;
    return this.#rows[row + (this.#stateOf(point) === STALE ? HEARD_AT : SINCE)]!;
  }

  /** Marks a point every reading of which is asked about, whether its value changes or not. */
  note(point: number): void {
    this.#flag(point, NOTED);
  }

  isNoted(point: number): boolean {
    return (this.#rows[point * ROW + FLAGS]! & NOTED) !== 0;
  }

  /** Marks a point whose value something reads. */
  read(point: number): void {
    this.#flag(point, READ);
  }

  isRead(point: number): boolean {
    return (this.#rows[point * ROW + FLAGS]! & READ) !== 0;
  }

  of(point: number): Signal {
    const reason = this.#reasons.get(point);
    const row = point * ROW;
    return {
      point: this.#site.points[point]?.id ?? "",
      state: STATES[this.#stateOf(point)]!,
      value: this.#rows[row + VALUE]!,
      at: instant(this.#rows[row + AT]!),
      since: instant(this.#rows[row + SINCE]!),
      ...(reason !== undefined && { reason }),
    };
  }

  /** Signals that changed in any way since the last call, also in age alone. */
  takeTouched(): Signal[] {
    const touched = this.#touched.map(point => this.of(point));
    for (const point of this.#touched) this.#rows[point * ROW + FLAGS]! &= ~TOUCHED;
    this.#touched = [];
    return touched;
  }

  /** Puts a stored signal back as it was at `now`. */
  restore(point: number, signal: Signal, now: Instant): void {
    const rows = this.#rows;
    const row = point * ROW;
    const state = STATES.indexOf(signal.state);
    rows[row + VALUE] = signal.value;
    rows[row + AT] = signal.at;
    rows[row + HEARD_AT] = signal.at;
    rows[row + SINCE] = signal.since;
    const staleAt = (signal.at > 0 ? signal.at : signal.since) + rows[row + STALE_AFTER]!;
    rows[row + STALE_AT] = staleAt;
    const isBlind = state === STALE || state === BAD || (state === NEVER && staleAt <= now);
    rows[row + FLAGS] = (rows[row + FLAGS]! & ~(STATE | BLIND)) | state | (isBlind ? BLIND : 0);
    this.#setReason(point, signal.reason);
    rows[row + KNOWN] = state === GOOD ? signal.value : Number.NaN;
  }

  /** The hall's clock was moved by `by`: every age stays what it is. */
  move(by: Millis): void {
    const rows = this.#rows;
    for (let row = 0; row < this.#site.points.length * ROW; row += ROW)
      for (const column of [AT, HEARD_AT, SINCE, STALE_AT])
        if (rows[row + column]! > 0) rows[row + column]! += by;
  }

  counts(): Readonly<Record<SignalState, number>> {
    const counts = { good: 0, stale: 0, bad: 0, never: 0 };
    for (let point = 0; point < this.#site.points.length; point++) counts[STATES[this.#stateOf(point)]!]++;
    return counts;
  }

  #stateOf(point: number): number {
    return this.#rows[point * ROW + FLAGS]! & STATE;
  }

  #flag(point: number, flag: number): void {
    this.#rows[point * ROW + FLAGS]! |= flag;
  }

  /** Marks a point for the next `takeTouched`. */
  touch(point: number): void {
    if ((this.#rows[point * ROW + FLAGS]! & TOUCHED) !== 0) return;
    this.#flag(point, TOUCHED);
    this.#touched.push(point);
  }

  #setReason(point: number, reason: string | undefined): void {
    if (reason !== undefined) this.#reasons.set(point, reason);
    else if (this.#reasons.size > 0) this.#reasons.delete(point);
  }
}
