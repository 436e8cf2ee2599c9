import { parseDuration } from "../site/durations.ts";
import type { Node } from "./ast.ts";
import { type Arithmetic, calculation, linear, type Quantity } from "./formula.ts";
import { meantLength } from "./lengths.ts";
import { wrong } from "./problem.ts";
import { type Context, type NumberTerm, say, sourceOf, type Term } from "./terms.ts";
import { changeUnit, differenceUnit, isPlain, isTemperature, isTime, quantityName } from "./unit-algebra.ts";

const SIGNS: Readonly<Record<string, Arithmetic>> = {
  "+": "sum",
  "-": "difference",
  "*": "product",
  "/": "quotient",
};

/** Whether an operator calculates: + - * / */
export const isArithmetic = (op: string): boolean => Object.hasOwn(SIGNS, op);

/** Takes `a + b` and the like; units are checked, and converted where they only differ in size. */
export const arithmetic = (node: Node, context: Context): Term => {
  const [left, right] = node.args as [Node, Node];
  const [a, b] = [context.termOf(left, context), context.termOf(right, context)];
  const is = SIGNS[node.op] as Arithmetic;
  if (a.is === "date" || b.is === "date") return withDate(node, is, a, b);
  const isSum = is === "sum" || is === "difference";
  const [x, y] = isSum ? [lengthAs(a, b, left), lengthAs(b, a, right)] : [a, b];
  if (x.is !== "number" || y.is !== "number")
    throw wrong(
      node,
      `cannot calculate with ${say(a)} and ${say(b)}`,
      "only numbers can be added and multiplied",
    );
  return isSum ? sum(node, is, x, y, context) : product(node, is, x, y, context);
};

/** The number that a text such as "5 min" says beside a length of time; anything else is left as it is. */
export const lengthAs = (term: Term, other: Term, node: Node): Term => {
  if (term.is !== "text" || other.is !== "number" || !isTime(other.unit)) return term;
  const span = parseDuration(term.text);
  const change = changeUnit("ms", other.unit ?? "s");
  if (span !== null && change.is === "change")
    return { is: "number", unit: other.unit, quantity: { is: "fixed", value: span * change.scale } };
  const meant = meantLength(term.text);
  const help = meant === null ? 'write it as "30 s", "10 min", "2 h" or "45 d"' : `did you mean "${meant}"?`;
  throw wrong(node, `"${term.text}" is no length of time`, help);
};

/** Takes `-a`. */
export const negation = (node: Node, context: Context): Term => {
  const term = context.termOf(node.args as Node, context);
  if (term.is !== "number") throw wrong(node, `cannot negate ${say(term)}`);
  if (isTemperature(term.unit)) throw wrong(node, `cannot negate a temperature in ${term.unit}`);
  return { ...term, quantity: linear(term.quantity, -1, 0) };
};

const withDate = (node: Node, is: Arithmetic, a: Term, b: Term): Term => {
  if (a.is === "date" && b.is === "date" && is === "difference")
    return { is: "number", unit: "d", quantity: calculation(is, a.quantity, b.quantity) };
  if (a.is === "date" && (is === "sum" || is === "difference"))
    return { is: "date", quantity: calculation(is, a.quantity, days(b, node)) };
  if (b.is === "date" && is === "sum")
    return { is: "date", quantity: calculation(is, days(a, node), b.quantity) };
  throw wrong(
    node,
    `cannot calculate with ${say(a)} and ${say(b)}`,
    "a date plus days is a date; a date minus a date is days",
  );
};

const days = (written: Term, node: Node): Quantity => {
  const term = lengthAs(written, { is: "number", unit: "d", quantity: { is: "fixed", value: 0 } }, node);
  if (term.is === "number" && term.unit === null) return term.quantity;
  const change = term.is === "number" ? changeUnit(term.unit ?? "d", "d") : null;
  if (term.is !== "number" || change?.is !== "change")
    throw wrong(node, `a date and ${say(term)} cannot be added`, 'write the days as a number or as "30 d"');
  return linear(term.quantity, change.scale, change.offset);
};

const sum = (node: Node, is: Arithmetic, a: NumberTerm, b: NumberTerm, context: Context): NumberTerm => {
  const [left, right] = node.args as [Node, Node];
  if (a.unit === null && b.unit === null)
    return { is: "number", unit: null, quantity: calculation(is, a.quantity, b.quantity) };
  const [hot, cold] = [isTemperature(a.unit), isTemperature(b.unit)];
  if (hot && cold) {
    if (is === "sum")
      throw wrong(
        node,
        "two temperatures cannot be added",
        "a temperature plus a difference in K is a temperature",
      );
    return { is: "number", unit: "K", quantity: calculation(is, a.quantity, b.quantity) };
  }
  if (cold && is === "difference")
    throw wrong(node, `cannot take a temperature from ${say(a)}`, "write the temperature first");
  const unit = (hot ? a.unit : cold ? b.unit : (a.unit ?? b.unit)) as string;
  const difference = differenceUnit(unit);
  const [x, y] = [hot ? a.quantity : inUnit(a, difference), cold ? b.quantity : inUnit(b, difference)];
  if (x === null || y === null)
    throw wrong(
      node,
      `cannot ${is === "sum" ? "add" : "subtract"} ${a.unit} and ${b.unit}: ${sourceOf(left, context)} is ${quantityName(a.unit ?? "1")}, ${sourceOf(right, context)} is ${quantityName(b.unit ?? "1")}`,
    );
  return { is: "number", unit, quantity: calculation(is, x, y) };
};

/** The number in a unit; a literal is in any. Null: it cannot be converted. */
export const inUnit = ({ unit, quantity }: NumberTerm, to: string): Quantity | null => {
  if (unit === null) return quantity;
  const change = changeUnit(unit, to);
  return change.is === "change" ? linear(quantity, change.scale, change.offset) : null;
};

const product = (node: Node, is: Arithmetic, a: NumberTerm, b: NumberTerm, context: Context): NumberTerm => {
  const put = (unit: string | null, x: Quantity, y: Quantity): NumberTerm => ({
    is: "number",
    unit,
    quantity: calculation(is, x, y),
  });
  if (isTemperature(a.unit) || isTemperature(b.unit))
    throw wrong(
      node,
      "a temperature in °C cannot be multiplied or divided",
      "a difference of two temperatures can",
    );
  if (b.unit === null) return put(a.unit, a.quantity, b.quantity);
  if (is === "quotient") {
    const same = a.unit === null ? null : inUnit(b, a.unit);
    if (same !== null) return put("1", a.quantity, same);
  } else if (a.unit === null) return put(b.unit, a.quantity, b.quantity);
  const [plainA, plainB] = [plain(a), plain(b)];
  if (plainB !== null) return put(a.unit, a.quantity, plainB);
  if (plainA !== null && is === "product") return put(b.unit, plainA, b.quantity);
  const [left, right] = (node.args as [Node, Node]).map(each => sourceOf(each, context));
  throw wrong(
    node,
    `cannot ${is === "product" ? "multiply" : "divide"} ${say(a)} ${is === "product" ? "and" : "by"} ${say(b)}: ${left} and ${right}`,
    is === "product"
      ? "one of the two must be a plain number"
      : "divide by a plain number or by the same quantity",
  );
};

/** A plain number; a percentage is one. Null: it has a unit. */
const plain = (term: NumberTerm): Quantity | null =>
  term.unit === null || isPlain(term.unit) ? inUnit(term, "1") : null;
