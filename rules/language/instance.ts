import { measureKey } from "./canonical.ts";
import type { Formula, Measured, Quantity } from "./formula.ts";
import { type Turn, turnsOf } from "./growth.ts";
import type { Gauge, Judge } from "./judge.ts";
import { type Frame, numberCode } from "./number-code.ts";
import { type PartCode, partCodes } from "./part-code.ts";
import type { MeasureInput, MeasureSlots, MeasureSpec, Scope } from "./scope.ts";
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
  { slots, silent, aged, read, measures }: Used,
): Judge => ({
  slots: [...slots],
  handled: [...silent, ...[...aged].filter(slot => !read.has(slot) && !silent.has(slot))],
  measures: [...measures],
  truth,
  parts: values => parts.map(part => part(values)),
});

/** Reserves the slots of functions over time, each once however often a formula names it. */
const frameOf = (scope: Scope, turns: readonly Turn[]): Frame => {
  const turning = Map.groupBy(turns, ({ measure }) => measureKey(measure));
  const reserved = new Map<string, MeasureSlots>();
  const known = new Map<Measured, MeasureSlots>();
  const reserve = (measured: Measured): MeasureSlots => {
    const key = measureKey(measured);
    const thresholds = new Set((turning.get(key) ?? []).map(({ at }) => at));
    const slots = reserved.get(key) ?? scope.measure(specOf(measured, key, thresholds, scope));
    reserved.set(key, slots);
    known.set(measured, slots);
    return slots;
  };
  return {
    silence: point => scope.silent(point.slot),
    measure: measured => known.get(measured) ?? reserve(measured),
  };
};

const specOf = (measured: Measured, key: string, turning: Iterable<number>, scope: Scope): MeasureSpec => {
  const { fn, window, isCounter } = measured;
  const thresholds = [...turning].toSorted((a, b) => a - b);
  return { fn, key, input: inputOf(measured, scope), window, isCounter, thresholds };
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
