import type { Unbound } from "./scope.ts";
import type { NumberOf, Slots, TruthOf } from "./slots.ts";

/** A condition ready to judge. */
export type Judge = {
  /** The slots that it reads, those of functions over time included, what those measure not. */
  readonly slots: readonly number[];
  /** Slots of points whose silence it deals with itself: it asks `silent()` of them, or nothing but their `age()`. */
  readonly handled: readonly number[];
  /** Which of `slots` belong to functions over time. */
  readonly measures: readonly number[];
  readonly truth: TruthOf;
  /** The comparisons that it consists of, as they stand; each side's number is NaN-free. */
  readonly parts: (slots: Slots) => readonly Part[];
};

/** One comparison of a condition, for the alert: `light.power >= light_off_below`, yes, 200 and 10 W. */
export type Part = {
  readonly text: string;
  readonly is: "yes" | "no" | "unknown";
  /** Null: not known, endless, or no number. Of a value known only within limits, the least that it can be. */
  readonly left: number | null;
  readonly right: number | null;
  /** UCUM code of both. */
  readonly unit?: string;
  /** What the side is in words, where it is a word or a date. */
  readonly leftWord?: string;
  readonly rightWord?: string;
};

/** A number ready to compute: the power that is wasted. */
export type Gauge = { readonly slots: readonly number[]; readonly unit: string; readonly number: NumberOf };

/** Why a condition cannot be compiled, and where: offsets into its text. */
export type Problem = Omit<Unbound, "is"> & {
  /** `costly`: it exceeds the budget of a condition. */
  readonly is: Unbound["is"] | "costly";
  readonly start: number;
  readonly end: number;
};
