import { nearest } from "../site/nearest.ts";
import { type Node, nameOf } from "./ast.ts";
import { fixedNumber, type Quantity } from "./formula.ts";
import { Unusable, wrong } from "./problem.ts";
import type { Context, Term } from "./terms.ts";
import type { Vocabulary } from "./types.ts";

type Text = Extract<Term, { is: "text" }>;

/** The number of a word in its class. */
export const wordNumber = (word: string, words: readonly string[], literal: Node): Quantity => {
  const index = words.indexOf(word);
  if (index >= 0) return fixedNumber(index);
  const near = nearest(word, words);
  const help = near === null ? `one of ${words.join(", ")}` : `did you mean "${near}"?`;
  throw wrong(literal, `"${word}" is none of its words (${words.join(", ")})`, help);
};

/** Whether two texts are the same; the one that is written down must be a word that the other can be. */
export const isSameText = (a: Text, left: Node, b: Text, right: Node): boolean => {
  if (a.vocabulary !== undefined) checkWord(b.text, a.vocabulary, right, "is never one of its words");
  else if (b.vocabulary !== undefined) checkWord(a.text, b.vocabulary, left, "is never one of its words");
  return a.text === b.text;
};

/** Refuses a text that can never be there: a misspelt tag. */
export const checkWord = (
  word: string,
  vocabulary: Vocabulary | undefined,
  literal: Node,
  why: string,
): void => {
  if (vocabulary === undefined || vocabulary.words.includes(word)) return;
  const { ownPrefix, words } = vocabulary;
  if (ownPrefix !== undefined && word.startsWith(ownPrefix)) return;
  const near = nearest(word, words);
  const own = ownPrefix === undefined ? "" : `; a hall's own begin with ${ownPrefix}`;
  const help = near === null ? `one of ${words.join(", ")}${own}` : `did you mean "${near}"?`;
  throw wrong(literal, `"${word}" ${why}`, help);
};

/**
 * Takes both sides of a comparison. A bare name that is a word of the other side's class gets a better message than an
 * unknown name.
 */
export const sidesOf = (left: Node, right: Node, context: Context): readonly [Term, Term] => {
  const a = orQuoted(left, context, () => termOrNull(right, context));
  const b = orQuoted(right, context, () => a);
  return [a, b];
};

const orQuoted = (node: Node, context: Context, other: () => Term | null): Term => {
  try {
    return context.termOf(node, context);
  } catch (error) {
    const name = nameOf(node);
    if (!(error instanceof Unusable) || error.problem.is !== "wrong" || name === null) throw error;
    const term = other();
    const words = term?.is === "word" ? term.words : term?.is === "text" ? term.vocabulary?.words : [];
    if (!words?.includes(name)) throw error;
    throw wrong(node, `${name} is a word and stands without quotes`, `write "${name}"`);
  }
};

const termOrNull = (node: Node, context: Context): Term | null => {
  try {
    return context.termOf(node, context);
  } catch (error) {
    if (error instanceof Unusable) return null;
    throw error;
  }
};
