import type { Catalogue } from "#rules/clause/clause.ts";
import { unknownClauses } from "#rules/clause/unknown-clauses.ts";
import type { ParsedPack } from "#rules/language/pack.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";

/**
 * The clauses that a pack's rules name and the regulations do not have, each at its place in the pack; of a pack that is
 * wrong those that could be read.
 *
 * @param file  of the pack, as the diagnostics shall name it
 */
export const clauseDiagnostics = (
  parsed: ParsedPack,
  file: string,
  catalogue: Catalogue,
): readonly Diagnostic[] => {
  const read = parsed.is === "pack" ? { rules: parsed.pack.rules, place: parsed.place } : parsed.rest;
  if (read === undefined) return [];
  return unknownClauses(read.rules, catalogue).map(({ rule, clause, why, help }) => {
    const { line, column, length } = read.place(["rules", rule, "clauses", clause], "value");
    const message = `${read.rules[rule]?.id}.clauses: ${why}`;
    return { severity: "error", code: "CFG551", file, line, column, length, message, help };
  });
};
