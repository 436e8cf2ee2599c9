import type { Catalogue } from "./clause.ts";
import { unknownClause } from "./nearest-clause.ts";

/** A rule as far as clauses are concerned; rules of a pack are of this form. */
export type ClauseRule = { readonly id: string; readonly clauses: readonly string[] };

/** An id that a rule names and the catalogue does not have. */
export type UnknownClause = {
  /** Positions in the pack's list of rules, and in the rule's list of clauses. */
  readonly rule: number;
  readonly clause: number;
  readonly why: string;
  readonly help: string;
};

/** What the clauses of a hall's own regulations begin with: `x-server-room`. */
export const OWN_CLAUSE = /^x-[A-Za-z0-9][\w.-]{0,60}$/;

/**
 * Every clause id of the rules that the catalogue does not have and that is not the hall's own, with the nearest one
 * that a rule can stand for.
 */
export const unknownClauses = (
  rules: readonly ClauseRule[],
  { clauses, byId }: Catalogue,
): readonly UnknownClause[] => {
  const known = clauses.flatMap(({ id, kind }) => (kind === "out" ? [] : [id]));
  return rules.flatMap((each, rule) =>
    each.clauses.flatMap((id, clause) =>
      byId.has(id) || OWN_CLAUSE.test(id) ? [] : [{ rule, clause, ...unknownClause(id, known) }],
    ),
  );
};
