import type { Formula, Measured, Quantity, Slot } from "./formula.ts";
import type { Frame } from "./number-code.ts";

/** What a formula reads. */
export type Used = {
  /** Slots that its code loads. */
  readonly slots: ReadonlySet<number>;
  readonly measures: ReadonlySet<number>;
  /** Slots of points whose values count, also inside functions over time. */
  readonly read: ReadonlySet<number>;
  /** Slots of points that are asked whether they are silent. */
  readonly silent: ReadonlySet<number>;
  /** Slots of points that are asked how old their last reading is. */
  readonly aged: ReadonlySet<number>;
};

/** What a formula reads, in the order of its text. */
export const usedBy = (formula: Formula, frame: Frame): Used => {
  const found = none();
  formulaUses(formula, frame, found);
  return found;
};

/** What a quantity reads. */
export const usedByNumber = (quantity: Quantity, frame: Frame): Used => {
  const found = none();
  numberUses(quantity, frame, found);
  return found;
};

type Found = { readonly [set in keyof Used]: Set<number> };
const none = (): Found => ({
  slots: new Set(),
  measures: new Set(),
  read: new Set(),
  silent: new Set(),
  aged: new Set(),
});

const formulaUses = (formula: Formula, frame: Frame, found: Found): void => {
  const inner = (each: Formula): void => formulaUses(each, frame, found);
  switch (formula.is) {
    case "fixed":
      return;
    case "flag":
      slotUse(formula.of, found);
      return;
    case "silence":
      found.slots.add(frame.silence(formula.of));
      found.silent.add(formula.of.slot);
      return;
    case "not":
    case "membership":
      inner(formula.of);
      return;
    case "and":
    case "or":
      for (const each of [formula.left, formula.right]) inner(each);
      return;
    case "one":
      for (const each of formula.of) inner(each);
      return;
    case "choice":
      for (const each of [formula.when, formula.yes, formula.no]) inner(each);
      return;
    case "comparison":
      for (const each of [formula.left, formula.right]) numberUses(each, frame, found);
  }
};

const numberUses = (quantity: Quantity, frame: Frame, found: Found): void => {
  switch (quantity.is) {
    case "fixed":
      return;
    case "slot":
      slotUse(quantity, found);
      return;
    case "measure":
      measureUse(quantity.measure, frame, found);
      return;
    case "yes-or-no":
      formulaUses(quantity.of, frame, found);
      return;
    case "linear":
      numberUses(quantity.of, frame, found);
      return;
    case "sum":
    case "difference":
    case "product":
    case "quotient":
      for (const each of [quantity.left, quantity.right]) numberUses(each, frame, found);
      return;
    case "chosen":
      formulaUses(quantity.when, frame, found);
      for (const each of [quantity.yes, quantity.no]) numberUses(each, frame, found);
      return;
    case "count":
      for (const each of quantity.of) formulaUses(each, frame, found);
  }
};

const slotUse = ({ slot }: Slot, { slots, read }: Found): void => {
  slots.add(slot);
  read.add(slot);
};

const measureUse = (measured: Measured, frame: Frame, found: Found): void => {
  const { low, high } = frame.measure(measured);
  for (const slot of [low, high]) {
    found.slots.add(slot);
    found.measures.add(slot);
  }
  const { input, fn } = measured;
  const inside = input.is === "truth" ? usedBy(input.of, frame) : usedByNumber(input.of, frame);
  for (const slot of inside.read) (fn === "age" ? found.aged : found.read).add(slot);
  for (const slot of inside.silent) found.silent.add(slot);
};
