import type { Formula, Note } from "./formula.ts";
import type { Part } from "./judge.ts";
import { type Frame, numberCode } from "./number-code.ts";
import type { NumberOf, Slots } from "./slots.ts";
import { truthWord } from "./truth.ts";
import { truthCode } from "./truth-code.ts";

/** Tells one comparison as it stands. */
export type PartCode = (slots: Slots) => Part;

/** The comparisons that a formula consists of, in the order of its text; what is certain is none. */
export const partCodes = (formula: Formula, frame: Frame): readonly PartCode[] => {
  const inner = (each: Formula): readonly PartCode[] => partCodes(each, frame);
  switch (formula.is) {
    case "fixed":
      return [];
    case "flag":
    case "silence":
      return [partCode(formula, frame, formula.note, null, null)];
    case "not":
      return inner(formula.of);
    case "and":
    case "or":
      return [...inner(formula.left), ...inner(formula.right)];
    case "one":
      return formula.of.flatMap(inner);
    case "choice":
      return [formula.when, formula.yes, formula.no].flatMap(inner);
    case "comparison": {
      const emit = { truth: (each: Formula) => truthCode(each, frame), frame };
      const [left, right] = [numberCode(formula.left, emit).low, numberCode(formula.right, emit).low];
      return [partCode(formula, frame, formula.note, left, right)];
    }
    case "membership": {
      const emit = { truth: (each: Formula) => truthCode(each, frame), frame };
      return [partCode(formula, frame, formula.note, numberCode(formula.left, emit).low, null)];
    }
  }
};

const partCode = (
  formula: Formula,
  frame: Frame,
  note: Note,
  left: NumberOf | null,
  right: NumberOf | null,
): PartCode => {
  const truth = truthCode(formula, frame);
  const { text, unit, words } = note;
  return slots => {
    const [a, b] = [left?.(slots) ?? Number.NaN, right?.(slots) ?? Number.NaN];
    const is = truthWord(truth(slots));
    if (words === undefined)
      return {
        text,
        is,
        left: finite(a),
        right: finite(b),
        ...(unit !== undefined && unit !== "1" && { unit }),
      };
    const [leftWord, rightWord] = [wordAt(a, words), wordAt(b, words)];
    return {
      text,
      is,
      left: null,
      right: null,
      ...(leftWord !== undefined && { leftWord }),
      ...(rightWord !== undefined && { rightWord }),
    };
  };
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const MILLIS_PER_DATE = 86_400_000;
/** Days from 1970 that a date can be away. @see ECMA-262, time values and time range */
const DATES_AT_MOST = 100_000_000;

/** A word, or the date of a day number; undefined when it is not known. */
const wordAt = (value: number, words: readonly string[] | "date"): string | undefined => {
  if (!Number.isFinite(value)) return undefined;
  if (words !== "date") return words[value];
  if (Math.abs(value) > DATES_AT_MOST) return undefined;
  return new Date(value * MILLIS_PER_DATE).toISOString().slice(0, 10);
};
