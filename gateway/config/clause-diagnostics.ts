import type { Catalogue } from "#rules/clause/clause.ts";
import { type ClauseRule, unknownClauses } from "#rules/clause/unknown-clauses.ts";
import type { ParsedPack } from "#rules/language/pack.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { Path } from "#rules/site/yaml-source.ts";

/**
 * The clauses that a pack's rules and duties name and the regulations do not have, each at its place in the pack; of a pack
 * that is wrong those that could be read.
 *
 * @param file  of the pack, as the diagnostics shall name it
 */
export const clauseDiagnostics = (
  parsed: ParsedPack,
  file: string,
  catalogue: Catalogue,
): readonly Diagnostic[] => {
  const read =
    parsed.is === "pack"
      ? { rules: parsed.pack.rules, duties: parsed.pack.duties ?? [], place: parsed.place }
      : parsed.rest;
  if (read === undefined) return [];
  const unknown = (list: readonly ClauseRule[], pathOf: (index: number) => Path) =>
    unknownClauses(list, catalogue).map(({ rule, clause, why, help }): Diagnostic => {
      const { line, column, length } = read.place([...pathOf(rule), "clauses", clause], "value");
      const message = `${list[rule]?.id}.clauses: ${why}`;
      return { severity: "error", code: "CFG551", file, line, column, length, message, help };
    });
  return [
    ...unknown(read.rules, index => ["rules", index]),
    ...unknown(read.duties, index => ["duties", index]),
    ...read.duties.flatMap(({ id, asks = [] }, duty) =>
      unknown(
        asks.map(({ clauses }) => ({ id, clauses })),
        index => ["duties", duty, "ask", index],
      ),
    ),
  ];
};
