import { type Told, told } from "../site/form.ts";
import { wallMinute } from "../site/opening-hours.ts";
import { changeUnit } from "./unit-algebra.ts";
import { isUnit, meantUnit, TIME_OF_DAY, writtenUnit } from "./unit-words.ts";

/** The code of a diagnostic for a value that a setting cannot have. */
const CODE = "CFG502";

/**
 * Reads the value of a setting in its unit: a number; a text with a unit of its own, `"10 min"`, `"2000 W.h"`, `"28 °C"`;
 * a time of day `"22:00"` for unit `time` (as minutes since midnight).
 */
export const settingValue = (said: number | string, unit: string): Told<number> => {
  if (unit === TIME_OF_DAY) return timeOfDay(said);
  if (typeof said === "number") return told(said);
  const [, count, written = ""] = /^\s*(-?\d+(?:\.\d+)?)\s*(.*?)\s*$/.exec(said) ?? [];
  const refusal = (help: string) =>
    ({ is: "refused", code: CODE, why: `expected a number in ${unit}, found "${said}"`, help }) as const;
  const comma = /^\s*(-?\d+)[,，](\d+)/.exec(said);
  if (comma !== null) return refusal(`write ${comma[1]}.${comma[2]}`);
  if (count === undefined) return refusal(howTo("10", unit));
  if (written === "") return refusal(`write it without quotes: ${count}`);
  const own = writtenUnit(written);
  if (own === null) {
    const near = meantUnit(written);
    return refusal(near === null ? howTo(count, unit) : `did you mean "${count} ${near}"?`);
  }
  const change = changeUnit(own, unit);
  if (change.is === "refused") return refusal(`${change.why}: ${howTo(count, unit)}`);
  return told(rounded(Number(count) * change.scale + change.offset));
};

/** Without what arithmetic in binary adds: 86 °F is 30 °C. */
const rounded = (value: number): number => Number(value.toPrecision(12));

const howTo = (count: string, unit: string): string => `write ${count}, or "${count} ${unit}"`;

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
