import { type Diagnostic, inOrder } from "../site/diagnostic.ts";
import { findingsIn } from "../site/findings.ts";
import { reportIssues } from "../site/schema-issues.ts";
import { readYaml, type YamlSource } from "../site/yaml-source.ts";
import { checkPack } from "./pack-checks.ts";
import { type PackFile, packFile } from "./pack-schema.ts";
import type { Pack, Rule, Setting } from "./rule.ts";
import { settingValue } from "./setting-value.ts";

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
  if (parsed.success) checkPack(parsed.data, report);
  const all = [...problems, ...diagnostics];
  if (all.length > 0 || !parsed.success) return { is: "refused", problems: inOrder(all) };
  return { is: "pack", pack: packOf(parsed.data), place: source.place };
};

const packOf = ({ pack, title, settings, rules }: PackFile): Pack => ({
  name: pack,
  title,
  settings: Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, settingOf(setting)])),
  rules: rules.map(ruleOf),
});

const settingOf = ({ value: said, unit, zh, en }: PackFile["settings"][string]): Setting => {
  const value = settingValue(said, unit);
  return { value: value.is === "told" ? value.value : Number.NaN, unit, meaning: { zh, en } };
};

type RuleFile = PackFile["rules"][number];

const ruleOf = ({ in_force, season, clear, where, waste, proof, escalate, ...rule }: RuleFile): Rule => ({
  ...rule,
  inForce: in_force,
  ...(escalate !== undefined && { escalate: escalate === "never" ? null : escalate }),
  ...(season !== undefined && { season: seasonOf(season) }),
  ...(where !== undefined && { where }),
  ...(clear !== undefined && { clear }),
  ...(waste !== undefined && { waste }),
  ...(proof !== undefined && { proof }),
});

const seasonOf = (text: string): NonNullable<Rule["season"]> => ({
  name: text.replace(/^not /, ""),
  isOutside: text.startsWith("not "),
});
