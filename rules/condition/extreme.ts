import type { Cells } from "./cells.ts";
import type { Memory } from "./memory.ts";
import { Rows } from "./rows.ts";
import type { Window } from "./window.ts";

// A row is a value that may still become the extreme one: the last slice in which it was in force, and the value.
const SLICE = 0;
const VALUE = 1;
const COLUMNS = 2;

/** Which extreme value, and whether it is told itself or how far the input is from it. */
export type ExtremeKind = { readonly sign: 1 | -1; readonly isDistance: boolean };

/** The kinds of `min`, `max`, `rise` (from the least value) and `fall` (from the greatest). */
export const extremeKinds = {
  min: { sign: 1, isDistance: false },
  max: { sign: -1, isDistance: false },
  rise: { sign: 1, isDistance: true },
  fall: { sign: -1, isDistance: true },
} as const satisfies Record<string, ExtremeKind>;

/**
 * The least or the greatest value that was in force in a window. Kept are only values that no later one outdoes, in the
 * order of time and, by that, of size: the first is the extreme one.
 */
export class Extreme implements Memory {
  readonly #window: Window;
  readonly #kind: ExtremeKind;
  /** Values times the sign: the least is wanted. */
  readonly #rows = new Rows(COLUMNS);

  constructor(window: Window, kind: ExtremeKind) {
    this.#window = window;
    this.#kind = kind;
  }

  run(value: number, _from: number, to: number): void {
    if (Number.isNaN(value)) return;
    const signed = value * this.#kind.sign;
    const slice = this.#window.sliceOf(to - 1);
    const rows = this.#rows;
    while (rows.count > 0 && rows.get(rows.count - 1, VALUE) >= signed) rows.pop();
    // A smaller one that is in the window just as long outdoes it.
    if (rows.count > 0 && rows.get(rows.count - 1, SLICE) === slice) return;
    const row = rows.push();
    rows.set(row, SLICE, slice);
    rows.set(row, VALUE, signed);
    this.#drop(to);
  }

  low(value: number, _from: number, at: number): number {
    if (Number.isNaN(value)) return value;
    const least = this.#leastBut(value * this.#kind.sign, at);
    const extreme = least * this.#kind.sign + 0; // -0 is 0
    return this.#kind.isDistance ? Math.abs(value - extreme) : extreme;
  }

  high(value: number, from: number, at: number): number {
    return this.low(value, from, at);
  }

  wakeAt(value: number, _from: number, at: number): number {
    const signed = value * this.#kind.sign;
    if (Number.isNaN(value) || this.#leastBut(signed, at) === signed) return Number.POSITIVE_INFINITY;
    return this.#window.leaves(this.#rows.get(0, SLICE));
  }

  clear(): void {
    this.#rows.clear();
  }

  missed(): void {}

  move(): void {}

  save(): readonly number[] {
    return this.#rows.save();
  }

  restore(cells: Cells): void {
    this.#rows.restore(cells);
  }

  #leastBut(signed: number, at: number): number {
    this.#drop(at);
    return this.#rows.count === 0 ? signed : Math.min(signed, this.#rows.get(0, VALUE));
  }

  #drop(at: number): void {
    const first = this.#window.firstSlice(at);
    while (this.#rows.count > 0 && this.#rows.get(0, SLICE) < first) this.#rows.shift();
  }
}
