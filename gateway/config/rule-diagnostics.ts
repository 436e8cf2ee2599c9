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
  const { message, help = "" } = problem;
  if (field === "settings") {
    const isKnown = packs.some(
      ({ parsed }) => parsed.is === "pack" && Object.hasOwn(parsed.pack.settings, rule),
    );
    const place = placeIn(siteText, siteFile, ["settings", rule], isKnown ? "value" : "key");
    return { severity: "error", code: "CFG502", file: siteFile, ...place, message, help };
  }
  for (const { parsed } of packs) {
    const found = parsed.is === "pack" ? parsed.diagnose(rule, { field, problem }) : null;
    if (found !== null) return found;
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
