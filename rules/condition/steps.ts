import type { Cells } from "./cells.ts";
import type { Memory } from "./memory.ts";
import { Sums } from "./sums.ts";
import type { Window } from "./window.ts";

/** What a change of value counts for, and whether it says all that happened while the input was unknown in between. */
export type StepKind = {
  readonly amount: (before: number, now: number) => number;
  readonly isBridge: (before: number, now: number) => boolean;
};

/** `changes`: each counts 1. Nobody knows how many there were while the input was unknown. */
export const changeKind: StepKind = {
  amount: (before, now) => (now === before ? 0 : 1),
  isBridge: () => false,
};

/**
 * `energy` of a counter in kW.h: what it went up by. It goes on counting while nobody reads it. When it went down it was
 * set back: what it counted until it was heard again is not known, and nothing is added for it.
 */
export const counterKind: StepKind = {
  amount: (before, now) => Math.max(0, now - before),
  isBridge: (before, now) => now >= before,
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
  /** The last known value, and until when it is known to have been in force. */
  #last = Number.NaN;
  #lastUntil = Number.NEGATIVE_INFINITY;
  /** Before it something happened that no count tells of. */
  #unknownUntil = Number.NEGATIVE_INFINITY;

  constructor(window: Window, kind: StepKind) {
    this.#window = window;
    this.#kind = kind;
    this.#sums = new Sums(window);
  }

  run(value: number, from: number, to: number): void {
    if (Number.isNaN(value)) return;
    const amount = this.#amount(value);
    if (amount > 0) {
      this.#sums.addAt(this.#lastUntil, amount, 0);
      this.#sums.addAt(from, 0, amount);
    }
    this.#unknownUntil = this.#unknownBefore(value, from);
    this.#last = value;
    this.#lastUntil = to;
  }

  low(value: number, _from: number, at: number): number {
    this.#sums.drop(at);
    const amount = this.#amount(value);
    return this.#sums.a + (this.#lastUntil > this.#window.startAt(at) ? amount : 0);
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
      isStep ? Math.min(passes(this.#lastUntil), passes(from)) : Number.POSITIVE_INFINITY,
      Number.isNaN(value) ? Number.POSITIVE_INFINITY : passes(this.#unknownBefore(value, from)),
    );
  }

  clear(): void {
    this.#sums.clear();
  }

  missed(until: number): void {
    this.#unknownUntil = Math.max(this.#unknownUntil, until);
    if (this.#lastUntil > until) return;
    this.#last = Number.NaN;
    this.#lastUntil = until;
  }

  move(by: number): void {
    this.#lastUntil += by;
    this.#unknownUntil += by;
  }

  save(): readonly number[] {
    return [this.#last, this.#lastUntil, this.#unknownUntil, ...this.#sums.save()];
  }

  restore(cells: Cells): void {
    this.#last = cells.take(Number.NaN);
    this.#lastUntil = cells.take(Number.NEGATIVE_INFINITY);
    this.#unknownUntil = cells.take(Number.NEGATIVE_INFINITY);
    this.#sums.restore(cells);
  }

  /** What the change from the last known value counts for. */
  #amount(value: number): number {
    const { amount } = this.#kind;
    return Number.isNaN(value) || Number.isNaN(this.#last) ? 0 : amount(this.#last, value);
  }

  /** Before when something is unknown, if the input has been known to be `value` since `from`. */
  #unknownBefore(value: number, from: number): number {
    const isBridged = !Number.isNaN(this.#last) && this.#kind.isBridge(this.#last, value);
    return this.#lastUntil === from || isBridged ? this.#unknownUntil : from;
  }
}
