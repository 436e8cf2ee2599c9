import { calculate, type Formula, type Measured, type Quantity, type Slot } from "./formula.ts";
import type { MeasureSlots } from "./scope.ts";
import type { NumberOf, TruthOf } from "./slots.ts";
import { spanOf } from "./three-valued.ts";
import { type Truth, UNKNOWN, YES } from "./truth.ts";

/** Where what a formula names stands in the slots. */
export type Frame = {
  readonly silence: (point: Slot) => number;
  readonly measure: (measure: Measured) => MeasureSlots;
};

/** The least and the greatest value that a quantity can have; the same function when it is exact. */
export type Span = { readonly low: NumberOf; readonly high: NumberOf };

/** Makes formulas into code; given so that numbers and truths can hold each other. */
export type Emit = { readonly truth: (formula: Formula) => TruthOf; readonly frame: Frame };

/** Makes a quantity into code. */
export const numberCode = (quantity: Quantity, emit: Emit): Span => {
  switch (quantity.is) {
    case "fixed": {
      const { value } = quantity;
      return exact(() => value);
    }
    case "slot":
      return exact(load(quantity.slot));
    case "measure": {
      const { low, high } = emit.frame.measure(quantity.measure);
      if (low === high) return exact(load(low));
      return { low: load(low), high: load(high) };
    }
    case "yes-or-no": {
      const of = emit.truth(quantity.of);
      return exact(slots => {
        const truth = of(slots);
        return truth === UNKNOWN ? Number.NaN : truth;
      });
    }
    case "linear":
      return linearCode(quantity, emit);
    case "sum":
    case "difference":
    case "product":
    case "quotient":
      return arithmeticCode(quantity, emit);
    case "chosen":
      return chosenCode(quantity, emit);
    case "count":
      return countCode(quantity.of.map(emit.truth));
  }
};

const exact = (code: NumberOf): Span => ({ low: code, high: code });

/** Whether a span is always one value. */
export const isExact = ({ low, high }: Span): boolean => low === high;

const load =
  (slot: number): NumberOf =>
  slots =>
    slots[slot] as number;

const linearCode = ({ of, scale, offset }: Extract<Quantity, { is: "linear" }>, emit: Emit): Span => {
  const inner = numberCode(of, emit);
  const change =
    (code: NumberOf): NumberOf =>
    slots =>
      code(slots) * scale + offset;
  if (isExact(inner)) return exact(change(inner.low));
  const [low, high] = scale < 0 ? [inner.high, inner.low] : [inner.low, inner.high];
  return { low: change(low), high: change(high) };
};

type Calculation = Extract<Quantity, { is: "sum" | "difference" | "product" | "quotient" }>;

const arithmeticCode = ({ is, left, right }: Calculation, emit: Emit): Span => {
  const [a, b] = [numberCode(left, emit), numberCode(right, emit)];
  if (isExact(a) && isExact(b)) {
    const [x, y] = [a.low, b.low];
    return exact(slots => calculate(is, x(slots), y(slots)));
  }
  const end =
    (which: 0 | 1): NumberOf =>
    slots =>
      spanOf(is, a.low(slots), a.high(slots), b.low(slots), b.high(slots))[which];
  return { low: end(0), high: end(1) };
};

const chosenCode = ({ when, yes, no }: Extract<Quantity, { is: "chosen" }>, emit: Emit): Span => {
  const decide = emit.truth(when);
  const [a, b] = [numberCode(yes, emit), numberCode(no, emit)];
  const end =
    (x: NumberOf, y: NumberOf, between: (x: number, y: number) => number): NumberOf =>
    slots => {
      const truth = decide(slots);
      if (truth === UNKNOWN) return between(x(slots), y(slots));
      return truth === YES ? x(slots) : y(slots);
    };
  if (isExact(a) && isExact(b)) return exact(end(a.low, b.low, (x, y) => (x === y ? x : Number.NaN)));
  return { low: end(a.low, b.low, Math.min), high: end(a.high, b.high, Math.max) };
};

const countCode = (of: readonly TruthOf[]): Span => {
  const count =
    (counts: (truth: Truth) => boolean): NumberOf =>
    slots => {
      let found = 0;
      for (const each of of) if (counts(each(slots))) found++;
      return found;
    };
  return { low: count(truth => truth === YES), high: count(truth => truth === YES || truth === UNKNOWN) };
};
