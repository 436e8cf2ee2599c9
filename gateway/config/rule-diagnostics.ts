import type { RuleProblem } from "#rules/engine/rulebook.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { LoadedPack } from "./load-packs.ts";
import { placeIn } from "./place-in.ts";

/** What is wrong with a rule where it meets the hall, at its place in its pack or, for a setting, in the site file. */
export const ruleDiagnostic = (
  { rule, field, problem }: RuleProblem,
  packs: readonly LoadedPack[],
  siteFile: string,
  siteText: string,
): Diagnostic => {
  const base = { severity: "error", message: problem.message, help: "" } as const;
  if (field === "settings")
    return {
      ...base,
      code: "CFG502",
      file: siteFile,
      ...placeIn(siteText, siteFile, ["settings", rule], "key"),
    };
  for (const { file, parsed } of packs) {
    const index = parsed.is === "pack" ? parsed.pack.rules.findIndex(({ id }) => id === rule) : -1;
    if (parsed.is !== "pack" || index < 0) continue;
    const place = parsed.place(["rules", index, field], "value");
    const length = Math.max(1, problem.end - problem.start);
    return {
      ...base,
      code: "CFG503",
      file,
      line: place.line,
      column: place.column + problem.start,
      length,
      message: `${rule}.${field}: ${problem.message}`,
    };
  }
  throw new Error(`rule ${rule} is in no pack`);
};

/** Rules that two packs have under one name: what is kept of one of them would be taken for the other's. */
export const twinDiagnostics = (packs: readonly LoadedPack[]): readonly Diagnostic[] => {
  const owners = new Map<string, string>();
  return packs.flatMap(({ file, parsed }) =>
    parsed.is === "refused"
      ? []
      : parsed.pack.rules.flatMap(({ id }, index): Diagnostic[] => {
          const owner = owners.get(id);
          if (owner === undefined) {
            owners.set(id, file);
            return [];
          }
          const { line, column, length } = parsed.place(["rules", index, "id"], "value");
          const message = `rule "${id}" is in ${owner} too`;
          const help = "give it a name of its own; a site changes a rule of another pack by its settings";
          return [{ severity: "error", code: "CFG504", file, line, column, length, message, help }];
        }),
  );
};
