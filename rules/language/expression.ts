import { parse } from "@marcbachmann/cel-js";
import { nearest } from "../site/nearest.ts";
import { and, NO, not, or, type Truth, UNKNOWN, YES } from "./truth.ts";

/** The judged value of every slot: NaN unless its signal is good, so that one array answers "value" and "known". */
export type Slots = Float64Array;

/** What a name in a condition stands for: a slot that readings fill, or a constant from the settings or the register. */
export type Binding =
  | { readonly is: "slot"; readonly slot: number; readonly type: ValueType }
  | { readonly is: "constant"; readonly value: number; readonly type: ValueType };

/** A number in a unit, a word of a class, or a date (days since 1970-01-01). */
export type ValueType =
  | { readonly is: "number" }
  | { readonly is: "word"; readonly words: readonly string[] }
  | { readonly is: "date" };

/** Looks a dotted name up (`light.power`, `outdoor_above`): what it stands for, or why it cannot be had. */
export type Lookup = (name: string) => Binding | Unbound;

/** `missing`: the name is right but this hall has no such point; `wrong`: there is no such name. */
export type Unbound = { readonly is: "missing" | "wrong"; readonly message: string };

/** A condition ready to judge: the slots that it reads, and a closure over them. */
export type Judge = { readonly slots: readonly number[]; readonly truth: (slots: Slots) => Truth };

/** Why a condition cannot be compiled, and where: offsets into its text. */
export type Problem = Unbound & { readonly start: number; readonly end: number };

type Node = { readonly op: string; readonly args: unknown; readonly start: number; readonly end: number };
type NumberOf = (slots: Slots) => number;
type TruthOf = (slots: Slots) => Truth;
type Value = {
  readonly type: ValueType | { readonly is: "text"; readonly text: string };
  readonly number: NumberOf;
};

class Wrong extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Compiles a condition (CEL text) to three-valued closures over slots.
 *
 * Grammar and precedence are CEL's, by cel-js; meaning is ours, because CEL knows no *unknown*: a comparison with a
 * value that is not good is unknown, `&&`, `||` and `!` follow Kleene. Words compare with text in quotes:
 * `door.lock != "locked"`.
 */
export const compileCondition = (text: string, lookup: Lookup): Judge | Problem => {
  const slots = new Set<number>();
  try {
    const ast = parse(text).ast as unknown as Node;
    return { truth: truthOf(ast, { lookup, slots }), slots: [...slots].sort((a, b) => a - b) };
  } catch (error) {
    if (error instanceof Wrong) return error.problem;
    return syntaxProblem(error, text);
  }
};

const syntaxProblem = (error: unknown, text: string): Problem => {
  const range = (error as { range?: { start: number; end: number } }).range;
  const [message = "not a condition"] = String((error as Error).message).split("\n");
  return { is: "wrong", message, start: range?.start ?? 0, end: range?.end ?? text.length };
};

type Scope = { readonly lookup: Lookup; readonly slots: Set<number> };

const wrong = (node: Node, message: string): Wrong =>
  new Wrong({ is: "wrong", message, start: node.start, end: node.end });

const truthOf = (node: Node, scope: Scope): TruthOf => {
  switch (node.op) {
    case "&&":
    case "||": {
      const [left, right] = (node.args as [Node, Node]).map(arg => truthOf(arg, scope)) as [TruthOf, TruthOf];
      return node.op === "&&" ? s => and(left(s), right(s)) : s => or(left(s), right(s));
    }
    case "!_": {
      const inner = truthOf(node.args as Node, scope);
      return s => not(inner(s));
    }
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return comparison(node, scope);
    case "in":
      return membership(node, scope);
    case "value":
      if (typeof node.args === "boolean") return node.args ? () => YES : () => NO;
  }
  throw wrong(node, "expected yes or no here: a comparison such as `light.power > 10`");
};

const comparison = (node: Node, scope: Scope): TruthOf => {
  const [left, right] = node.args as [Node, Node];
  const [a, b] = sameType(node, valueIn(left, scope), valueIn(right, scope));
  if (a.type.is === "word" && node.op !== "==" && node.op !== "!=")
    throw wrong(node, "words have no order: compare them with == or !=");
  return compare(node.op, a.number, b.number);
};

const compare = (op: string, a: NumberOf, b: NumberOf): TruthOf => {
  const judged = (test: (x: number, y: number) => boolean): TruthOf => {
    return s => {
      const x = a(s);
      const y = b(s);
      return Number.isNaN(x) || Number.isNaN(y) ? UNKNOWN : test(x, y) ? YES : NO;
    };
  };
  switch (op) {
    case "==":
      return judged((x, y) => x === y);
    case "!=":
      return judged((x, y) => x !== y);
    case "<":
      return judged((x, y) => x < y);
    case "<=":
      return judged((x, y) => x <= y);
    case ">":
      return judged((x, y) => x > y);
    default:
      return judged((x, y) => x >= y);
  }
};

const membership = (node: Node, scope: Scope): TruthOf => {
  const [left, list] = node.args as [Node, Node];
  if (list.op !== "list") throw wrong(list, 'expected a list, such as ["cool", "auto"]');
  const value = valueIn(left, scope);
  const members = (list.args as Node[]).map(item => {
    const [a, b] = sameType(item, value, valueIn(item, scope));
    return compare("==", a.number, b.number);
  });
  return s => members.reduce<Truth>((found, member) => or(found, member(s)), NO);
};

/** Gives a text in quotes the class of the other side; refuses to compare things of different kinds. */
const sameType = (node: Node, a: Value, b: Value): readonly [Value, Value] => {
  if (a.type.is === "word" && b.type.is === "text") return [a, wordValue(node, b.type.text, a.type.words)];
  if (b.type.is === "word" && a.type.is === "text") return [wordValue(node, a.type.text, b.type.words), b];
  if (a.type.is !== b.type.is || a.type.is === "text")
    throw wrong(node, `cannot compare ${say(a)} with ${say(b)}`);
  return [a, b];
};

const say = ({ type }: Value): string =>
  type.is === "text" ? "a text" : type.is === "word" ? `a word (${type.words.join(", ")})` : `a ${type.is}`;

const wordValue = (node: Node, word: string, words: readonly string[]): Value => {
  const index = words.indexOf(word);
  if (index < 0)
    throw wrong(
      node,
      `"${word}" is none of its words (${words.join(", ")}); did you mean "${nearest(word, words) ?? words[0]}"?`,
    );
  return { type: { is: "word", words }, number: () => index };
};

const ARITHMETIC: Readonly<Record<string, (x: number, y: number) => number>> = {
  "+": (x, y) => x + y,
  "-": (x, y) => x - y,
  "*": (x, y) => x * y,
  "/": (x, y) => (y === 0 ? Number.NaN : x / y),
};

const valueIn = (node: Node, scope: Scope): Value => {
  switch (node.op) {
    case "value": {
      const literal = node.args;
      if (typeof literal === "number" || typeof literal === "bigint") return constant(Number(literal));
      if (typeof literal === "string")
        return { type: { is: "text", text: literal }, number: () => Number.NaN };
      break;
    }
    case "-_": {
      const inner = valueIn(node.args as Node, scope);
      if (inner.type.is !== "number") throw wrong(node, `cannot negate ${say(inner)}`);
      return { type: inner.type, number: s => -inner.number(s) };
    }
    case "id":
    case ".":
      return named(node, scope);
    default: {
      const apply = ARITHMETIC[node.op];
      if (apply) return arithmetic(node, apply, scope);
    }
  }
  throw wrong(
    node,
    "expected a value here: a point such as `light.power`, a setting, a number or a word in quotes",
  );
};

const constant = (value: number): Value => ({ type: { is: "number" }, number: () => value });

const arithmetic = (node: Node, apply: (x: number, y: number) => number, scope: Scope): Value => {
  const [left, right] = (node.args as [Node, Node]).map(arg => valueIn(arg, scope)) as [Value, Value];
  const numbers = [left, right].every(side => side.type.is === "number" || side.type.is === "date");
  if (!numbers) throw wrong(node, `cannot calculate with ${say(left)} and ${say(right)}`);
  const bothDates = left.type.is === "date" && right.type.is === "date";
  const type: ValueType =
    !bothDates && (left.type.is === "date" || right.type.is === "date") ? { is: "date" } : { is: "number" };
  return { type, number: s => apply(left.number(s), right.number(s)) };
};

const named = (node: Node, { lookup, slots }: Scope): Value => {
  const binding = lookup(nameOf(node));
  switch (binding.is) {
    case "missing":
    case "wrong":
      throw new Wrong({ ...binding, start: node.start, end: node.end });
    case "constant": {
      const { value, type } = binding;
      return { type, number: () => value };
    }
    case "slot": {
      const { slot, type } = binding;
      slots.add(slot);
      return { type, number: s => s[slot] as number };
    }
  }
};

const nameOf = (node: Node): string => {
  if (node.op === "id") return node.args as string;
  if (node.op !== ".") throw wrong(node, "expected a name such as `door.lock`");
  const [owner, field] = node.args as [Node, string];
  return `${nameOf(owner)}.${field}`;
};
