import { resolve } from "node:path";
import type { Lacking, Rulebook } from "#rules/engine/rulebook.ts";
import type { Rule } from "#rules/language/rule.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import { type Hall, loadHall } from "../config/load-hall.ts";
import { EXIT } from "./exit.ts";
import { problemsText } from "./problems.ts";
import { table } from "./table.ts";

export type CheckOptions = { readonly format: "text" | "json"; readonly strict: boolean };

/**
 * Validates site files with the packs they name. Mistakes go to standard error, what the rules need and lack to
 * standard output. Exit code 2 when a file is wrong (with `strict`: also when it is doubtful).
 */
export const check = async (files: readonly string[], { format, strict }: CheckOptions): Promise<number> => {
  let isWrong = false;
  for (const file of files) {
    const loaded = await loadHall(file);
    const problems = loaded.is === "hall" ? loaded.hall.warnings : loaded.problems;
    isWrong ||= loaded.is === "refused" || (strict && problems.length > 0);
    if (format === "json")
      console.log(JSON.stringify(report(file, problems, loaded.is === "hall" ? loaded.hall : null), null, 2));
    else {
      if (problems.length > 0)
        console.error(problemsText(problems, loaded.is === "hall" ? loaded.hall.texts : loaded.texts));
      if (loaded.is === "hall") console.log(summary(file, loaded.hall));
    }
  }
  return isWrong ? EXIT.usage : EXIT.ok;
};

const report = (file: string, problems: readonly Diagnostic[], hall: Hall | null): object => ({
  schema: 1,
  file: resolve(file),
  problems,
  points: hall?.site.points.length ?? null,
  rules: hall
    ? rulesOf(hall.book).map(line => ({ ...line, rule: line.rule.id, clauses: line.rule.clauses }))
    : null,
});

type RuleLine = { readonly rule: Rule; readonly judged: number; readonly lacking: readonly Lacking[] };

const rulesOf = ({ instances, lacking }: Rulebook): RuleLine[] => {
  const rules = new Map([...instances, ...lacking].map(({ rule }) => [rule.id, rule]));
  return [...rules.values()].map(rule => ({
    rule,
    judged: instances.filter(instance => instance.rule.id === rule.id).length,
    lacking: lacking.filter(each => each.rule.id === rule.id),
  }));
};

const summary = (file: string, { site, book }: Hall): string => {
  const lines = rulesOf(book);
  const rows = lines.map(({ rule, judged, lacking }) => [
    lacking.length === 0 ? "✓" : judged === 0 ? "✕" : "!",
    rule.id,
    rule.clauses.join(", "),
    `${judged} × ${rule.each}`,
    `needs ${needs(rule)}`,
  ]);
  const lacks = lines.flatMap(({ rule, lacking }) =>
    lacking.map(({ target, why }) => `  ! ${rule.id} cannot judge ${target}: ${why}`),
  );
  return [
    `${file}: ${site.name.zh} · ${site.name.en}`,
    `${site.zones.length} zones, ${site.equipment.length} pieces of equipment, ${site.points.length} points, ${book.instances.length} rule instances`,
    "",
    table(rows),
    ...(lacks.length > 0 ? ["", ...lacks] : []),
    "",
    lacks.length === 0
      ? "Nothing is wrong, nothing is lacking."
      : `Nothing is wrong; ${lacks.length} things cannot be judged for lack of a point.`,
  ].join("\n");
};

/** The points and values that a condition names: `ac.mode, outdoor.temperature`. */
const needs = ({ condition, clear = "" }: Rule): string =>
  [...new Set(`${condition} ${clear}`.replaceAll(/"[^"]*"/g, "").match(/[a-z_]+\.[a-z_]+/g) ?? [])].join(
    ", ",
  );
