import type { Settings } from "../language/settings.ts";
import { convert } from "../units/convert.ts";

/** A setting in its own unit, a length of time in milliseconds; null: there is none of the name. */
export const settingIn = (settings: Settings, name: string): number | null => {
  const setting = settings.get(name);
  if (setting === undefined) return null;
  const conversion = convert(setting.unit, "ms");
  return conversion.is === "refused" ? setting.value : Math.round(setting.value * conversion.scale);
};
