import { cut } from "./cut.ts";
import { table } from "./table.ts";
import type { CheckedClause, Gap, Uncovered } from "./uncovered.ts";
import type { Words } from "./words/language.ts";

/** More groups, clauses in one, or things in a line than these say less to somebody who is tired. */
const GROUPS_AT_MOST = 8;
const CLAUSES_AT_MOST = 6;
const IDS_AT_MOST = 4;

/**
 * What the regulations ask and this hall cannot be judged by: first what a sensor would mend, one line a clause under
 * what is missing; then what the hall has nothing of, one line a kind. Empty when all of it can be judged.
 *
 * @param columns  of the terminal; a longer line is cut
 * @param isAll    nothing is left out
 */
export const uncoveredText = (
  { gaps, nothing, blind, inPart, absent }: Uncovered,
  columns: number,
  isAll: boolean,
  words: Words,
): string => {
  const { check } = words;
  const most = (limit: number): number => (isAll ? Number.POSITIVE_INFINITY : limit);
  const parts: string[] = [];
  if (gaps.length > 0) {
    const shown = gaps.slice(0, most(GROUPS_AT_MOST));
    const lines = shown.flatMap(gap => gapLines(gap, most, words));
    const left = gaps.length - shown.length;
    parts.push(
      [check.gaps(blind, inPart), ...lines, ...(left > 0 ? [`  ${check.more(left)}`] : [])].join("\n"),
    );
  }
  if (nothing.length > 0) {
    const shown = nothing.slice(0, most(GROUPS_AT_MOST));
    const rows = shown.map(({ absent: { each, where }, clauses }) => [
      `  ${where === undefined ? each : check.chosen(each, where)}`,
      clauses.join(", "),
    ]);
    const left = nothing.length - shown.length;
    parts.push(
      [check.nothing(absent), table(rows), ...(left > 0 ? [`  ${check.more(left)}`] : [])].join("\n"),
    );
  }
  return parts
    .join("\n\n")
    .split("\n")
    .map(line => (isAll ? line : cut(line, columns)))
    .join("\n");
};

const gapLines = (
  { missing, ids, clauses }: Gap,
  most: (limit: number) => number,
  { check, language }: Words,
): readonly string[] => {
  const named = ids.slice(0, most(IDS_AT_MOST));
  const shown = clauses.slice(0, most(CLAUSES_AT_MOST));
  const rows = shown.map(clause => [
    `    ${clause.state === "blind" ? "✕" : "!"} ${clause.clause}`,
    `${partOf(clause, check)}${clause.text?.[language] ?? ""}`,
  ]);
  const left = clauses.length - shown.length;
  return [
    `  ${check.missing(missing, named, ids.length - named.length)}`,
    ...table(rows).split("\n"),
    ...(left > 0 ? [`      ${check.more(left)}`] : []),
  ];
};

/** Of a clause that is judged in part: for how many of all. */
const partOf = ({ state, judged, lacks }: CheckedClause, check: Words["check"]): string => {
  if (state === "blind") return "";
  const targets = new Set(lacks.map(({ rule, target }) => `${rule} ${target}`)).size;
  return check.inPart(judged, judged + targets);
};
