import type { RuleProblem } from "#rules/engine/rulebook.ts";
import { settingsOf } from "#rules/language/settings.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { Site } from "#rules/site/model.ts";
import type { LoadedPack } from "./load-packs.ts";
import { placeIn } from "./place-in.ts";

/** What is wrong with a rule where it meets the hall, at its place in its pack or, for a setting, in the site file. */
export const ruleDiagnostic = (
  { rule, field, problem }: RuleProblem,
  packs: readonly LoadedPack[],
  siteFile: string,
  siteText: string,
): Diagnostic => {
  if (field === "settings")
    return settingDiagnostic(rule, problem, { file: siteFile, text: siteText, packs });
  for (const { parsed } of packs) {
    const found = parsed.is === "pack" ? parsed.diagnose(rule, { field, problem }) : null;
    if (found !== null) return found;
  }
  throw new Error(`rule ${rule} is in no pack`);
};

/** A site file's settings with the packs that they are for. */
type Said = {
  readonly file: string;
  readonly text: string;
  readonly settings: Site["settings"];
  readonly packs: readonly LoadedPack[];
};

/** What is wrong with the settings of a site, as far as its packs could be read; nothing when one of them could not. */
export const settingDiagnostics = (set: Said): readonly Diagnostic[] => {
  const read = set.packs.map(({ parsed }) => (parsed.is === "pack" ? parsed.pack : parsed.rest));
  if (!read.every(each => each !== undefined)) return [];
  const broken = new Set(read.flatMap(each => ("broken" in each ? [...each.broken] : [])));
  const said = Object.fromEntries(Object.entries(set.settings).filter(([name]) => !broken.has(name)));
  return settingsOf(read, said).problems.map(problem => settingDiagnostic(problem.name, problem, set));
};

const settingDiagnostic = (
  name: string,
  { message, help = "" }: { readonly message: string; readonly help?: string },
  { file, text, packs }: Omit<Said, "settings">,
): Diagnostic => {
  const isKnown = packs.some(({ parsed }) =>
    Object.hasOwn((parsed.is === "pack" ? parsed.pack : parsed.rest)?.settings ?? {}, name),
  );
  const place = placeIn(text, file, ["settings", name], isKnown ? "value" : "key");
  return { severity: "error", code: "CFG502", file, ...place, message, help };
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
