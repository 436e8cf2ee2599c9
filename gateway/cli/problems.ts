import { type Diagnostic, renderDiagnostic } from "#rules/site/diagnostic.ts";

const SHOWN_AT_MOST = 20;

/** Mistakes with their source lines, and how many there are: `3 errors in hall.yaml`. */
export const problemsText = (problems: readonly Diagnostic[], texts: ReadonlyMap<string, string>): string => {
  const frames = problems
    .slice(0, SHOWN_AT_MOST)
    .map(problem => renderDiagnostic(problem, texts.get(problem.file) ?? ""));
  const more = problems.length - frames.length;
  const files = [...new Set(problems.map(({ file }) => file))].join(", ");
  return [...frames, ...(more > 0 ? [`… ${more} more`] : []), `${countOf(problems)} in ${files}`].join(
    "\n\n",
  );
};

const countOf = (problems: readonly Diagnostic[]): string => {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const named = (count: number, word: string): string[] =>
    count === 0 ? [] : [`${count} ${word}${count === 1 ? "" : "s"}`];
  return [...named(errors, "error"), ...named(warnings, "warning")].join(", ");
};
