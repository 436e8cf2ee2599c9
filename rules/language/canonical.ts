import type { Formula, Measured, Quantity } from "./formula.ts";
import type { MeasureWindow } from "./scope.ts";

/** A formula as one text, points by their ids: the same text means the same formula. */
const canonical = (formula: Formula): string => {
  switch (formula.is) {
    case "fixed":
      return `${formula.truth}`;
    case "flag":
      return formula.of.id;
    case "silence":
      return `silent(${formula.of.id})`;
    case "not":
      return `!${canonical(formula.of)}`;
    case "and":
    case "or":
      return `${formula.is}(${canonical(formula.left)},${canonical(formula.right)})`;
    case "one":
      return `one(${formula.of.map(canonical).join()})`;
    case "choice":
      return `if(${[formula.when, formula.yes, formula.no].map(canonical).join()})`;
    case "comparison": {
      const { left, op, right } = formula;
      return `(${canonicalNumber(left)}${op}${canonicalNumber(right)})`;
    }
    case "membership":
      return `in(${canonical(formula.of)},${canonicalNumber(formula.left)})`;
  }
};

/** A quantity as one text. */
const canonicalNumber = (quantity: Quantity): string => {
  switch (quantity.is) {
    case "fixed":
      return `${quantity.value}`;
    case "slot":
      return quantity.id;
    case "measure":
      return measureKey(quantity.measure);
    case "yes-or-no":
      return `number(${canonical(quantity.of)})`;
    case "linear":
      return `linear(${canonicalNumber(quantity.of)},${quantity.scale},${quantity.offset})`;
    case "sum":
    case "difference":
    case "product":
    case "quotient":
      return `${quantity.is}(${canonicalNumber(quantity.left)},${canonicalNumber(quantity.right)})`;
    case "chosen":
      return `if(${canonical(quantity.when)},${canonicalNumber(quantity.yes)},${canonicalNumber(quantity.no)})`;
    case "count":
      return `count(${quantity.of.map(each => canonical(each)).join()})`;
  }
};

/** What a function over time is over restarts and other site files: points by their ids. */
export const measureKey = (measure: Measured): string => {
  const { fn, input, window, isCounter } = measure;
  const of = input.is === "truth" ? canonical(input.of) : canonicalNumber(input.of);
  return `${fn}(${of}${isCounter ? " counter" : ""}${windowText(window)})`;
};

const windowText = (window: MeasureWindow): string => {
  switch (window.is) {
    case "length":
      return `,${window.length}`;
    case "since":
      return `,${window.edge}`;
    case "none":
      return "";
  }
};
