import { type Settings, settingsOf } from "#rules/language/settings.ts";
import { TIME_OF_DAY } from "#rules/language/unit-words.ts";
import { numberText } from "#rules/timeline/happening.ts";
import type { Hall } from "../config/load-hall.ts";

/** A setting that has another value after a change, and the rules of the new hall that name it. */
export type SettingChange = {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly rules: readonly string[];
};

/** The settings that both halls have and that differ: in a pack, or in what the site file says of them. */
export const settingChanges = ([old, now]: readonly [Hall, Hall]): readonly SettingChange[] => {
  const [before, after] = [settings(old), settings(now)];
  return [...after].flatMap(([name, { value, unit }]) => {
    const was = before.get(name);
    if (was === undefined || (was.value === value && was.unit === unit)) return [];
    const isSame = was.unit === unit;
    const rules = rulesNaming(name, now);
    return [
      { name, before: textOf(was.value, isSame ? "1" : was.unit, unit), after: textOf(value, unit), rules },
    ];
  });
};

const settings = ({ site, packs }: Hall): Settings => settingsOf(packs, site.settings).settings;

const rulesNaming = (name: string, { packs }: Hall): readonly string[] =>
  packs
    .flatMap(({ rules }) => rules)
    .filter(rule =>
      JSON.stringify(rule)
        .match(/[A-Za-z_]\w*/g)
        ?.includes(name),
    )
    .map(({ id }) => id);

/** `30 °C`, `22:00`; the unit is left out where it is said of the other one. */
const textOf = (value: number, shown: string, unit = shown): string => {
  if (unit !== TIME_OF_DAY) return numberText(value, shown === "1" ? undefined : shown);
  return [Math.floor(value / 60), value % 60].map(part => String(part).padStart(2, "0")).join(":");
};
