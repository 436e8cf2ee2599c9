import { nearest } from "../site/nearest.ts";
import { arithmetic, isArithmetic, negation } from "./arithmetic.ts";
import { type Call, callOf, type Node } from "./ast.ts";
import { choice, comparison, isComparator, membership } from "./comparison.ts";
import { both, either, type Formula, fixed, fixedNumber, isFixed, opposite } from "./formula.ts";
import { groupCall, QUANTIFIERS, size } from "./groups.ts";
import { match } from "./matching.ts";
import { has, named } from "./names.ts";
import { isMeasure, MEASURES, measure } from "./over-time.ts";
import { Unusable, wrong } from "./problem.ts";
import { type Context, say, sourceOf, type Term, truthOf } from "./terms.ts";
import { NO, type Truth, YES } from "./truth.ts";

/**
 * Takes any node of a condition for what it is: checks names, kinds and units and folds what is certain.
 *
 * @throws {Unusable}  when the node cannot be judged
 */
export const termOf = (node: Node, context: Context): Term => {
  const { op } = node;
  if (isComparator(op)) return { is: "truth", formula: comparison(node, op, context) };
  if (isArithmetic(op)) return arithmetic(node, context);
  switch (op) {
    case "&&":
      return { is: "truth", formula: joined(node, NO, both, context) };
    case "||":
      return { is: "truth", formula: joined(node, YES, either, context) };
    case "!_":
      return { is: "truth", formula: opposite(truthOf(node.args as Node, context)) };
    case "-_":
      return negation(node, context);
    case "?:":
      return chosen(node, context);
    case "in":
      return { is: "truth", formula: membership(node, context) };
    case "value":
      return literal(node);
    case "id":
    case ".":
      return named(node, context);
    case "list":
      return { is: "list", items: node.args as readonly Node[] };
  }
  const call = callOf(node);
  if (call !== null) return called(node, call, context);
  throw wrong(
    node,
    "this cannot stand in a condition",
    "name a point, a setting, a number or a word in quotes",
  );
};

const literal = (node: Node): Term => {
  const value = node.args;
  if (typeof value === "boolean") return { is: "truth", formula: fixed(value ? YES : NO) };
  if (typeof value === "string") return { is: "text", text: value };
  if (typeof value === "number" || typeof value === "bigint")
    return { is: "number", unit: null, quantity: fixedNumber(Number(value)) };
  throw wrong(node, "this cannot stand in a condition", "write a number, or a word in quotes");
};

/**
 * Both sides of && or ||. A side that is certainly `decisive` decides alone, so that `has(x) && x > 1` does not lack x;
 * the other side is still searched for mistakes.
 */
const joined = (
  node: Node,
  decisive: Truth,
  join: (left: Formula, right: Formula) => Formula,
  context: Context,
): Formula => {
  const [first, second] = node.args as [Node, Node];
  const left = orLacking(() => truthOf(first, context));
  const right = orLacking(() => truthOf(second, context));
  if (left.is === "lacking") {
    if (right.is === "found" && isFixed(right.found, decisive)) return right.found;
    throw left.why;
  }
  if (right.is === "lacking") {
    if (isFixed(left.found, decisive)) return left.found;
    throw right.why;
  }
  return join(left.found, right.found);
};

type Attempt<T> =
  | { readonly is: "found"; readonly found: T }
  | { readonly is: "lacking"; readonly why: Unusable };

const orLacking = <T>(attempt: () => T): Attempt<T> => {
  try {
    return { is: "found", found: attempt() };
  } catch (error) {
    if (error instanceof Unusable && error.problem.is === "missing") return { is: "lacking", why: error };
    throw error;
  }
};

const chosen = (node: Node, context: Context): Term => {
  const [condition, yes, no] = node.args as [Node, Node, Node];
  const when = truthOf(condition, context);
  const one = orLacking(() => context.termOf(yes, context));
  const other = orLacking(() => context.termOf(no, context));
  if (isFixed(when, YES)) return foundIn(one);
  if (isFixed(when, NO)) return foundIn(other);
  const [a, b] = [foundIn(one), foundIn(other)];
  if (a.is === "truth" && b.is === "truth")
    return { is: "truth", formula: choice(when, a.formula, b.formula) };
  const pair = match(node, { node: yes, term: a }, { node: no, term: b }, context);
  if (pair.is !== "quantities")
    throw wrong(node, `both halves of ?: must be numbers or yes and no, found ${say(a)}`);
  const quantity = { is: "chosen", when, yes: pair.left, no: pair.right } as const;
  const { unit = null, words } = pair.look;
  if (words === "date") return { is: "date", quantity };
  return words === undefined ? { is: "number", unit, quantity } : { is: "word", words, quantity };
};

const foundIn = (attempt: Attempt<Term>): Term => {
  if (attempt.is === "lacking") throw attempt.why;
  return attempt.found;
};

const called = (node: Node, call: Call, context: Context): Term => {
  const { name, receiver, args } = call;
  if (receiver !== null) return groupCall(node, call, context);
  if (isMeasure(name)) return measure(node, name, call, context);
  const [first] = args;
  if (name === "has" || name === "size") {
    if (first === undefined || args.length > 1)
      throw wrong(
        node,
        `${name}() takes 1 value, found ${args.length}`,
        name === "has" ? "write has(light.power)" : "write size(doors)",
      );
    if (name === "has") return { is: "truth", formula: fixed(has(first, context) ? YES : NO) };
    const group = context.termOf(first, context);
    if (group.is === "group") return size(group);
    throw wrong(first, `${sourceOf(first, context)} is ${say(group)}, not a collection`, "write size(doors)");
  }
  throw unknownFunction(node, name, context);
};

/** Other names under which people look for a function. */
const ALIKE: Readonly<Record<string, string>> = {
  avg: "average",
  mean: "average",
  minimum: "min",
  maximum: "max",
  count: "changes",
  duration: "time_in",
  derivative: "rate",
  delta: "rise",
  integral: "energy",
  stale: "silent",
  exists: "has",
};

const unknownFunction = (node: Node, name: string, context: Context): Unusable => {
  const known = [...Object.keys(MEASURES), "has", "size"];
  const near = (Object.hasOwn(ALIKE, name) ? ALIKE[name] : undefined) ?? nearest(name, known);
  const place = { start: node.start, end: Math.min(node.end, node.start + name.length) };
  if (Object.hasOwn(QUANTIFIERS, name) && name !== "size")
    return wrong(place, `${name}() belongs behind a collection`, `write ${QUANTIFIERS[name]}`);
  const source = sourceOf(node, context);
  const given = source.slice(name.length);
  const meant = given.length <= 60 && given.startsWith("(") ? `${near}${given}` : `${near}()`;
  const help = near === null ? `there are: ${known.join(", ")}` : `did you mean ${meant}?`;
  return wrong(place, `there is no function ${source.slice(0, name.length)}()`, help);
};
