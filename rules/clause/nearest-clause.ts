import { nearest } from "../site/nearest.ts";

/**
 * What to say of a clause id that the catalogue does not have: its parts when it is split into several, else the
 * nearest id, those of the same chapter before others.
 */
export const unknownClause = (
  id: string,
  known: readonly string[],
): { readonly why: string; readonly help: string } => {
  const why = `there is no clause "${id}"`;
  const written = id.trim().toUpperCase();
  const parts = known.filter(
    each => /^[a-z]$/.test(each.slice(id.trim().length)) && each.startsWith(id.trim()),
  );
  if (parts.length > 1) return { why, help: `it has parts: ${parts.join(", ")}` };
  const shared = (each: string): number => {
    let count = 0;
    while (count < written.length && each[count]?.toUpperCase() === written[count]) count++;
    return count;
  };
  const near = nearest(
    id.trim(),
    known.toSorted((a, b) => shared(b) - shared(a)),
  );
  const help =
    near === null
      ? "docs/clauses.md lists all clauses of the regulations; one of the hall's own begins with x-"
      : `did you mean "${near}"?`;
  return { why, help };
};
