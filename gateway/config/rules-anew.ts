import { dirname, join } from "node:path";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import { readYaml } from "#rules/site/yaml-source.ts";
import { profilesIn } from "../profiles/load.ts";
import { type CheckedRules, fingerprint } from "./check-rules.ts";
import { checkRulesApart } from "./check-rules-apart.ts";
import { type Hall, loadHall } from "./load-hall.ts";
import { placeIn } from "./place-in.ts";

/** The rules of a hall as they are on disk now. */
export type RulesAnew =
  | { readonly is: "rules"; readonly hall: Hall; readonly tests: number }
  /** Nothing that was read is different. */
  | { readonly is: "unchanged" }
  | { readonly is: "refused"; readonly problems: readonly Diagnostic[] };

/** Reads the rules of a running hall again. */
export type RulesSource = (running: Hall) => Promise<RulesAnew>;

/**
 * Reads the rules of a hall again: its packs, the `settings` and `packs` of its site file, and its roster. They are checked whole, and
 * their rule tests played, before anything of them is used. Everything else in the site file needs a restart.
 */
export const rulesSource =
  (siteFile: string, check: (siteFile: string) => Promise<CheckedRules> = checkRulesApart): RulesSource =>
  async running => {
    const checked = await check(siteFile);
    if (checked.is === "refused") return checked;
    if (checked.fingerprint === fingerprint(running)) return { is: "unchanged" };
    const loaded = await loadHall(siteFile, { catalogue: running.catalogue });
    if (loaded.is === "refused") return { is: "refused", problems: loaded.problems };
    const { hall } = loaded;
    if (fingerprint(hall) !== checked.fingerprint) return { is: "refused", problems: [movedOn(siteFile)] };
    const was = running.texts.get(siteFile) ?? "";
    const now = hall.texts.get(siteFile) ?? "";
    const others = [...otherChanges(siteFile, was, now), ...changedPages(siteFile, running, hall)];
    if (others.length > 0) return { is: "refused", problems: others };
    return { is: "rules", hall, tests: checked.tests };
  };

const movedOn = (file: string): Diagnostic => ({
  severity: "error",
  code: "CFG521",
  file,
  line: 1,
  column: 1,
  length: 1,
  message: "the rules changed while they were being checked",
  help: "reload once more when all files are written",
});

/** The parts of a site file, other than its rules, that are not as they were. */
const otherChanges = (file: string, before: string, now: string): readonly Diagnostic[] => {
  const [was, is] = [partsOf(before, file), partsOf(now, file)];
  const keys = [...new Set([...was.keys(), ...is.keys()])].filter(key => was.get(key) !== is.get(key));
  return keys.map(key => ({
    severity: "error",
    code: "CFG520",
    file,
    ...placeIn(now, file, [key], "key"),
    message: `"${key}" is not as it was when the gateway started`,
    help: "only packs, settings and the roster can be reloaded; restart the gateway for everything else",
  }));
};

/** The hall's own profile pages that are not as they were: its points would be others. */
const changedPages = (file: string, running: Hall, hall: Hall): readonly Diagnostic[] =>
  profilesIn(hall.texts.get(file) ?? "")
    .map(name => join(dirname(file), name.trim()))
    .filter(page => hall.texts.has(page) && hall.texts.get(page) !== running.texts.get(page))
    .map(page => ({
      severity: "error",
      code: "CFG520",
      file: page,
      line: 1,
      column: 1,
      length: 1,
      message: "the page of a device is not as it was when the gateway started",
      help: "restart the gateway for it",
    }));

/** Each part of a site file as text, without what can be read again while the gateway runs. */
const partsOf = (text: string, file: string): ReadonlyMap<string, string> => {
  const {
    settings: _,
    roster: __,
    site = {},
    ...rest
  } = (readYaml(text, file).source?.value ?? {}) as Record<string, unknown>;
  const { packs: ___, ...others } = site as Record<string, unknown>;
  return new Map(
    Object.entries({ site: others, ...rest }).map(([key, value]) => [key, JSON.stringify(value)]),
  );
};
