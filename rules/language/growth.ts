import type { Node } from "./ast.ts";
import type { Formula, Measured, Quantity } from "./formula.ts";
import { wrong } from "./problem.ts";
import type { MeasureName } from "./scope.ts";

/** Functions whose value goes on growing while nothing happens, so that the engine must know when to look again. */
const GROWING: readonly MeasureName[] = ["time_in", "since_change", "age", "energy"];

/** Functions that tell a length of time, in milliseconds towards the engine and in seconds in conditions. */
export const TIMES: readonly MeasureName[] = ["time_in", "since_change", "age"];

const MILLIS_PER_SECOND = 1_000;
/** Next to nothing, but more than rounding: a thousandth of a milliwatt-hour, in kW.h. */
const ENERGY_GRAIN = 1e-9;

/**
 * Refuses to compare a growing value with one that moves too: nobody could say when the comparison turns.
 *
 * @throws {Unusable}  unless a growing value is compared with something that is certain
 */
export const refuseGrowth = (node: Node, left: Quantity, right: Quantity): void => {
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const grown = growingIn(side);
    if (grown === null) continue;
    if (other.is === "fixed" && canTurn(side)) continue;
    throw wrong(
      node,
      `${grown.fn}() goes on growing and can only be compared with something fixed`,
      'compare it with a number, a setting or a text such as "5 min"',
    );
  }
};

const growingIn = (quantity: Quantity): Measured | null => {
  switch (quantity.is) {
    case "measure":
      return GROWING.includes(quantity.measure.fn) ? quantity.measure : null;
    case "linear":
      return growingIn(quantity.of);
    case "sum":
    case "difference":
    case "product":
    case "quotient":
      return growingIn(quantity.left) ?? growingIn(quantity.right);
    case "chosen":
      return growingIn(quantity.yes) ?? growingIn(quantity.no);
    case "fixed":
    case "slot":
    case "count":
    case "yes-or-no":
      return null;
  }
};

/** Whether each growing value in it stands alone with certain numbers, so that the moment it turns can be worked out. */
const canTurn = (quantity: Quantity): boolean => {
  switch (quantity.is) {
    case "linear":
      return canTurn(quantity.of);
    case "sum":
    case "difference":
    case "product":
      return quantity.left.is === "fixed"
        ? canTurn(quantity.right)
        : quantity.right.is === "fixed" && canTurn(quantity.left);
    case "quotient":
      return quantity.right.is === "fixed" && canTurn(quantity.left);
    case "chosen":
      return canTurn(quantity.yes) && canTurn(quantity.no);
    default:
      return true;
  }
};

/** A value of a growing function at which a comparison turns; times in milliseconds. */
export type Turn = { readonly measure: Measured; readonly at: number };

/** Every value of a growing function at which a comparison of the formula turns. */
export const turnsOf = (formula: Formula): readonly Turn[] => {
  switch (formula.is) {
    case "fixed":
    case "flag":
    case "silence":
      return [];
    case "not":
    case "membership":
      return turnsOf(formula.of);
    case "and":
    case "or":
      return [...turnsOf(formula.left), ...turnsOf(formula.right)];
    case "one":
      return formula.of.flatMap(turnsOf);
    case "choice":
      return [formula.when, formula.yes, formula.no].flatMap(turnsOf);
    case "comparison": {
      const { left, right } = formula;
      return [
        ...innerTurns(left),
        ...innerTurns(right),
        ...crossings(left, right),
        ...crossings(right, left),
      ];
    }
  }
};

/** Comparisons inside numbers: under ?: and in what is counted. */
const innerTurns = (quantity: Quantity): readonly Turn[] => {
  switch (quantity.is) {
    case "fixed":
    case "slot":
    case "measure":
      return [];
    case "yes-or-no":
      return turnsOf(quantity.of);
    case "linear":
      return innerTurns(quantity.of);
    case "sum":
    case "difference":
    case "product":
    case "quotient":
      return [...innerTurns(quantity.left), ...innerTurns(quantity.right)];
    case "chosen":
      return [...turnsOf(quantity.when), ...innerTurns(quantity.yes), ...innerTurns(quantity.no)];
    case "count":
      return quantity.of.flatMap(turnsOf);
  }
};

const crossings = (side: Quantity, other: Quantity): readonly Turn[] =>
  other.is === "fixed" && Number.isFinite(other.value) ? solved(side, other.value) : [];

/** Where a growing value must be for the side to be `value`. */
const solved = (side: Quantity, value: number): readonly Turn[] => {
  switch (side.is) {
    case "measure":
      return GROWING.includes(side.measure.fn) ? turns(side.measure, value) : [];
    case "linear":
      return side.scale === 0 ? [] : solved(side.of, (value - side.offset) / side.scale);
    case "sum":
      return side.left.is === "fixed"
        ? solved(side.right, value - side.left.value)
        : side.right.is === "fixed"
          ? solved(side.left, value - side.right.value)
          : [];
    case "difference":
      return side.left.is === "fixed"
        ? solved(side.right, side.left.value - value)
        : side.right.is === "fixed"
          ? solved(side.left, value + side.right.value)
          : [];
    case "product": {
      const [factor, rest] = side.left.is === "fixed" ? [side.left, side.right] : [side.right, side.left];
      return factor.is === "fixed" && factor.value !== 0 ? solved(rest, value / factor.value) : [];
    }
    case "quotient":
      return side.right.is === "fixed" ? solved(side.left, value * side.right.value) : [];
    case "chosen":
      return [...solved(side.yes, value), ...solved(side.no, value)];
    default:
      return [];
  }
};

/** The value itself, and the least one above it: `>=` turns at the first, `>` at the second. */
const turns = (measure: Measured, value: number): readonly Turn[] => {
  if (!TIMES.includes(measure.fn)) return [value, value + ENERGY_GRAIN].map(at => ({ measure, at }));
  const at = Math.ceil(Math.round(value * MILLIS_PER_SECOND * 1e6) / 1e6);
  return [at, at + 1].map(millis => ({ measure, at: millis }));
};
