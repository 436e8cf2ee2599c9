import type { Hall } from "../config/load-hall.ts";
import { widthOf } from "./cut.ts";
import { dutiesText, dutyLines } from "./duty-lines.ts";
import { type RuleLine, ruleLines } from "./rule-lines.ts";
import { table } from "./table.ts";
import { checkedClauses, uncovered } from "./uncovered.ts";
import { uncoveredText } from "./uncovered-text.ts";
import type { Words } from "./words/language.ts";

export type SummaryOptions = {
  /** Of the terminal; absent in a pipe. In a narrow one the needs stand below each rule. */
  readonly columns: number | undefined;
  /** Nothing is left out of what is not covered. */
  readonly isAll: boolean;
};

/** What a right site file holds, what its rules and duties need, and which clauses cannot be judged there. */
export const checkSummary = (
  file: string,
  hall: Hall,
  { columns = Number.POSITIVE_INFINITY, isAll }: SummaryOptions,
  words: Words,
): string => {
  const { site, book, warnings } = hall;
  const lines = ruleLines(hall);
  const duties = dutyLines(hall);
  const gaps = uncovered(checkedClauses(hall));
  const lacks = uncoveredText(gaps, columns, isAll, words);
  return [
    `${file}: ${site.name.zh} · ${site.name.en}`,
    words.check.extent(site.zones.length, site.equipment.length, site.points.length, book.instances.length),
    "",
    ...(lines.length > 0 ? [rulesTable(lines, columns, words), ""] : []),
    ...(duties.length > 0 ? [dutiesText(duties, columns, words), ""] : []),
    ...(lacks === "" ? [] : [lacks, ""]),
    words.check.verdict(warnings.length, gaps, book.instances.length),
  ].join("\n");
};

const rulesTable = (lines: readonly RuleLine[], columns: number, words: Words): string => {
  const needs = lines.map(({ needs }) => (needs.length === 0 ? "" : words.check.needs(needs.join(", "))));
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
    .flatMap((line, index) => (needs[index] === "" ? [line] : [line, `     ${needs[index]}`]))
    .join("\n");
};
