import type { Node } from "./ast.ts";
import { BUDGET, partsProblem } from "./budget.ts";
import { termOf } from "./check.ts";
import { extent } from "./extent.ts";
import { linear } from "./formula.ts";
import { gaugeOf, judgeOf } from "./instance.ts";
import type { Gauge, Judge, Problem } from "./judge.ts";
import { type Library, library } from "./library.ts";
import { Unusable, wrong } from "./problem.ts";
import type { Scope } from "./scope.ts";
import { type Context, say, type Term, truthOf } from "./terms.ts";
import { YES } from "./truth.ts";
import { changeUnit, quantityName } from "./unit-algebra.ts";

/**
 * Compiles a condition (CEL text) to three-valued code over slots.
 *
 * Grammar and precedence are CEL's; meaning is ours, because CEL knows no *unknown*: a comparison with a value that is
 * not good is unknown, `&&`, `||` and `!` follow Kleene. Units are checked here, and collections are written out for
 * every member, so that judging costs nanoseconds.
 *
 * @param shared  what instances of the same rules share; leave it out for a single condition
 */
export const compileCondition = (text: string, scope: Scope, shared: Library = library()): Judge | Problem =>
  compiled(text, scope, shared, "live", (tree, context) => judgeOf(truthOf(tree, context), scope));

/** Compiles a number in a unit that can be told in `unit`: the power that a finding wastes. */
export const compileNumber = (
  text: string,
  scope: Scope,
  unit: string,
  shared: Library = library(),
): Gauge | Problem =>
  compiled(text, scope, shared, "waste", (tree, context) => {
    const term = termOf(tree, context);
    if (term.is !== "number")
      throw wrong(
        tree,
        `expected a ${quantityName(unit)} in ${unit}, found ${say(term)}`,
        "write light.power",
      );
    const change = changeUnit(term.unit ?? unit, unit);
    if (change.is === "refused")
      throw wrong(tree, `expected a ${quantityName(unit)} in ${unit}, found ${say(term)}: ${change.why}`);
    return gaugeOf(linear(term.quantity, change.scale, change.offset), unit, scope);
  });

/**
 * Decides a condition over what the site file says, once: which targets a rule is judged for. Unknown (a nameplate
 * value divided by zero, say) is no.
 */
export const compileStatic = (text: string, scope: Scope, shared: Library = library()): boolean | Problem =>
  compiled(text, scope, shared, "static", (tree, context) => {
    const formula = truthOf(tree, context);
    if (formula.is !== "fixed") throw wrong(tree, "this is not decided by the site file alone");
    return formula.truth === YES;
  });

const compiled = <T>(
  text: string,
  scope: Scope,
  shared: Library,
  mode: Context["mode"],
  compile: (tree: Node, context: Context) => T,
): T | Problem => {
  const parsed = shared.parsed(text);
  if (parsed.is !== "tree") return parsed;
  const { tree } = parsed;
  try {
    return compile(tree, { text, scope, loops: new Map(), mode, termOf: counted(tree) });
  } catch (error) {
    if (error instanceof Unusable) return error.problem;
    throw error;
  }
};

/** Counts what a condition becomes when its collections are written out, and stops it in time. */
const counted = (root: Node): Context["termOf"] => {
  let parts = 0;
  return (node: Node, context: Context): Term => {
    parts++;
    if (parts > BUDGET.parts) throw new Unusable(partsProblem(root, extent(root, context.scope)));
    return termOf(node, context);
  };
};
