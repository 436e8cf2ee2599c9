import type { Node } from "./ast.ts";
import {
  type Comparator,
  either,
  type Formula,
  fixed,
  type Note,
  opposite,
  type Quantity,
} from "./formula.ts";
import { refuseGrowth } from "./growth.ts";
import { type Match, match } from "./matching.ts";
import { noteText } from "./note-text.ts";
import { wrong } from "./problem.ts";
import { type Context, say } from "./terms.ts";
import { compare } from "./three-valued.ts";
import { NO, UNKNOWN, YES } from "./truth.ts";
import { checkWord, sidesOf } from "./words.ts";

const COMPARATORS: readonly string[] = ["==", "!=", "<", "<=", ">", ">="];

/** Whether an operator compares. */
export const isComparator = (op: string): op is Comparator => COMPARATORS.includes(op);

/** Takes `a == b`, `a < b` and the like. */
export const comparison = (node: Node, op: Comparator, context: Context): Formula => {
  const [left, right] = node.args as [Node, Node];
  const [a, b] = sidesOf(left, right, context);
  const pair = match(node, { node: left, term: a }, { node: right, term: b }, context);
  const isEquality = op === "==" || op === "!=";
  switch (pair.is) {
    case "texts":
      if (!isEquality) throw wrong(node, "texts have no order", "compare them with == or !=");
      return fixed(pair.isSame === (op === "==") ? YES : NO);
    case "truths": {
      if (!isEquality) throw wrong(node, "yes and no have no order", "compare them with == or !=");
      const same = choice(pair.left, pair.right, opposite(pair.right));
      return op === "==" ? same : opposite(same);
    }
    case "quantities": {
      if (!pair.isOrdered && !isEquality)
        throw wrong(
          node,
          "words have no order",
          'compare them with == or !=, or with a list: in ["cool", "auto"]',
        );
      refuseGrowth(node, pair.left, pair.right);
      return compared(op, pair.left, pair.right, { text: noteText(node, context), ...pair.look });
    }
  }
};

const compared = (op: Comparator, left: Quantity, right: Quantity, note: Note): Formula =>
  left.is === "fixed" && right.is === "fixed"
    ? fixed(compare(op, left.value, right.value))
    : { is: "comparison", op, left, right, note };

/** `when ? yes : no`, decided where that is certain. */
export const choice = (when: Formula, yes: Formula, no: Formula): Formula => {
  if (when.is !== "fixed" || when.truth === UNKNOWN) return { is: "choice", when, yes, no };
  return when.truth === YES ? yes : no;
};

/** Takes `a in [b, c]` and `"escape" in door.tags`. */
export const membership = (node: Node, context: Context): Formula => {
  const [left, list] = node.args as [Node, Node];
  const value = context.termOf(left, context);
  const among = context.termOf(list, context);
  if (among.is === "texts") {
    if (value.is !== "text")
      throw wrong(left, `expected a text in quotes, found ${say(value)}`, 'write "escape" in door.tags');
    checkWord(value.text, among.vocabulary, left, "is no tag");
    return fixed(among.texts.includes(value.text) ? YES : NO);
  }
  if (among.is !== "list")
    throw wrong(list, `expected a list, found ${say(among)}`, 'write a list: ["cool", "auto"]');
  if (among.items.length === 0)
    throw wrong(list, "the list is empty", 'write what may be in it: ["cool", "auto"]');
  const text = noteText(node, context);
  const matches = among.items.map(item => {
    const [, term] = sidesOf(left, item, context);
    return match(item, { node: left, term: value }, { node: item, term }, context);
  });
  const of = matches.map(found => equality(node, found, text)).reduce(either);
  const [first] = matches;
  if (of.is === "fixed" || first?.is !== "quantities") return of;
  return { is: "membership", of, left: first.left, note: { text, ...first.look } };
};

const equality = (node: Node, found: Match, text: string): Formula => {
  switch (found.is) {
    case "texts":
      return fixed(found.isSame ? YES : NO);
    case "truths":
      throw wrong(node, "yes or no is in no list");
    case "quantities":
      refuseGrowth(node, found.left, found.right);
      return compared("==", found.left, found.right, { text });
  }
};
