import { salvage } from "../site/salvage.ts";
import { type DutyEntry, dutyEntry } from "./duty-schema.ts";
import { type RuleEntry, ruleEntry, settingEntry } from "./pack-schema.ts";
import type { Setting } from "./rule.ts";
import { settingValue } from "./setting-value.ts";
import { type SuppressionEntry, suppressionEntry } from "./suppression-schema.ts";

/** What of a pack has its form, so that one mistake does not keep the rest from being checked. */
export type LoosePack = {
  readonly settings: Readonly<Record<string, Setting>>;
  /** Settings that are there but have not their form: nothing more is said where they are used. */
  readonly broken: ReadonlySet<string>;
  readonly rules: readonly LooseRule[];
  readonly suppressions: readonly LooseSuppression[];
  readonly duties: readonly LooseDuty[];
};

/** A rule of which anything may be missing. */
export type LooseRule = { readonly [K in keyof RuleEntry]?: RuleEntry[K] | undefined };

/** A suppression of which anything may be missing. */
export type LooseSuppression = {
  readonly [K in keyof SuppressionEntry]?: SuppressionEntry[K] | undefined;
};

/** A duty of which anything may be missing. */
export type LooseDuty = { readonly [K in keyof DutyEntry]?: DutyEntry[K] | undefined };

/** Takes what can be used of a pack as it stands in the file. */
export const loosePack = (value: unknown): LoosePack => {
  const { settings, rules, suppressions, duties } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const entries = Object.entries(typeof settings === "object" && settings !== null ? settings : {});
  const read = entries.map(([name, entry]) => [name, settingIn(entry)] as const);
  return {
    settings: Object.fromEntries(
      read.flatMap(([name, setting]) => (setting === null ? [] : [[name, setting]])),
    ),
    broken: new Set(read.flatMap(([name, setting]) => (setting === null ? [name] : []))),
    rules: listed(rules).map(rule => (salvage(ruleEntry, rule) ?? {}) as LooseRule),
    suppressions: listed(suppressions).map(
      each => (salvage(suppressionEntry, each) ?? {}) as LooseSuppression,
    ),
    duties: listed(duties).map(each => (salvage(dutyEntry, each) ?? {}) as LooseDuty),
  };
};

const listed = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : []);

const settingIn = (entry: unknown): Setting | null => {
  const parsed = settingEntry.safeParse(entry);
  if (!parsed.success) return null;
  const { value: said, unit, zh, en } = parsed.data;
  const value = settingValue(said, unit);
  return value.is === "told" ? { value: value.value, unit, meaning: { zh, en } } : null;
};
