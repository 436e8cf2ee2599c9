import type { Report } from "../site/findings.ts";
import { kindOfAlias, kindOfPlural, RESERVED_NAMES } from "../site/kind-names.ts";
import type { Path } from "../site/yaml-source.ts";
import { checkCue } from "./cue-checks.ts";
import { checkDuties } from "./duty-checks.ts";
import { SETTING } from "./lengths.ts";
import type { LoosePack } from "./loose-pack.ts";
import { settingEntry } from "./pack-schema.ts";
import { checkPropose } from "./propose-checks.ts";
import { checkEdge, checkLength } from "./setting-checks.ts";
import { settingValue } from "./setting-value.ts";
import { checkSuppressions } from "./suppression-checks.ts";

/**
 * Tells what is wrong with a pack as a whole though each part has its form: twins, settings that are not there or do
 * not fit.
 *
 * @param written  the pack as it stands in the file
 * @param lineOf   the line of the file where something stands
 */
export const checkPack = (
  written: unknown,
  pack: LoosePack,
  report: Report,
  lineOf: (path: Path) => number,
): void => {
  checkSettings((written as { readonly settings?: unknown } | null)?.settings, report);
  const seen = new Set<string>();
  for (const [index, rule] of pack.rules.entries()) {
    const path = ["rules", index] as const;
    const { id, hold, escalate, realarm, incident, latch, reset_by, in_force: forces = [] } = rule;
    if (id !== undefined && seen.has(id))
      report({
        code: "CFG504",
        path: [...path, "id"],
        at: "value",
        why: `rule "${id}" is there twice`,
        help: `the first one is in line ${lineOf(["rules", pack.rules.findIndex(each => each.id === id), "id"])}`,
      });
    seen.add(id ?? "");
    const names = { pack, report };
    if (hold !== undefined) checkLength(hold, [...path, "hold"], names);
    for (const [key, length] of Object.entries({ escalate, realarm }))
      if (length !== undefined && length !== "never")
        checkLength(length, [...path, key], names, "; or write never");
    if (incident?.reportWithin)
      checkLength(incident.reportWithin, [...path, "incident", "report_within"], names);
    checkCue(ruleAt(written, index), path, report);
    checkPropose(rule, path, report);
    if (reset_by !== undefined && latch !== true)
      report({
        code: "CFG402",
        path: [...path, "reset_by"],
        at: "key",
        why: "nothing is to be reset: the rule does not latch",
        help: "write latch: true too, or leave reset_by out",
      });
    for (const [item, force] of forces.entries())
      if (typeof force !== "string")
        for (const end of ["from", "to"] as const) {
          const at = Array.isArray(inForceOf(written, index)) ? [item, end] : [end];
          checkEdge(force[end], [...path, "in_force", ...at], names);
        }
  }
  checkSuppressions(pack, report, lineOf);
  checkDuties(written, pack, report, lineOf);
  for (const [index, { settle }] of pack.suppressions.entries())
    if (settle !== undefined) checkLength(settle, ["suppressions", index, "settle"], { pack, report });
};

const ruleAt = (written: unknown, rule: number): { readonly in_force?: unknown } | undefined =>
  (written as { readonly rules?: readonly { readonly in_force?: unknown }[] }).rules?.[rule];

const inForceOf = (written: unknown, rule: number): unknown => ruleAt(written, rule)?.in_force;

const checkSettings = (settings: unknown, report: Report): void => {
  for (const [name, entry] of Object.entries(settings ?? {})) {
    const path = ["settings", name];
    if (!SETTING.test(name)) {
      const why = `"${name}" must begin with a small letter and hold only small letters, digits and _`;
      report({ code: "CFG106", path, at: "key", why });
    } else if (isTaken(name)) {
      const why = `"${name}" already stands for something else in conditions`;
      report({ code: "CFG506", path, at: "key", why, help: `choose another name, such as ${name}_limit` });
    }
    const parsed = settingEntry.safeParse(entry);
    const read = parsed.success ? settingValue(parsed.data.value, parsed.data.unit) : null;
    if (read?.is === "refused")
      report({ code: read.code, path: [...path, "value"], at: "value", why: read.why, help: read.help });
  }
};

/** Words of CEL, and names that conditions have for things of the hall. */
const isTaken = (name: string): boolean =>
  ["true", "false", "null", "in", ...RESERVED_NAMES].includes(name) ||
  kindOfAlias.has(name) ||
  kindOfPlural.has(name);
