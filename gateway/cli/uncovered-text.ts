import { cut } from "./cut.ts";
import { table } from "./table.ts";
import type { CheckedClause, Gap, Nothing, Uncovered } from "./uncovered.ts";
import type { Words } from "./words/language.ts";

/** More groups, clauses in one, or things in a line than these say less to somebody who is tired. */
const GROUPS_AT_MOST = 8;
const CLAUSES_AT_MOST = 6;
const IDS_AT_MOST = 4;

/**
 * What the regulations ask and this hall cannot be judged by: first what a sensor would mend, one line a clause under
 * what is missing; then what is there but not marked as the rules ask, and what the hall has nothing of, one line a
 * kind. Empty when all of it can be judged.
 *
 * @param columns  of the terminal; a longer line is cut
 * @param isAll    nothing is left out
 */
export const uncoveredText = (
  { gaps, unmarked, nowhere, blind, inPart }: Uncovered,
  columns: number,
  isAll: boolean,
  words: Words,
): string => {
  const { check } = words;
  const most = (limit: number): number => (isAll ? Number.POSITIVE_INFINITY : limit);
  const part = <T extends Gap | Nothing>(
    head: string,
    all: readonly T[],
    linesOf: (shown: readonly T[]) => readonly string[],
  ) => {
    const shown = ownFirst(all, most(GROUPS_AT_MOST), ({ clauses }) => clauses.some(({ isOwn }) => isOwn));
    const left = all.length - shown.length;
    return all.length === 0
      ? []
      : [[head, ...linesOf(shown), ...(left > 0 ? [`  ${check.more(left)}`] : [])]];
  };
  const kinds = (shown: readonly Nothing[]) => nothingLines(shown, isAll, words);
  return [
    ...part(check.gaps(blind, inPart), gaps, shown => shown.flatMap(gap => gapLines(gap, most, words))),
    ...part(check.unmarked, unmarked, kinds),
    ...part(check.nowhere, nowhere, kinds),
  ]
    .map(lines => lines.map(line => (isAll ? line : cut(line, columns))).join("\n"))
    .join("\n\n");
};

/** As many as may be shown; what concerns the hall's own rules stands first and is never left out. */
const ownFirst = <T>(all: readonly T[], most: number, isOwn: (each: T) => boolean): readonly T[] => {
  const [own, others] = [all.filter(isOwn), all.filter(each => !isOwn(each))];
  return [...own, ...others].slice(0, Math.max(most, own.length));
};

/** One line a kind with its clauses; in full, one line a clause with what it says. */
const nothingLines = (
  shown: readonly Nothing[],
  isAll: boolean,
  { check, language }: Words,
): readonly string[] => {
  const named = ({ each, where }: Nothing["absent"]): string =>
    where === undefined ? each : check.chosen(each, where);
  if (!isAll)
    return table(
      shown.map(({ absent, clauses }) => [
        `  ${named(absent)}`,
        clauses.map(({ clause }) => clause).join(", "),
      ]),
    ).split("\n");
  return shown.flatMap(({ absent, clauses }) => [
    `  ${named(absent)}`,
    ...table(clauses.map(({ clause, text }) => [`    · ${clause}`, text?.[language] ?? ""])).split("\n"),
  ]);
};

const gapLines = (
  { missing, ids, clauses }: Gap,
  most: (limit: number) => number,
  { check, language }: Words,
): readonly string[] => {
  const named = ids.slice(0, most(IDS_AT_MOST));
  const shown = ownFirst(clauses, most(CLAUSES_AT_MOST), ({ isOwn }) => isOwn);
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
