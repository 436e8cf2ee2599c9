import type { Duty } from "#rules/language/duty.ts";
import type { Code } from "#rules/site/codes.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import { nearest } from "#rules/site/nearest.ts";
import type { Path } from "#rules/site/yaml-source.ts";
import type { LoadedPack } from "./load-packs.ts";

/** Duties that two packs have under one name: the tasks of one would be taken for the other's. */
export const dutyDiagnostics = (packs: readonly LoadedPack[]): readonly Diagnostic[] => {
  const owners = new Map<string, string>();
  return packs.flatMap(pack =>
    each(pack).flatMap(({ duty: { id }, at }) => {
      const owner = owners.get(id);
      if (owner === undefined) owners.set(id, pack.file);
      return owner === undefined
        ? []
        : [at(["id"], "CFG504", `duty "${id}" is in ${owner} too`, "give it a name of its own")];
    }),
  );
};

/** Duties of the hall's own packs that wait for a fact that no rule of the hall finds: they never fall due. */
export const dutyDoubts = (packs: readonly LoadedPack[]): readonly Diagnostic[] => {
  const known = factsOf(packs);
  return packs
    .filter(({ isShipped }) => isShipped !== true)
    .flatMap(each)
    .flatMap(({ duty: { id, when }, at }): Diagnostic[] => {
      if (when.is !== "event" || known.has(when.fact)) return [];
      const near = nearest(when.fact, [...known]);
      const help =
        near === null ? `rules of this hall find: ${[...known].join(", ")}` : `did you mean "${near}"?`;
      const path = ["when", when.edge === "begin" ? "on" : "after"];
      const why = `${id}.when: no rule of this hall finds "${when.fact}": the duty never falls due`;
      return [{ ...at(path, "CFG918", why, help), severity: "warning" }];
    });
};

const factsOf = (packs: readonly LoadedPack[]): ReadonlySet<string> =>
  new Set(
    packs.flatMap(({ parsed }) => (parsed.is === "pack" ? parsed.pack.rules.map(({ fact }) => fact) : [])),
  );

type Placed = {
  readonly duty: Duty;
  /** A mistake at a place below the duty. */
  readonly at: (path: Path, code: Code, message: string, help: string) => Diagnostic;
};

const each = ({ file, parsed }: LoadedPack): readonly Placed[] =>
  parsed.is === "refused"
    ? []
    : (parsed.pack.duties ?? []).map((duty, index) => ({
        duty,
        at: (path, code, message, help) => {
          const { line, column, length } = parsed.place(["duties", index, ...path], "value");
          return { severity: "error", code, file, line, column, length, message, help };
        },
      }));
