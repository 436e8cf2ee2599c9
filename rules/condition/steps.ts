import type { Cells } from "./cells.ts";
import type { Memory } from "./memory.ts";
import { Sums } from "./sums.ts";
import type { Window } from "./window.ts";

/** What a change of value counts for, and whether it says all that happened while the input was unknown in between. */
export type StepKind = {
  readonly amount: (before: number, now: number) => number;
  readonly isBridge: (before: number, now: number) => boolean;
  /** Whether the value may be a mistake: it is one if the next value is not below the one before. */
  readonly isDip: (before: number, now: number) => boolean;
};

/** `changes`: each counts 1. Nobody knows how many there were while the input was unknown. */
export const changeKind: StepKind = {
  amount: (before, now) => (now === before ? 0 : 1),
  isBridge: () => false,
  isDip: () => false,
};

/**
 * `energy` of a counter in kW.h: what it went up by. It goes on counting while nobody reads it. When it went down it was
 * set back: what it counted until it was heard again is not known, and nothing is added for it. But a counter that tells 0
 * and then goes on from before was never set back: its whole past is not the energy of that moment.
 */
export const counterKind: StepKind = {
  amount: (before, now) => Math.max(0, now - before),
  isBridge: (before, now) => now >= before,
  isDip: (before, now) => now < before,
};

/** A known value, until when it is known to have been in force, and before when something happened that no count tells of. */
type Known = { readonly value: number; readonly until: number; readonly unknownUntil: number };

const NOTHING: Known = {
  value: Number.NaN,
  until: Number.NEGATIVE_INFINITY,
  unknownUntil: Number.NEGATIVE_INFINITY,
};

/**
 * The sum of what the changes of a value count for. A change that was found after an unknown stretch may have happened
 * anywhere in it: it is certainly in a window that the whole stretch is in, and maybe in one that part of it is in.
 */
export class Steps implements Memory {
  readonly #window: Window;
  readonly #kind: StepKind;
  /** What certainly, and what at most, is counted. */
  readonly #sums: Sums;
  #last: Known = NOTHING;
  /** A value after it that may be a mistake; null: none. */
  #dip: Known | null = null;

  constructor(window: Window, kind: StepKind) {
    this.#window = window;
    this.#kind = kind;
    this.#sums = new Sums(window);
  }

  run(value: number, from: number, to: number): void {
    if (Number.isNaN(value)) return;
    const amount = this.#amount(value);
    const before = this.#before(value);
    if (amount > 0) {
      this.#sums.addAt(before.until, amount, 0);
      this.#sums.addAt(from, 0, amount);
    }
    const now: Known = { value, until: to, unknownUntil: this.#unknownBefore(value, from) };
    // An edge cuts a run in two, which stays one value.
    if (this.#dip?.value === value && this.#dip.until === from) {
      this.#dip = now;
      return;
    }
    const isDip = this.#kind.isDip(before.value, value);
    this.#last = isDip ? before : now;
    this.#dip = isDip ? now : null;
  }

  low(value: number, _from: number, at: number): number {
    this.#sums.drop(at);
    const amount = this.#amount(value);
    return this.#sums.a + (this.#before(value).until > this.#window.startAt(at) ? amount : 0);
  }

  high(value: number, from: number, at: number): number {
    const start = this.#window.startAt(at);
    if (Number.isNaN(value) || start < this.#unknownBefore(value, from)) return Number.POSITIVE_INFINITY;
    this.#sums.drop(at);
    return this.#sums.b + (from > start ? this.#amount(value) : 0);
  }

  wakeAt(value: number, from: number, at: number): number {
    const window = this.#window;
    const start = window.startAt(at);
    this.#sums.drop(at);
    const passes = (moment: number): number =>
      moment > start ? window.passes(moment) : Number.POSITIVE_INFINITY;
    const isStep = this.#amount(value) > 0;
    return Math.min(
      this.#sums.leaves(),
      isStep ? Math.min(passes(this.#before(value).until), passes(from)) : Number.POSITIVE_INFINITY,
      Number.isNaN(value) ? Number.POSITIVE_INFINITY : passes(this.#unknownBefore(value, from)),
    );
  }

  clear(): void {
    this.#sums.clear();
  }

  missed(until: number): void {
    const hidden = (known: Known): Known => ({
      ...known,
      unknownUntil: Math.max(known.unknownUntil, until),
    });
    const kept = [this.#last, this.#dip].flatMap(known => (known && known.until > until ? [known] : []));
    const [last, dip = null] = kept.map(hidden);
    this.#last = last ?? hidden({ ...NOTHING, until });
    this.#dip = dip;
  }

  move(by: number): void {
    const moved = ({ value, until, unknownUntil }: Known): Known => ({
      value,
      until: until + by,
      unknownUntil: unknownUntil + by,
    });
    this.#last = moved(this.#last);
    this.#dip &&= moved(this.#dip);
  }

  save(): readonly number[] {
    const { value, until, unknownUntil } = this.#last;
    const dip = this.#dip ?? NOTHING;
    return [value, until, unknownUntil, dip.value, dip.until, dip.unknownUntil, ...this.#sums.save()];
  }

  restore(cells: Cells): void {
    const take = (): Known => ({
      value: cells.take(Number.NaN),
      until: cells.take(Number.NEGATIVE_INFINITY),
      unknownUntil: cells.take(Number.NEGATIVE_INFINITY),
    });
    this.#last = take();
    const dip = take();
    this.#dip = Number.isNaN(dip.value) ? null : dip;
    this.#sums.restore(cells);
  }

  /** What a value follows on: a dip that it takes back is none. */
  #before(value: number): Known {
    return this.#dip && value < this.#last.value ? this.#dip : this.#last;
  }

  /** What the change from the last known value counts for. */
  #amount(value: number): number {
    const before = this.#before(value).value;
    return Number.isNaN(value) || Number.isNaN(before) ? 0 : this.#kind.amount(before, value);
  }

  /** Before when something is unknown, if the input has been known to be `value` since `from`. */
  #unknownBefore(value: number, from: number): number {
    const before = this.#before(value);
    const isBridged = !Number.isNaN(before.value) && this.#kind.isBridge(before.value, value);
    return before.until === from || isBridged ? before.unknownUntil : from;
  }
}
