import type { Code } from "../site/codes.ts";
import { compileCondition, compileNumber, compileStatic } from "./compile.ts";
import { completeHall } from "./complete-hall.ts";
import type { Problem } from "./judge.ts";
import type { Pack, Rule } from "./rule.ts";

/** The texts of a rule that are conditions, or names of points. */
export type Field = "where" | "condition" | "clear" | "waste" | "show";

/** A mistake in a text of a rule; offsets are into the text. `item`: of which entry of a list. */
export type FieldProblem = { readonly field: Field; readonly item?: number; readonly problem: Problem };

/** What is wrong with the conditions of a rule in every hall: misspelt names, units that do not go together, cost. */
export const conditionProblems = (rule: Rule, settings: Pack["settings"]): readonly FieldProblem[] => {
  const scope = completeHall(rule.each, new Map(Object.entries(settings)));
  const { where, condition, clear, waste, show } = rule;
  const found: readonly (readonly [Field, Problem | object | boolean | null])[] = [
    ["where", where === undefined ? null : compileStatic(where, scope)],
    ["condition", compileCondition(condition, scope)],
    ["clear", clear === undefined ? null : compileCondition(clear, scope)],
    ["waste", waste === undefined ? null : compileNumber(waste, scope, "W")],
  ];
  const shown = show.flatMap((name, item): readonly FieldProblem[] => {
    const binding = scope.lookup(name);
    if (binding.is !== "wrong") return [];
    return [{ field: "show", item, problem: { ...binding, start: 0, end: name.length } }];
  });
  const problems = found.flatMap(([field, result]): readonly FieldProblem[] =>
    isProblem(result) && result.is !== "missing" ? [{ field, problem: result }] : [],
  );
  return [...problems, ...shown];
};

const isProblem = (result: unknown): result is Problem =>
  typeof result === "object" && result !== null && "is" in result;

/** The code of a diagnostic for a problem. */
export const problemCode = ({ is }: Problem): Code => (is === "costly" ? "CFG507" : "CFG503");
