import type { Signal } from "../reading/signal.ts";
import type { Check } from "../site/control-plan.ts";

/** What a check of a control says. */
export type Says = "yes" | "no" | "unknown";

/** Judges a check by what is known of its point. What is not good says nothing, whatever was known last. */
export const judgeCheck = (check: Check, { state, value }: Pick<Signal, "state" | "value">): Says => {
  if (state !== "good" || Number.isNaN(value)) return "unknown";
  return isSo(check, value) ? "yes" : "no";
};

const isSo = (check: Check, value: number): boolean => {
  switch (check.is) {
    case "word":
      return check.words.includes(value);
    case "below":
      return value < check.limit;
    case "above":
      return value > check.limit;
    default:
      return check satisfies never;
  }
};
