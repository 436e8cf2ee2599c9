import type { Pack, Suppressing } from "#rules/language/rule.ts";
import { isOfLifeSafety, lifeSafety } from "#rules/language/suppression-checks.ts";
import type { Code } from "#rules/site/codes.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import { nearest } from "#rules/site/nearest.ts";
import type { Path } from "#rules/site/yaml-source.ts";
import type { LoadedPack } from "./load-packs.ts";

/**
 * What is wrong with suppressions where packs meet: two under one name, or one that names a fact which a rule of another
 * pack finds as a matter of life safety.
 */
export const suppressionDiagnostics = (packs: readonly LoadedPack[]): readonly Diagnostic[] => {
  const rules = packsOf(packs).flatMap(pack => pack.rules);
  const owners = new Map<string, string>();
  return each(packs).flatMap(({ file, at, suppressing }) => {
    const { id, facts } = suppressing;
    const owner = owners.get(id);
    if (owner === undefined) owners.set(id, file);
    const twins =
      owner === undefined || owner === file
        ? []
        : [at(["id"], "CFG504", `suppression "${id}" is in ${owner} too`, "give it a name of its own")];
    const deadly = facts.flatMap((fact, item) => {
      const rule = rules.find(one => one.fact === fact && isOfLifeSafety(one));
      if (rule === undefined) return [];
      const { why, help } = lifeSafety(fact, rule.id);
      return [at(["facts", item], "CFG508", `${id}.facts: ${why}`, help)];
    });
    return [...twins, ...deadly];
  });
};

/** Facts of the hall's own suppressions that no rule of the hall finds. */
export const suppressionDoubts = (packs: readonly LoadedPack[]): readonly Diagnostic[] => {
  const known = ["blind", ...new Set(packsOf(packs).flatMap(pack => pack.rules.map(({ fact }) => fact)))];
  const own = packs.filter(({ isShipped }) => isShipped !== true);
  return each(own).flatMap(({ at, suppressing: { id, cause, facts } }) => {
    const named = [
      [cause, ["cause"]] as const,
      ...facts.map((fact, item) => [fact, ["facts", item]] as const),
    ];
    return named.flatMap(([fact, path]): Diagnostic[] => {
      if (known.includes(fact)) return [];
      const near = nearest(fact, known);
      const help = near === null ? `rules of this hall find: ${known.join(", ")}` : `did you mean "${near}"?`;
      const why = `${id}.${path[0]}: no rule of this hall finds "${fact}"`;
      return [{ ...at(path, "CFG912", why, help), severity: "warning" }];
    });
  });
};

const packsOf = (packs: readonly LoadedPack[]): readonly Pack[] =>
  packs.flatMap(({ parsed }) => (parsed.is === "pack" ? [parsed.pack] : []));

type Placed = {
  readonly file: string;
  readonly suppressing: Suppressing;
  /** A mistake at a place below the suppression. */
  readonly at: (path: Path, code: Code, message: string, help: string) => Diagnostic;
};

const each = (packs: readonly LoadedPack[]): readonly Placed[] =>
  packs.flatMap(({ file, parsed }) =>
    parsed.is === "refused"
      ? []
      : (parsed.pack.suppressions ?? []).map((suppressing, index): Placed => {
          const at: Placed["at"] = (path, code, message, help) => {
            const { line, column, length } = parsed.place(["suppressions", index, ...path], "value");
            return { severity: "error", code, file, line, column, length, message, help };
          };
          return { file, suppressing, at };
        }),
  );
