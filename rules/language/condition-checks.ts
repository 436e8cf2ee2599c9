import type { Code } from "../site/codes.ts";
import { compileCondition, compileNumber, compileStatic } from "./compile.ts";
import { completeHall } from "./complete-hall.ts";
import type { Problem } from "./judge.ts";
import type { LoosePack, LooseRule } from "./loose-pack.ts";

/** The texts of a rule that are conditions, or names of points. */
export type Field = "where" | "condition" | "clear" | "waste" | "show";

/** A mistake in a text of a rule; offsets are into the text. `item`: of which entry of a list. */
export type FieldProblem = { readonly field: Field; readonly item?: number; readonly problem: Problem };

/** What is wrong with the conditions of a rule in every hall: misspelt names, units that do not go together, cost. */
export const conditionProblems = (
  rule: LooseRule,
  { settings, broken }: LoosePack,
): readonly FieldProblem[] => {
  const { each, where, condition, clear, waste, show = [] } = rule;
  if (each === undefined) return [];
  const scope = completeHall(each, new Map(Object.entries(settings)));
  const checked = <T>(
    field: Field,
    text: string | undefined,
    compile: (text: string) => T,
  ): FieldProblem[] => {
    const problem = text === undefined ? null : compile(text);
    if (text === undefined || !isProblem(problem) || problem.is === "missing") return [];
    return broken.has(text.slice(problem.start, problem.end)) ? [] : [{ field, problem }];
  };
  return [
    ...checked("where", where, text => compileStatic(text, scope)),
    ...checked("condition", condition, text => compileCondition(text, scope)),
    ...checked("clear", clear, text => compileCondition(text, scope)),
    ...checked("waste", waste, text => compileNumber(text, scope, "W")),
    ...show.flatMap((name, item): readonly FieldProblem[] => {
      const found = scope.lookup(name);
      if (found.is !== "wrong") return [];
      return [{ field: "show", item, problem: { ...found, start: 0, end: name.length } }];
    }),
  ];
};

const isProblem = (result: unknown): result is Problem =>
  typeof result === "object" && result !== null && "is" in result;

/** The code of a diagnostic for a problem. */
export const problemCode = ({ is }: Problem): Code => (is === "costly" ? "CFG507" : "CFG503");
