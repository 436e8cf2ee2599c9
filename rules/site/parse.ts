import { buildSite } from "./build.ts";
import { type Diagnostic, inOrder } from "./diagnostic.ts";
import { otherSort } from "./file-sort.ts";
import { findingsIn } from "./findings.ts";
import type { Site } from "./model.ts";
import type { Profile } from "./profile.ts";
import { salvage } from "./salvage.ts";
import { siteFile } from "./schema.ts";
import { reportIssues } from "./schema-issues.ts";
import { readYaml } from "./yaml-source.ts";

export type ParsedSite =
  | { readonly is: "site"; readonly site: Site; readonly warnings: readonly Diagnostic[] }
  /** At least one error, in order of place. What is only doubtful is told once nothing is wrong. */
  | {
      readonly is: "refused";
      readonly problems: readonly Diagnostic[];
      /** What could be read all the same, so that the packs can be checked too. */
      readonly packs: readonly string[];
      readonly settings: Site["settings"];
    };

/**
 * Reads a site file. Every mistake is told at once, each with its place; a site comes out only when there is none.
 *
 * @param text  YAML, as the example in `simulators/halls/service-hall.yaml`
 * @param file  as the diagnostics shall name it
 * @param profiles  the profiles that it may name, by the name that is written in it; null: there is such a page, and
 *                  what is wrong with it is told elsewhere
 * @param shipped   all that come with Hallwatch, to tell whoever names one that does not exist
 */
export const parseSite = (
  text: string,
  file: string,
  profiles: ReadonlyMap<string, Profile | null> = new Map(),
  shipped: readonly string[] = [...profiles.keys()],
): ParsedSite => {
  const { source, problems } = readYaml(text, file);
  if (source === null) return { is: "refused", problems: inOrder(problems), packs: [], settings: {} };
  const other = otherSort("site", source, file);
  if (other !== null) return { is: "refused", problems: [other], packs: [], settings: {} };
  const { report, diagnostics } = findingsIn(source, file);
  reportIssues(siteFile, source.value, report);
  const tree = salvage(siteFile, source.value) ?? {};
  const site = buildSite({ tree, written: source.value, report, profiles: { byName: profiles, shipped } });
  const all = inOrder([...problems, ...diagnostics]);
  const errors = all.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const settings = (tree.settings ?? {}) as Site["settings"];
    return { is: "refused", problems: errors, packs: tree.site?.packs ?? [], settings };
  }
  if (site === undefined) throw new Error(`${file}: nothing is wrong with it, yet it makes no site`);
  return { is: "site", site, warnings: all };
};
