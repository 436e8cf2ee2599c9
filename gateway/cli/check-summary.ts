import type { Hall } from "../config/load-hall.ts";
import { widthOf } from "./cut.ts";
import { type RuleLine, ruleLines } from "./rule-lines.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

/**
 * What a right site file holds and what its rules need and lack.
 *
 * @param columns  of the terminal; absent in a pipe. In a narrow one the needs stand below each rule.
 */
export const checkSummary = (
  file: string,
  { site, book, warnings }: Hall,
  columns: number | undefined,
  words: Words,
): string => {
  const lines = ruleLines(book);
  const lacks = lines.flatMap(({ lacking }) =>
    lacking.map(({ rule, target, why }) => `  ! ${words.check.cannotJudge(rule.id, target, why)}`),
  );
  return [
    `${file}: ${site.name.zh} · ${site.name.en}`,
    words.check.extent(site.zones.length, site.equipment.length, site.points.length, book.instances.length),
    "",
    ...(lines.length > 0 ? [rulesTable(lines, columns ?? Number.POSITIVE_INFINITY, words), ""] : []),
    ...(lacks.length > 0 ? [...lacks, ""] : []),
    words.check.verdict(warnings.length, lacks.length, book.instances.length),
  ].join("\n");
};

const rulesTable = (lines: readonly RuleLine[], columns: number, words: Words): string => {
  const needs = lines.map(line => words.check.needs(line.needs.join(", ")));
  const rows = lines.map(({ rule, judged, lacking }) => [
    lacking.length === 0 ? "✓" : judged === 0 ? "✕" : "!",
    rule.id,
    rule.clauses.join(", "),
    `${judged} × ${rule.each}`,
  ]);
  const wide = table(rows.map((row, index) => [...row, needs[index] ?? ""]));
  if (widthOf(wide) <= columns) return wide;
  return table(rows)
    .split("\n")
    .flatMap((line, index) => [line, `     ${needs[index]}`])
    .join("\n");
};
