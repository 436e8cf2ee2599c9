import type { Gauge } from "../condition/gauge.ts";
import { gaugeOf } from "../condition/gauge-of.ts";
import { UNKNOWN } from "../language/truth.ts";
import type { HallCalendar } from "../time/calendar.ts";
import { type DayEdge, MIDNIGHT } from "../time/day-edge.ts";
import type { Instant, Millis } from "../time/instant.ts";
import type { Signals } from "./signals.ts";
import type { Measured } from "./slots.ts";
import type { Memo } from "./state.ts";
import { MEASURE, numberOf, type StoredMeasure, storedNumber } from "./stored-measure.ts";

/** The functions over time of a hall: fed from slots, read into slots, looked at again when they say so. */
export class Measures {
  readonly #measured: readonly Measured[];
  readonly #gauges: readonly Gauge[];
  readonly #signals: Signals;
  /** When each was last fed or read; its time never goes back. */
  readonly #at: Float64Array;
  /** When each is to be looked at again though nothing is heard; NaN: never. */
  readonly #wakeAt: Float64Array;
  readonly #input: Float64Array;
  /** The edge of the day since which each measures; NaN: none, or none that is known. */
  readonly #edge: Float64Array;
  readonly #bySlot = new Map<number, number>();
  readonly #touched = new Set<number>();
  /** Where the inputs of a function are put, as its rule numbers them. */
  readonly #values: Float64Array;

  constructor(measured: readonly Measured[], signals: Signals) {
    this.#measured = measured;
    this.#signals = signals;
    this.#gauges = measured.map(({ spec, thresholds }) => gaugeOf({ ...spec, thresholds: [...thresholds] }));
    this.#at = new Float64Array(measured.length);
    this.#wakeAt = new Float64Array(measured.length).fill(Number.NaN);
    this.#input = new Float64Array(measured.length).fill(Number.NaN);
    this.#edge = new Float64Array(measured.length).fill(Number.NaN);
    for (const [measure, { low, high }] of measured.entries())
      this.#bySlot.set(low, measure).set(high, measure);
    const locals = measured.flatMap(({ reads }) => reads.map(({ local }) => local));
    this.#values = new Float64Array(1 + locals.reduce((most, local) => Math.max(most, local), 0));
  }

  get count(): number {
    return this.#gauges.length;
  }

  /** The slots that a function measures; the readings of a point whose age is asked count, not its values. */
  inputs(measure: number): readonly number[] {
    return this.#measured[measure]!.reads.map(({ slot }) => slot);
  }

  /** The slots that its value stands in. */
  slots(measure: number): readonly [low: number, high: number] {
    const { low, high } = this.#measured[measure]!;
    return [low, high];
  }

  isAge(measure: number): boolean {
    return this.#measured[measure]!.spec.fn === "age";
  }

  wakeAt(measure: number): number {
    return this.#wakeAt[measure]!;
  }

  /** Its input is what the slots say from `at` on; true when its value changed. */
  take(measure: number, at: Instant): boolean {
    const moment = this.#moment(measure, at);
    const value = this.isAge(measure) ? this.#measuredAt(measure) : this.#inputOf(measure);
    this.#input[measure] = value;
    if (!this.isAge(measure) || value > 0) this.#gauges[measure]!.take(value, moment);
    return this.#read(measure, moment);
  }

  /** Time has passed; true when its value changed. */
  look(measure: number, at: Instant): boolean {
    return this.#read(measure, this.#moment(measure, at));
  }

  /** An edge of the day may have come: the functions since such an edge that changed by it. */
  turn(calendar: HallCalendar, at: Instant): number[] {
    const changed: number[] = [];
    for (const [measure, { spec }] of this.#measured.entries()) {
      if (spec.window.is !== "since") continue;
      const found = calendar.latestEdge(EDGES[spec.window.edge], at);
      if (found.is !== "at" || found.at === this.#edge[measure]) continue;
      this.#edge[measure] = found.at;
      this.#gauges[measure]!.restartAt(found.at);
      if (this.look(measure, at)) changed.push(measure);
    }
    return changed;
  }

  /** All functions as they are kept over a restart. */
  save(): Memo[] {
    return this.#measured.map((_, measure) => this.memo(measure));
  }

  /** What was fed or read since the last call. */
  takeTouched(): Memo[] {
    const touched = [...this.#touched].map(measure => this.memo(measure));
    this.#touched.clear();
    return touched;
  }

  /** A function as it is kept over a restart. */
  memo(measure: number): Memo {
    return { key: MEASURE + this.#measured[measure]!.key, value: this.#stored(measure) };
  }

  /** The function that stands in a slot. */
  at(slot: number): number | undefined {
    return this.#bySlot.get(slot);
  }

  /**
   * Goes on from what was stored; what was not, or is of another form, knows nothing yet. Returns what is to be
   * forgotten, because no rule asks for it any more.
   */
  restore(memos: readonly Memo[]): Memo[] {
    const byKey = new Map(memos.filter(({ key }) => key.startsWith(MEASURE)).map(each => [each.key, each]));
    for (const [measure, { key }] of this.#measured.entries()) {
      const memo = byKey.get(MEASURE + key);
      if (memo) this.#putBack(measure, memo.value as StoredMeasure);
      byKey.delete(MEASURE + key);
    }
    return Array.from(byKey.values(), ({ key }) => ({ key, value: null }));
  }

  /** Whether a function is new, or its input is not what it was fed last: something changed that it did not hear of. */
  isBehind(measure: number): boolean {
    if (this.#at[measure] === 0) return true;
    const input = this.isAge(measure) ? this.#measuredAt(measure) : this.#inputOf(measure);
    return !Object.is(input, this.#input[measure]);
  }

  /** The hall's clock was moved by `by`: what has passed stays passed and no more. */
  move(by: Millis): void {
    for (const [measure, gauge] of this.#gauges.entries()) {
      gauge.move(by);
      this.#at[measure]! += by;
      this.#wakeAt[measure]! += by;
      this.#edge[measure]! += by;
      this.#touched.add(measure);
    }
  }

  #putBack(measure: number, { at, wakeAt, input, low, high, edge, gauge }: StoredMeasure): void {
    if (!this.#gauges[measure]!.restore(gauge)) return;
    const [least, most] = this.slots(measure);
    this.#at[measure] = at;
    this.#wakeAt[measure] = wakeAt ?? Number.NaN;
    this.#input[measure] = numberOf(input);
    this.#edge[measure] = edge ?? Number.NaN;
    this.#signals.know(least, numberOf(low));
    this.#signals.know(most, numberOf(high));
  }

  #moment(measure: number, at: Instant): Instant {
    const moment = Math.max(at, this.#at[measure]!);
    this.#at[measure] = moment;
    return moment as Instant;
  }

  #inputOf(measure: number): number {
    const { input, reads } = this.#measured[measure]!;
    const values = this.#values;
    for (const { local, slot } of reads) values[local] = this.#signals.known(slot);
    if (input.is === "number") return input.of(values);
    const truth = input.of(values);
    return truth === UNKNOWN ? Number.NaN : truth;
  }

  #measuredAt(measure: number): number {
    return this.#signals.lastAt(this.#measured[measure]!.reads[0]!.slot);
  }

  #read(measure: number, at: Instant): boolean {
    const gauge = this.#gauges[measure]!;
    const { low, high } = this.#measured[measure]!;
    const least = gauge.low(at);
    const most = low === high ? least : gauge.high(at);
    this.#wakeAt[measure] = gauge.wakeAt(at) ?? Number.NaN;
    this.#touched.add(measure);
    const signals = this.#signals;
    if (Object.is(signals.known(low), least) && Object.is(signals.known(high), most)) return false;
    signals.know(low, least);
    signals.know(high, most);
    return true;
  }

  #stored(measure: number): StoredMeasure {
    const { low, high } = this.#measured[measure]!;
    const wakeAt = this.#wakeAt[measure]!;
    const edge = this.#edge[measure]!;
    return {
      at: this.#at[measure] as Instant,
      wakeAt: Number.isNaN(wakeAt) ? null : (wakeAt as Instant),
      input: storedNumber(this.#input[measure]!),
      low: storedNumber(this.#signals.known(low)),
      high: storedNumber(this.#signals.known(high)),
      edge: Number.isNaN(edge) ? null : (edge as Instant),
      gauge: this.#gauges[measure]!.save(),
    };
  }
}

const EDGES: Readonly<Record<"opening" | "open" | "closing" | "midnight", DayEdge>> = {
  opening: { is: "opening" },
  open: { is: "open" },
  closing: { is: "closing" },
  midnight: MIDNIGHT,
};
