import type { EnergyFigures } from "./view.ts";

/** Which way a figure errs: not at all, there may be more, there may be less, or nobody knows. */
export type Bound = "whole" | "at-least" | "at-most" | "either-way";

/**
 * Which way a figure of energy errs. What was not counted is missing from what it adds to and too much in what it is taken
 * off from: a rest of which both lack something is bound on neither side.
 */
export const boundOf = ({ isAtLeast, isAtMost }: Pick<EnergyFigures, "isAtLeast" | "isAtMost">): Bound => {
  if (isAtLeast) return isAtMost ? "either-way" : "at-least";
  return isAtMost ? "at-most" : "whole";
};
