import type { Report } from "../site/findings.ts";
import { nearest } from "../site/nearest.ts";
import type { Path } from "../site/yaml-source.ts";
import { convert } from "../units/convert.ts";
import { SETTING } from "./lengths.ts";
import type { PackFile } from "./pack-schema.ts";
import type { Edge, Length } from "./rule.ts";
import { settingValue } from "./setting-value.ts";
import { TIME_OF_DAY } from "./unit-words.ts";

/** Tells what is wrong with a pack as a whole though each part has its form: twins, settings that are not there. */
export const checkPack = (pack: PackFile, report: Report): void => {
  checkSettings(pack, report);
  const seen = new Set<string>();
  for (const [index, rule] of pack.rules.entries()) {
    const path = ["rules", index] as const;
    if (seen.has(rule.id))
      report({
        code: "CFG504",
        path: [...path, "id"],
        at: "value",
        why: `rule "${rule.id}" is there twice`,
      });
    seen.add(rule.id);
    const names = { settings: pack.settings, report };
    checkLength(rule.hold, [...path, "hold"], names);
    if (rule.escalate !== undefined && rule.escalate !== "never")
      checkLength(rule.escalate, [...path, "escalate"], names);
    for (const force of rule.in_force)
      if (typeof force !== "string")
        for (const end of [force.from, force.to]) checkEdge(end, [...path, "in_force"], names);
  }
};

type Names = { readonly settings: PackFile["settings"]; readonly report: Report };

const checkSettings = ({ settings }: PackFile, report: Report): void => {
  for (const [name, { value, unit }] of Object.entries(settings)) {
    const path = ["settings", name];
    if (!SETTING.test(name))
      report({
        code: "CFG106",
        path,
        at: "key",
        why: `"${name}" must begin with a small letter and hold only small letters, digits and _`,
      });
    const read = settingValue(value, unit);
    if (read.is === "refused")
      report({ code: read.code, path: [...path, "value"], at: "value", why: read.why, help: read.help });
  }
};

const checkEdge = ({ at, offset }: Edge, path: Path, names: Names): void => {
  if (at.is === "setting") checkSetting(at.setting, path, names, "a time of day");
  if (offset !== null) checkLength(offset.length, path, names);
};

const checkLength = (length: Length, path: Path, names: Names): void => {
  if (typeof length !== "number") checkSetting(length.setting, path, names, "a length of time");
};

/** What a setting must be where it stands. */
type Wanted = "a length of time" | "a time of day";

const fits = (unit: string, wanted: Wanted): boolean =>
  wanted === "a time of day" ? unit === TIME_OF_DAY : convert(unit, "s").is === "conversion";

const checkSetting = (name: string, path: Path, { settings, report }: Names, wanted: Wanted): void => {
  const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
  const good = Object.keys(settings).filter(each => fits(settings[each]?.unit ?? "", wanted));
  const known = good.length === 0 ? "this pack has none" : `there are: ${good.join(", ")}`;
  if (setting === undefined) {
    const near = nearest(name, [
      ...good,
      ...(wanted === "a time of day" ? ["opening", "open", "closing"] : []),
    ]);
    const help = near === null ? `settings that are ${wanted}: ${known}` : `did you mean "${near}"?`;
    report({
      code: "CFG506",
      path,
      at: "value",
      why: `"${name}" is neither ${wanted} nor a setting that says one`,
      help,
    });
  } else if (!fits(setting.unit, wanted)) {
    const why = `setting ${name} is in ${setting.unit}, which is not ${wanted}`;
    report({ code: "CFG506", path, at: "value", why, help: `settings that are ${wanted}: ${known}` });
  }
};
