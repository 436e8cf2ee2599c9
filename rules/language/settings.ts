import { nearest } from "../site/nearest.ts";
import { type Millis, millis } from "../time/instant.ts";
import { convert } from "../units/convert.ts";
import type { Edge, Length, PhaseName } from "./edge.ts";
import type { Force, Pack, Rule, Setting, Suppressing } from "./rule.ts";
import { settingValue } from "./setting-value.ts";
import { TIME_OF_DAY } from "./unit-words.ts";

/** The settings of a hall by name: those of its packs, with the site's own values. */
export type Settings = ReadonlyMap<string, Setting>;

/** Why a setting of the site cannot be taken. */
export type SettingProblem = { readonly name: string; readonly message: string; readonly help: string };

/**
 * The settings that hold in a hall.
 *
 * @param overrides  values of the site file by name: a number in the setting's unit, or a text such as `10 min`, `22:00`
 */
export const settingsOf = (
  packs: readonly Pick<Pack, "settings">[],
  overrides: Readonly<Record<string, number | string>>,
): { readonly settings: Settings; readonly problems: readonly SettingProblem[] } => {
  const settings = new Map<string, Setting>();
  const problems: SettingProblem[] = [];
  for (const pack of packs)
    for (const [name, setting] of Object.entries(pack.settings)) {
      const known = settings.get(name);
      if (known !== undefined && !Object.hasOwn(overrides, name) && !isSame(known, setting))
        problems.push(disagreement(name, known, setting));
      settings.set(name, setting);
    }
  for (const [name, said] of Object.entries(overrides)) {
    const setting = settings.get(name);
    const value = setting && settingValue(said, setting.unit);
    if (setting !== undefined && value?.is === "told") settings.set(name, { ...setting, value: value.value });
    else if (value?.is === "refused") problems.push({ name, message: value.why, help: value.help });
    else problems.push(stranger(name, [...settings.keys()]));
  }
  return { settings, problems };
};

const isSame = (a: Setting, b: Setting): boolean => a.unit === b.unit && a.value === b.value;

const disagreement = (name: string, a: Setting, b: Setting): SettingProblem => ({
  name,
  message: `setting ${name} is ${a.value} ${a.unit} in one pack and ${b.value} ${b.unit} in another`,
  help: `say under settings which it is here: ${name}: ${a.value}`,
});

const stranger = (name: string, known: readonly string[]): SettingProblem => {
  const near = nearest(name, known);
  const help = near === null ? `there are: ${known.join(", ")}` : `did you mean "${near}"?`;
  return { name, message: `no pack of this hall has a setting "${name}"`, help };
};

/** A rule with every setting in its lengths of time and windows resolved. */
export type SettledRule = Omit<Rule, "hold" | "escalate" | "realarm" | "incident" | "inForce"> & {
  readonly hold: Millis;
  readonly escalate?: Millis | null;
  readonly realarm?: Millis | null;
  readonly incident?: { readonly reportWithin: Millis | null };
  readonly inForce: readonly SettledForce[];
};

/** When a rule can find anything, with settings resolved. */
export type SettledForce =
  | PhaseName
  | "after-activity"
  | { readonly from: SettledEdge; readonly to: SettledEdge };

/** A moment of the business day: a time of day (minutes since midnight) or an edge of the hall's hours, moved by `offset`. */
export type SettledEdge =
  | { readonly is: "time"; readonly minute: number; readonly offset: Millis }
  | { readonly is: "opening" | "open" | "closing"; readonly offset: Millis };

/**
 * Resolves the settings that a rule names in its lengths of time and windows.
 *
 * @throws {RangeError}  when a setting is not there or has no such unit; `parsePack` has told that before
 */
export const settle = ({ escalate, realarm, incident, ...rule }: Rule, settings: Settings): SettledRule => {
  const lengthIn = (length: Length | null): Millis | null =>
    length === null ? null : atLeastZero(lengthOf(length, settings));
  return {
    ...rule,
    hold: atLeastZero(lengthOf(rule.hold, settings)),
    inForce: rule.inForce.map(force => settledForce(force, settings)),
    ...(escalate !== undefined && { escalate: lengthIn(escalate) }),
    ...(realarm !== undefined && { realarm: lengthIn(realarm) }),
    ...(incident !== undefined && { incident: { reportWithin: lengthIn(incident.reportWithin) } }),
  };
};

/** A suppression with its settings resolved. */
export type SettledSuppressing = Omit<Suppressing, "settle"> & { readonly settle: Millis };

/** Resolves the setting that a suppression names. */
export const settleSuppressing = (each: Suppressing, settings: Settings): SettledSuppressing => ({
  ...each,
  settle: atLeastZero(lengthOf(each.settle, settings)),
});

const atLeastZero = (length: Millis): Millis => millis(Math.max(0, length));

const settledForce = (force: Force, settings: Settings): SettledForce =>
  typeof force === "string"
    ? force
    : { from: settledEdge(force.from, settings), to: settledEdge(force.to, settings) };

/** A moment of the business day with the settings that it names resolved. */
export const settledEdge = ({ at, offset }: Edge, settings: Settings): SettledEdge => {
  const moved = millis(offset === null ? 0 : offset.sign * lengthOf(offset.length, settings));
  if (at.is === "time") return { is: "time", minute: at.minute, offset: moved };
  if (at.is !== "setting") return { is: at.is, offset: moved };
  const { value, unit } = settingNamed(at.setting, settings);
  if (unit !== TIME_OF_DAY) throw new RangeError(`setting ${at.setting} is no time of day`);
  return { is: "time", minute: value, offset: moved };
};

/** A length of time, or what the setting says. */
export const lengthOf = (length: Length, settings: Settings): Millis => {
  if (typeof length === "number") return length;
  const { value, unit } = settingNamed(length.setting, settings);
  const conversion = convert(unit, "ms");
  if (conversion.is === "refused") throw new RangeError(`setting ${length.setting} is no length of time`);
  return millis(Math.round(value * conversion.scale));
};

/**
 * What a setting says, in another unit.
 *
 * @throws {RangeError}  when the setting is not there or has no such unit
 */
export const numberOf = (name: string, unit: string, settings: Settings): number => {
  const setting = settingNamed(name, settings);
  const conversion = convert(setting.unit, unit);
  if (conversion.is === "refused") throw new RangeError(`setting ${name} cannot be told in ${unit}`);
  return setting.value * conversion.scale + conversion.offset;
};

const settingNamed = (name: string, settings: Settings): Setting => {
  const setting = settings.get(name);
  if (setting === undefined) throw new RangeError(`there is no setting ${name}`);
  return setting;
};
