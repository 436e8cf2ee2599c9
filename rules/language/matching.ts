import { inUnit, lengthAs } from "./arithmetic.ts";
import type { Node } from "./ast.ts";
import type { Formula, Note, Quantity } from "./formula.ts";
import { type Unusable, wrong } from "./problem.ts";
import { type Context, type NumberTerm, say, sourceOf, type Term } from "./terms.ts";
import { quantityName } from "./unit-algebra.ts";
import { isSameText, wordNumber } from "./words.ts";

/** One side of a comparison. */
export type Side = { readonly node: Node; readonly term: Term };

/** Two sides made comparable: literals have taken the type of the other side, units are the same. */
export type Match =
  | {
      readonly is: "quantities";
      readonly left: Quantity;
      readonly right: Quantity;
      readonly look: Partial<Note>;
      /** Words have no order. */
      readonly isOrdered: boolean;
    }
  | { readonly is: "texts"; readonly isSame: boolean }
  | { readonly is: "truths"; readonly left: Formula; readonly right: Formula };

/**
 * Makes two sides comparable.
 *
 * @param whole  where a mistake of both together is told
 * @throws {Unusable}  when things of different kinds or quantities would be compared
 */
export const match = (whole: Node, left: Side, right: Side, context: Context): Match => {
  const a = lengthAs(left.term, right.term, left.node);
  const b = lengthAs(right.term, left.term, right.node);
  if (a.is === "number" && b.is === "number")
    return sameUnit(whole, { node: left.node, term: a }, { node: right.node, term: b }, context);
  if (a.is === "date" && b.is === "date") return ordered(a.quantity, b.quantity, { words: "date" });
  if (a.is === "word" && b.is === "text")
    return unordered(a.quantity, wordNumber(b.text, a.words, right.node), a.words);
  if (a.is === "text" && b.is === "word")
    return unordered(wordNumber(a.text, b.words, left.node), b.quantity, b.words);
  if (a.is === "word" && b.is === "word" && a.words.join() === b.words.join())
    return unordered(a.quantity, b.quantity, a.words);
  if (a.is === "text" && b.is === "text")
    return { is: "texts", isSame: isSameText(a, left.node, b, right.node) };
  if (a.is === "truth" && b.is === "truth") return { is: "truths", left: a.formula, right: b.formula };
  throw mismatch(whole, left, right, context);
};

const ordered = (left: Quantity, right: Quantity, look: Partial<Note>): Match => ({
  is: "quantities",
  left,
  right,
  look,
  isOrdered: true,
});

const unordered = (left: Quantity, right: Quantity, words: readonly string[]): Match => ({
  is: "quantities",
  left,
  right,
  look: { words },
  isOrdered: false,
});

type NumberSide = { readonly node: Node; readonly term: NumberTerm };

/** Converts the side that is certain, else the right one. */
const sameUnit = (whole: Node, left: NumberSide, right: NumberSide, context: Context): Match => {
  const [a, b] = [left.term, right.term];
  const isLeftCertain = a.quantity.is === "fixed" && b.quantity.is !== "fixed";
  const unit = (isLeftCertain ? b.unit : a.unit) ?? a.unit ?? b.unit;
  if (unit === null) return ordered(a.quantity, b.quantity, {});
  const [x, y] = [inUnit(a, unit), inUnit(b, unit)];
  if (x !== null && y !== null) return ordered(x, y, { unit });
  const [one, other] = [a.unit ?? "1", b.unit ?? "1"];
  throw wrong(
    whole,
    `cannot compare ${one} with ${other}: ${sourceOf(left.node, context)} is ${quantity(one)}, ${sourceOf(right.node, context)} is ${quantity(other)}`,
    adviceOn(one, other),
  );
};

const quantity = (unit: string): string => {
  const name = quantityName(unit);
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
};

const adviceOn = (one: string, other: string): string =>
  one === "K" || other === "K"
    ? "K is the difference of two temperatures; a temperature plus or minus K is a temperature"
    : "compare values of the same quantity";

const mismatch = (whole: Node, left: Side, right: Side, context: Context): Unusable => {
  const [a, b] = [left.term, right.term];
  const told = `cannot compare ${say(a)} with ${say(b)}`;
  const has = (is: Term["is"]): boolean => a.is === is || b.is === is;
  if (has("truth")) return wrong(whole, told, "compare two values at a time: 10 < a && a < 20");
  if (has("texts")) {
    const [list, one] = a.is === "texts" ? [left, b] : [right, a];
    const help = `write "${one.is === "text" ? one.text : "escape"}" in ${sourceOf(list.node, context)}`;
    return wrong(whole, told, help);
  }
  if (has("group"))
    return wrong(whole, told, "ask how many there are, doors.size() > 3, or of each: doors.exists(d, …)");
  if (has("time-of-day"))
    return wrong(whole, told, "a time of day belongs into in_force: { from: …, to: … }");
  if (a.is === "word" && b.is === "word") return wrong(whole, told, "their words are not the same");
  const word = a.is === "word" ? a : b.is === "word" ? b : null;
  if (word !== null) {
    const name = sourceOf(a.is === "word" ? left.node : right.node, context);
    return wrong(whole, told, `compare it with one of its words in quotes: ${name} == "${word.words[0]}"`);
  }
  if (has("number") && has("text"))
    return wrong(whole, told, "write a number without quotes: light.power > 10");
  if (has("date")) return wrong(whole, told, "compare a date with a date: today > extinguisher.due_on");
  return wrong(whole, told);
};
