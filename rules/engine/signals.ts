import type { Reading } from "../reading/reading.ts";
import type { Signal, SignalState } from "../reading/signal.ts";
import type { Site } from "../site/model.ts";
import { type Instant, instant, type Millis } from "../time/instant.ts";

const GOOD = 0;
const STALE = 1;
const BAD = 2;
const NEVER = 3;
const STATES: readonly SignalState[] = ["good", "stale", "bad", "never"];

/** What a reading changed: nothing that a rule can see, its value, or whether it is known at all. */
export type Change = "none" | "value" | "state";

/**
 * The signals of all points, as columns: a reading costs a few array writes. `judged` holds the value that conditions
 * see: NaN unless the signal is good.
 */
export class Signals {
  readonly judged: Float64Array;
  /** When each point turns stale unless something new is heard. */
  readonly staleAt: Float64Array;
  /** Readings that were older than what is known: kept in history, not judged. */
  late = 0;
  readonly #site: Site;
  readonly #value: Float64Array;
  readonly #at: Float64Array;
  /** As `#at`, but never after the receipt: a device whose clock is ahead does not speak for the time to come. */
  readonly #heardAt: Float64Array;
  readonly #since: Float64Array;
  readonly #state: Uint8Array;
  readonly #blind: Uint8Array;
  readonly #staleAfter: Float64Array;
  readonly #reason: (string | undefined)[];
  readonly #isTouched: Uint8Array;
  #touched: number[] = [];

  /** @param slots  number of slots in all; the first are the points */
  constructor(site: Site, slots: number, start: Instant) {
    const count = site.points.length;
    this.#site = site;
    this.judged = new Float64Array(slots).fill(Number.NaN);
    this.#value = new Float64Array(count).fill(Number.NaN);
    this.#at = new Float64Array(count);
    this.#heardAt = new Float64Array(count);
    this.#since = new Float64Array(count).fill(start);
    this.#state = new Uint8Array(count).fill(NEVER);
    this.#blind = new Uint8Array(count);
    this.#isTouched = new Uint8Array(count);
    this.#reason = new Array<string | undefined>(count).fill(undefined);
    this.#staleAfter = Float64Array.from(site.points, point => point.staleAfter);
    this.staleAt = Float64Array.from(site.points, point => start + point.staleAfter);
  }

  /**
   * Takes a good reading in. Readings older than the last good one change nothing.
   *
   * @param heardAt  `at`, but never after the receipt
   */
  takeGood(point: number, value: number, at: Instant, heardAt: number, now: Instant): Change {
    if (at < (this.#heardAt[point] as number)) {
      this.late++;
      return "none";
    }
    const wasGood = this.#state[point] === GOOD;
    const changed = this.#value[point] !== value;
    this.#value[point] = value;
    this.#at[point] = at;
    this.#heardAt[point] = heardAt;
    const staleAt = heardAt + (this.#staleAfter[point] as number);
    this.staleAt[point] = staleAt;
    this.touch(point);
    if (staleAt <= now) return this.#takeStale(point, instant(staleAt));
    if (wasGood) {
      if (changed) this.judged[point] = value;
      return changed ? "value" : "none";
    }
    this.#become(point, GOOD, at, undefined);
    this.judged[point] = value;
    return "state";
  }

  /** News that is stale already when it comes in says how it was, not how it is. */
  #takeStale(point: number, since: Instant): Change {
    if (this.#state[point] === BAD || this.#state[point] === STALE) return "none";
    this.#become(point, STALE, since, undefined);
    return "state";
  }

  /** Takes a reading in that is not good: a failure, or a broker's memory. */
  takeUnjudged({ point, at, value, quality, reason }: Reading): Change {
    if (quality === "uncertain") {
      // A broker's memory: worth showing where nothing is known, never worth judging.
      if (this.#state[point] === NEVER && Number.isNaN(this.#value[point])) this.#value[point] = value;
      return "none";
    }
    if (this.#state[point] === BAD) {
      this.#reason[point] = reason;
      return "none";
    }
    if (at < (this.#heardAt[point] as number)) return "none";
    this.#become(point, BAD, at, reason);
    return "state";
  }

  /** The moment `staleAt` of a point has come: true when it has really been silent until then. */
  expire(point: number, at: Instant): boolean {
    if ((this.staleAt[point] as number) > at || this.#blind[point] === 1) return false;
    if (this.#state[point] === NEVER) this.#blind[point] = 1;
    else this.#become(point, STALE, at, undefined);
    this.touch(point);
    return true;
  }

  #become(point: number, state: number, at: Instant, reason: string | undefined): void {
    this.#state[point] = state;
    this.#since[point] = at;
    this.#reason[point] = reason;
    this.#blind[point] = state === GOOD ? 0 : 1;
    this.judged[point] = Number.NaN;
    this.touch(point);
  }

  /** Whether the point can be judged, or may still be heard in time: false once it is silent or bad. */
  isBlind(point: number): boolean {
    return this.#blind[point] === 1;
  }

  /** Marks a point for the next `takeTouched`. */
  touch(point: number): void {
    if (this.#isTouched[point] === 1) return;
    this.#isTouched[point] = 1;
    this.#touched.push(point);
  }

  of(point: number): Signal {
    const reason = this.#reason[point];
    return {
      point: this.#site.points[point]?.id ?? "",
      state: STATES[this.#state[point] as number] as SignalState,
      value: this.#value[point] as number,
      at: instant(this.#at[point] as number),
      since: instant(this.#since[point] as number),
      ...(reason !== undefined && { reason }),
    };
  }

  /** Signals that changed in any way since the last call, also in age alone. */
  takeTouched(): Signal[] {
    const touched = this.#touched.map(point => this.of(point));
    this.#isTouched.fill(0);
    this.#touched = [];
    return touched;
  }

  /** Puts a stored signal back as it was. */
  restore(point: number, signal: Signal): void {
    const state = STATES.indexOf(signal.state);
    this.#value[point] = signal.value;
    this.#at[point] = signal.at;
    this.#heardAt[point] = signal.at;
    this.#since[point] = signal.since;
    this.#state[point] = state;
    this.#reason[point] = signal.reason;
    this.#blind[point] = state === STALE || state === BAD ? 1 : 0;
    this.judged[point] = state === GOOD ? signal.value : Number.NaN;
    if (signal.at > 0) this.staleAt[point] = signal.at + (this.#staleAfter[point] as number);
  }

  /** The hall's clock was moved by `by`: every age stays what it is. */
  move(by: Millis): void {
    for (const column of [this.#at, this.#heardAt, this.#since, this.staleAt])
      for (const [point, at] of column.entries()) if (at > 0) column[point] = at + by;
  }

  counts(): Readonly<Record<SignalState, number>> {
    const counts = { good: 0, stale: 0, bad: 0, never: 0 };
    for (const state of this.#state) counts[STATES[state] as SignalState]++;
    return counts;
  }
}
