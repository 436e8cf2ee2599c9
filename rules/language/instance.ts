import { measureKey } from "./canonical.ts";
import type { Formula, Measured, Quantity } from "./formula.ts";
import { type Turn, turnsOf } from "./growth.ts";
import type { Gauge, Judge } from "./judge.ts";
import { type Frame, numberCode } from "./number-code.ts";
import { type PartCode, partCodes } from "./part-code.ts";
import type { MeasureInput, MeasureSlots, Scope } from "./scope.ts";
import type { NumberOf, TruthOf } from "./slots.ts";
import { truthCode } from "./truth-code.ts";
import { type Used, usedBy, usedByNumber } from "./used.ts";

/** A formula with its slots reserved, ready to judge. */
export const judgeOf = (formula: Formula, scope: Scope): Judge => {
  const frame = frameOf(scope, turnsOf(formula));
  const truth = truthCode(formula, frame);
  const parts = partCodes(formula, frame);
  const used = usedBy(formula, frame);
  return bound(truth, parts, used);
};

/** A quantity with its slots reserved. */
export const gaugeOf = (quantity: Quantity, unit: string, scope: Scope): Gauge => {
  const frame = frameOf(scope, []);
  const slots = [...usedByNumber(quantity, frame).slots];
  return { slots, unit, number: exactNumber(quantity, frame) };
};

/** Made in a function of its own: a closure keeps alive all that any closure beside it can see. */
const bound = (
  truth: TruthOf,
  parts: readonly PartCode[],
  { slots, asked, read, measures }: Used,
): Judge => ({
  slots: [...slots],
  handled: [...asked].filter(slot => !read.has(slot)),
  measures: [...measures],
  truth,
  parts: values => parts.map(part => part(values)),
});

/** Reserves the slots of functions over time, each once however often a formula names it. */
const frameOf = (scope: Scope, turns: readonly Turn[]): Frame => {
  const reserved = new Map<string, MeasureSlots>();
  return {
    silence: point => scope.silent(point.slot),
    measure: measured => {
      const key = measureKey(measured);
      const known = reserved.get(key) ?? reserve(measured, key, scope, turns);
      reserved.set(key, known);
      return known;
    },
  };
};

const reserve = (measured: Measured, key: string, scope: Scope, turns: readonly Turn[]): MeasureSlots => {
  const { fn, window, isCounter } = measured;
  const turning = turns.filter(({ measure }) => measureKey(measure) === key).map(({ at }) => at);
  const thresholds = [...new Set(turning)].toSorted((a, b) => a - b);
  return scope.measure({ fn, key, input: inputOf(measured, scope), window, isCounter, thresholds });
};

const inputOf = ({ input }: Measured, scope: Scope): MeasureInput => {
  const frame = frameOf(scope, []);
  if (input.is === "truth")
    return { is: "truth", of: truthCode(input.of, frame), slots: [...usedBy(input.of, frame).slots] };
  const slots = [...usedByNumber(input.of, frame).slots];
  return { is: "number", of: exactNumber(input.of, frame), slots };
};

/** A number where it must be one: not known as long as it is known only within limits. */
const exactNumber = (quantity: Quantity, frame: Frame): NumberOf => {
  const { low, high } = numberCode(quantity, { truth: each => truthCode(each, frame), frame });
  if (low === high) return low;
  return slots => {
    const least = low(slots);
    return least === high(slots) ? least : Number.NaN;
  };
};
