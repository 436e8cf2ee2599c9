import type { Comparator, Formula } from "./formula.ts";
import { type Frame, isExact, numberCode } from "./number-code.ts";
import type { NumberOf, TruthOf } from "./slots.ts";
import { compareSpans } from "./three-valued.ts";
import { and, NO, not, or, type Truth, UNKNOWN, YES } from "./truth.ts";

/** Makes a formula into code over slots and operands. */
export const truthCode = (formula: Formula, frame: Frame): TruthOf => {
  const inner = (each: Formula): TruthOf => truthCode(each, frame);
  switch (formula.is) {
    case "fixed": {
      const { truth } = formula;
      return () => truth;
    }
    case "flag":
      return flagCode(formula.of.slot);
    case "silence":
      return flagCode(frame.silence(formula.of));
    case "not": {
      const of = inner(formula.of);
      return slots => not(of(slots));
    }
    case "and": {
      const [left, right] = [inner(formula.left), inner(formula.right)];
      return slots => {
        const first = left(slots);
        return first === NO ? NO : and(first, right(slots));
      };
    }
    case "or": {
      const [left, right] = [inner(formula.left), inner(formula.right)];
      return slots => {
        const first = left(slots);
        return first === YES ? YES : or(first, right(slots));
      };
    }
    case "one":
      return oneCode(formula.of.map(inner));
    case "choice":
      return choiceCode(inner(formula.when), inner(formula.yes), inner(formula.no));
    case "comparison":
      return comparisonCode(formula, frame);
    case "membership":
      return inner(formula.of);
  }
};

const flagCode =
  (slot: number): TruthOf =>
  slots => {
    const value = slots[slot] as number;
    return Number.isNaN(value) ? UNKNOWN : value === 0 ? NO : YES;
  };

const oneCode =
  (of: readonly TruthOf[]): TruthOf =>
  slots => {
    let yes = 0;
    let unknown = 0;
    for (const each of of) {
      const truth = each(slots);
      if (truth === YES) yes++;
      else if (truth === UNKNOWN) unknown++;
    }
    if (yes > 1) return NO;
    return unknown > 0 ? UNKNOWN : yes === 1 ? YES : NO;
  };

const choiceCode =
  (when: TruthOf, yes: TruthOf, no: TruthOf): TruthOf =>
  slots => {
    const truth = when(slots);
    if (truth === YES) return yes(slots);
    if (truth === NO) return no(slots);
    const [a, b] = [yes(slots), no(slots)];
    return a === b ? a : UNKNOWN;
  };

const comparisonCode = (
  { op, left, right }: Extract<Formula, { is: "comparison" }>,
  frame: Frame,
): TruthOf => {
  if (left.is === "slot" && right.is === "fixed") return withFixed(op, left.slot, right.value);
  if (left.is === "fixed" && right.is === "slot") return withFixed(MIRRORED[op], right.slot, left.value);
  const emit = { truth: (formula: Formula) => truthCode(formula, frame), frame };
  const [a, b] = [numberCode(left, emit), numberCode(right, emit)];
  if (isExact(a) && isExact(b)) return exactCode(op, a.low, b.low);
  return slots => compareSpans(op, a.low(slots), a.high(slots), b.low(slots), b.high(slots));
};

/** The same comparison seen from the other side. */
const MIRRORED: Readonly<Record<Comparator, Comparator>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** A point against a constant is what most rules ask most often: two loads and one comparison. */
const withFixed = (op: Comparator, slot: number, value: number): TruthOf => {
  if (Number.isNaN(value)) return () => UNKNOWN;
  switch (op) {
    case "==":
      return slots => {
        const x = slots[slot] as number;
        return Number.isNaN(x) ? UNKNOWN : x === value ? YES : NO;
      };
    case "!=":
      return slots => {
        const x = slots[slot] as number;
        return Number.isNaN(x) ? UNKNOWN : x !== value ? YES : NO;
      };
    case "<":
      return slots => {
        const x = slots[slot] as number;
        return Number.isNaN(x) ? UNKNOWN : x < value ? YES : NO;
      };
    case "<=":
      return slots => {
        const x = slots[slot] as number;
        return Number.isNaN(x) ? UNKNOWN : x <= value ? YES : NO;
      };
    case ">":
      return slots => {
        const x = slots[slot] as number;
        return Number.isNaN(x) ? UNKNOWN : x > value ? YES : NO;
      };
    case ">=":
      return slots => {
        const x = slots[slot] as number;
        return Number.isNaN(x) ? UNKNOWN : x >= value ? YES : NO;
      };
  }
};

const exactCode = (op: Comparator, a: NumberOf, b: NumberOf): TruthOf => {
  const judged =
    (test: (x: number, y: number) => boolean): TruthOf =>
    (slots): Truth => {
      const x = a(slots);
      const y = b(slots);
      return Number.isNaN(x) || Number.isNaN(y) ? UNKNOWN : test(x, y) ? YES : NO;
    };
  switch (op) {
    case "==":
      return judged((x, y) => x === y);
    case "!=":
      return judged((x, y) => x !== y);
    case "<":
      return judged((x, y) => x < y);
    case "<=":
      return judged((x, y) => x <= y);
    case ">":
      return judged((x, y) => x > y);
    case ">=":
      return judged((x, y) => x >= y);
  }
};
