import { parseDuration } from "../site/durations.ts";
import { type Told, told } from "../site/form.ts";
import { wallMinute } from "../site/opening-hours.ts";
import { convert } from "../units/convert.ts";
import { isUnit, meantUnit, TIME_OF_DAY } from "./unit-words.ts";

/** The code of a diagnostic for a value that a setting cannot have. */
const CODE = "CFG502";

/**
 * Reads the value of a setting in its unit: a number, a time of day `"22:00"` for unit `time` (as minutes since
 * midnight), or a length of time `"10 min"` for units of time.
 */
export const settingValue = (said: number | string, unit: string): Told<number> => {
  if (unit === TIME_OF_DAY) return timeOfDay(said);
  if (typeof said === "number") return told(said);
  const span = parseDuration(said);
  const inUnit = convert("ms", unit);
  if (span !== null && inUnit.is === "conversion") return told(span * inUnit.scale);
  const help = inUnit.is === "conversion" ? `write a number of ${unit}, or a text such as "10 min"` : "";
  return { is: "refused", code: CODE, why: `expected a number in ${unit}, found "${said}"`, help };
};

const timeOfDay = (said: number | string): Told<number> => {
  const minute = wallMinute(String(said));
  if (minute !== null && minute < 1440) return told(minute);
  return { is: "refused", code: CODE, why: `"${said}" is no time of day`, help: 'write it as "22:00"' };
};

/** Reads the unit of a setting: a UCUM code, a rate `K/h`, or `time` for a time of day. */
export const settingUnit = (unit: string): Told<string> => {
  if (unit === TIME_OF_DAY || isUnit(unit)) return told(unit);
  const near = meantUnit(unit);
  const help =
    near === null
      ? "write a UCUM code: W, Cel, %, min, kW.h, 1 for a bare number"
      : `did you mean "${near}"?`;
  return { is: "refused", code: "CFG506", why: `"${unit}" is not a unit that we know`, help };
};
