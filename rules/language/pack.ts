import { type Diagnostic, inOrder } from "../site/diagnostic.ts";
import { findingsIn, type Report } from "../site/findings.ts";
import { reportIssues } from "../site/schema-issues.ts";
import { readYaml, type YamlSource } from "../site/yaml-source.ts";
import { type PackFile, packFile } from "./pack-schema.ts";
import type { InForce, Pack, Rule } from "./rule.ts";

export type ParsedPack =
  /** `place` says where in the text a part of the pack stands. */
  | { readonly is: "pack"; readonly pack: Pack; readonly place: YamlSource["place"] }
  | { readonly is: "refused"; readonly problems: readonly Diagnostic[] };

/**
 * Reads a regulation pack. Every mistake of form is told at once; whether conditions can be judged is seen when they
 * meet a hall.
 *
 * @param file  as the diagnostics shall name it
 */
export const parsePack = (text: string, file: string): ParsedPack => {
  const { source, problems } = readYaml(text, file);
  if (source === null) return { is: "refused", problems: inOrder(problems) };
  const { report, diagnostics } = findingsIn(source, file);
  reportIssues(packFile, source.value, report);
  const parsed = packFile.safeParse(source.value);
  if (parsed.success) reportTwins(parsed.data, report);
  const all = [...problems, ...diagnostics];
  if (all.length > 0 || !parsed.success) return { is: "refused", problems: inOrder(all) };
  return { is: "pack", pack: packOf(parsed.data), place: source.place };
};

const reportTwins = ({ rules }: PackFile, report: Report): void => {
  const seen = new Set<string>();
  for (const [index, { id }] of rules.entries()) {
    if (seen.has(id))
      report({
        code: "CFG504",
        path: ["rules", index, "id"],
        at: "value",
        why: `rule "${id}" is there twice`,
      });
    seen.add(id);
  }
};

const packOf = ({ pack, title, settings, rules }: PackFile): Pack => ({
  name: pack,
  title,
  settings: Object.fromEntries(
    Object.entries(settings).map(([name, { value, unit, zh, en }]) => [
      name,
      { value, unit, meaning: { zh, en } },
    ]),
  ),
  rules: rules.map(ruleOf),
});

const ruleOf = ({ in_force, season, clear, ...rule }: PackFile["rules"][number]): Rule => ({
  ...rule,
  inForce: [in_force].flat().map(phaseOf),
  ...(season !== undefined && { season }),
  ...(clear !== undefined && { clear }),
});

/** The regulations say "after work" and "at night" for what the calendar calls closed. */
const phaseOf = (word: InForce | "after-work" | "night"): InForce =>
  word === "after-work" || word === "night" ? "closed" : word;
