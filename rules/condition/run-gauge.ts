import type { Instant, Millis } from "../time/instant.ts";
import { Cells } from "./cells.ts";
import type { Gauge } from "./gauge.ts";
import type { Memory } from "./memory.ts";
import type { Window } from "./window.ts";

/** The form in which gauges are saved; another number is another form. */
const FORM = 1;
const LONG_AGO = Number.NEGATIVE_INFINITY;

/** Cuts what an input does into runs, for a memory to keep. */
export class RunGauge implements Gauge {
  readonly #window: Window | null;
  readonly #newMemory: () => Memory;
  #memory: Memory;
  #value = Number.NaN;
  /** Since when the input has this value, or since the edge where the window begins, if that was later. */
  #since = LONG_AGO;

  /**
   * @param window  null: the function looks at no window
   * @param memory  makes an empty memory over that window
   */
  constructor(window: Window | null, memory: () => Memory) {
    this.#window = window;
    this.#newMemory = memory;
    this.#memory = memory();
  }

  take(value: number, at: Instant): void {
    const known = Number.isFinite(value) ? value + 0 : Number.NaN;
    if (known === this.#value || (Number.isNaN(known) && Number.isNaN(this.#value))) return;
    if (at > this.#since) this.#end(at);
    this.#value = known;
  }

  low(at: Instant): number {
    return this.#isBegun() ? this.#memory.low(this.#value, this.#since, at) : Number.NaN;
  }

  high(at: Instant): number {
    return this.#isBegun() ? this.#memory.high(this.#value, this.#since, at) : Number.NaN;
  }

  wakeAt(at: Instant): Instant | null {
    if (!this.#isBegun()) return null;
    const wake = this.#memory.wakeAt(this.#value, this.#since, at);
    return wake === Number.POSITIVE_INFINITY ? null : (wake as Instant);
  }

  restartAt(edge: Instant): void {
    const window = this.#window;
    if (!window?.isSinceEdge || edge === window.origin) return;
    const before = window.origin;
    window.beginAt(edge);
    if (edge < before) this.#memory.missed(before);
    else if (edge >= this.#since) {
      if (edge > this.#since) this.#end(edge);
      this.#memory.clear();
    } else {
      // What was between the edge and the last change can no longer be told apart from what was before it.
      this.#memory = this.#newMemory();
      this.#memory.run(Number.NaN, LONG_AGO, this.#since);
    }
  }

  save(): readonly (number | null)[] {
    const cells = [FORM, this.#value, this.#since, this.#window?.origin ?? 0, ...this.#memory.save()];
    return cells.map(cell => (Number.isFinite(cell) ? cell : null));
  }

  restore(saved: unknown): boolean {
    const cells = new Cells(saved);
    const isOurs = cells.take(0) === FORM;
    this.#value = cells.take(Number.NaN);
    this.#since = cells.take(LONG_AGO);
    const origin = cells.take(Number.NaN);
    this.#window?.beginAt(origin);
    this.#memory = this.#newMemory();
    this.#memory.restore(cells);
    const hasWindow = !this.#window || this.#window.isSinceEdge || !Number.isNaN(origin);
    if (isOurs && hasWindow && cells.isWhole) return true;
    this.#forget();
    return false;
  }

  move(by: Millis): void {
    this.#since += by;
    this.#window?.move(by);
    this.#memory.move(by);
  }

  #forget(): void {
    this.#value = Number.NaN;
    this.#since = LONG_AGO;
    this.#window?.beginAt(this.#window.isSinceEdge ? Number.NaN : 0);
    this.#memory = this.#newMemory();
  }

  #end(at: number): void {
    this.#memory.run(this.#value, this.#since, at);
    this.#since = at;
  }

  #isBegun(): boolean {
    return this.#window === null || !Number.isNaN(this.#window.origin);
  }
}
