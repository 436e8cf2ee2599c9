import type { Report } from "../site/findings.ts";
import { nearest } from "../site/nearest.ts";
import type { Path } from "../site/yaml-source.ts";
import { convert } from "../units/convert.ts";
import type { Edge, Length } from "./edge.ts";
import type { LoosePack } from "./loose-pack.ts";
import { TIME_OF_DAY } from "./unit-words.ts";

/** The pack whose settings can be named, and who hears of what is wrong. */
export type Names = { readonly pack: LoosePack; readonly report: Report };

/** Tells what settings of a moment of the hall's day are not there or do not fit. */
export const checkEdge = ({ at, offset }: Edge, path: Path, names: Names): void => {
  if (at.is === "setting") checkSetting(at.setting, path, names, "a time of day");
  if (offset !== null) checkLength(offset.length, path, names);
};

/**
 * Tells when the setting that says a length of time is not there or is none.
 *
 * @param instead  what could be written instead, at the end of the help
 */
export const checkLength = (length: Length, path: Path, names: Names, instead = ""): void => {
  if (typeof length !== "number") checkSetting(length.setting, path, names, "a length of time", instead);
};

/**
 * Tells when the setting that says a limit is not there or is in another unit.
 *
 * @param unit  UCUM code that is known
 */
export const checkLimit = (
  { setting: name }: { readonly setting: string },
  unit: string,
  path: Path,
  { pack, report }: Names,
): void => {
  const { settings, broken } = pack;
  const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (setting === undefined ? broken.has(name) : convert(setting.unit, unit).is === "conversion") return;
  const good = Object.keys(settings).filter(
    each => convert(settings[each]?.unit ?? "", unit).is === "conversion",
  );
  const near = nearest(name, good);
  const listed = good.length === 0 ? `no setting of this pack is one` : `there are: ${good.join(", ")}`;
  report({
    code: "CFG506",
    path,
    at: "value",
    why:
      setting === undefined
        ? `there is no setting "${name}"`
        : `setting ${name} is in ${setting.unit}, not ${unit}`,
    help: near === null ? listed : `did you mean "${near}"?`,
  });
};

/** What a setting must be where it stands. */
type Wanted = "a length of time" | "a time of day";

const fits = (unit: string, wanted: Wanted): boolean =>
  wanted === "a time of day" ? unit === TIME_OF_DAY : convert(unit, "s").is === "conversion";

const checkSetting = (
  name: string,
  path: Path,
  { pack, report }: Names,
  wanted: Wanted,
  instead = "",
): void => {
  const { settings, broken } = pack;
  const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
  const good = Object.keys(settings).filter(each => fits(settings[each]?.unit ?? "", wanted));
  const known =
    good.length === 0 ? "no setting of this pack is one" : `settings that say one: ${good.join(", ")}`;
  if (setting === undefined && !broken.has(name)) {
    const edges = wanted === "a time of day" ? ["opening", "open", "closing"] : [];
    const near = nearest(name, [...good, ...edges]);
    const help = near === null ? `${known}${instead}` : `did you mean "${near}"?`;
    const why = `"${name}" is neither ${wanted} nor a setting that says one`;
    report({ code: "CFG506", path, at: "value", why, help });
  } else if (setting !== undefined && !fits(setting.unit, wanted)) {
    const is = setting.unit === TIME_OF_DAY ? "a time of day" : `in ${setting.unit}`;
    const why = `setting ${name} is ${is}, not ${wanted}`;
    report({ code: "CFG506", path, at: "value", why, help: known });
  }
};
