import type { MeasureName, MeasureWindow } from "./scope.ts";
import { NO, not, type Truth, YES } from "./truth.ts";

/** Something that is yes, no or unknown: names are slots, units are converted, what is certain is folded. */
export type Formula =
  | { readonly is: "fixed"; readonly truth: Truth }
  /** A slot that holds 1 for yes, 0 for no. */
  | { readonly is: "flag"; readonly of: Slot; readonly note: Note }
  /** Whether a point is silent. */
  | { readonly is: "silence"; readonly of: Slot; readonly note: Note }
  | { readonly is: "not"; readonly of: Formula }
  | { readonly is: "and" | "or"; readonly left: Formula; readonly right: Formula }
  /** Yes when exactly one is. */
  | { readonly is: "one"; readonly of: readonly Formula[] }
  | {
      readonly is: "choice";
      readonly when: Formula;
      readonly yes: Formula;
      readonly no: Formula;
    }
  | {
      readonly is: "comparison";
      readonly op: Comparator;
      readonly left: Quantity;
      readonly right: Quantity;
      readonly note: Note;
    }
  /** Whether `left` is one of several: `of` is yes. */
  | { readonly is: "membership"; readonly of: Formula; readonly left: Quantity; readonly note: Note };

/** How two values are compared. */
export type Comparator = "==" | "!=" | "<" | "<=" | ">" | ">=";

/** A number that a formula needs; NaN while it is not known. */
export type Quantity =
  | { readonly is: "fixed"; readonly value: number }
  | Slot
  | { readonly is: "measure"; readonly measure: Measured }
  /** 1 for yes, 0 for no. */
  | { readonly is: "yes-or-no"; readonly of: Formula }
  /** `of` × `scale` + `offset`. */
  | { readonly is: "linear"; readonly of: Quantity; readonly scale: number; readonly offset: number }
  | { readonly is: Arithmetic; readonly left: Quantity; readonly right: Quantity }
  | {
      readonly is: "chosen";
      readonly when: Formula;
      readonly yes: Quantity;
      readonly no: Quantity;
    }
  /** How many are yes. */
  | { readonly is: "count"; readonly of: readonly Formula[] };

/** A value that readings, the calendar or the register fill. */
export type Slot = {
  readonly is: "slot";
  readonly slot: number;
  readonly id: string;
  readonly isPoint: boolean;
};

/** How two numbers are put together. */
export type Arithmetic = "sum" | "difference" | "product" | "quotient";

/** A function over time before its slots are reserved. */
export type Measured = {
  readonly fn: MeasureName;
  readonly input:
    | { readonly is: "number"; readonly of: Quantity }
    | { readonly is: "truth"; readonly of: Formula };
  readonly window: MeasureWindow;
  readonly isCounter: boolean;
};

/** What an alert shows of one comparison. */
export type Note = {
  readonly text: string;
  /** UCUM code of both sides. */
  readonly unit?: string;
  /** The words of both sides, or how a number is told: as a date. */
  readonly words?: readonly string[] | "date";
};

/** A formula that is certain. */
export const fixed = (truth: Truth): Formula => ({ is: "fixed", truth });
/** A number that is certain. */
export const fixedNumber = (value: number): Quantity => ({ is: "fixed", value });

/** The opposite. */
export const opposite = (of: Formula): Formula => {
  if (of.is === "fixed") return fixed(not(of.truth));
  return of.is === "not" ? of.of : { is: "not", of };
};

/** Both; what is certain is left out. */
export const both = (left: Formula, right: Formula): Formula => {
  if (isFixed(left, NO) || isFixed(right, YES)) return left;
  if (isFixed(right, NO) || isFixed(left, YES)) return right;
  return { is: "and", left, right };
};

/** Either or both; what is certain is left out. */
export const either = (left: Formula, right: Formula): Formula => {
  if (isFixed(left, YES) || isFixed(right, NO)) return left;
  if (isFixed(right, YES) || isFixed(left, NO)) return right;
  return { is: "or", left, right };
};

/** Whether a formula is certain, whatever the hall does. */
export const isFixed = (formula: Formula, truth: Truth): boolean =>
  formula.is === "fixed" && formula.truth === truth;

/** A number × `scale` + `offset`. */
export const linear = (of: Quantity, scale: number, offset: number): Quantity => {
  if (scale === 1 && offset === 0) return of;
  if (of.is === "fixed") return fixedNumber(of.value * scale + offset);
  return { is: "linear", of, scale, offset };
};

/** `left` and `right` put together; folded when both are certain. */
export const calculation = (is: Arithmetic, left: Quantity, right: Quantity): Quantity => {
  if (left.is !== "fixed" || right.is !== "fixed") return { is, left, right };
  return fixedNumber(calculate(is, left.value, right.value));
};

/** A number that cannot be told, such as a division by zero, is NaN. */
export const calculate = (is: Arithmetic, left: number, right: number): number => {
  switch (is) {
    case "sum":
      return left + right;
    case "difference":
      return left - right;
    case "product":
      return left * right;
    case "quotient":
      return right === 0 ? Number.NaN : left / right;
  }
};
