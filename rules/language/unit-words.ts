import { nearest } from "../site/nearest.ts";
import { units } from "../units/units.ts";
import { FAHRENHEIT, isTime } from "./unit-algebra.ts";

/** The unit of settings that are a time of day: `"22:00"`. */
export const TIME_OF_DAY = "time";

/** Whether a UCUM code, or a rate such as `K/h`, is one that we can convert. */
export const isUnit = (code: string): boolean => {
  if (units.has(code)) return true;
  const [over = "", under = "", more] = code.split("/");
  return more === undefined && units.has(over) && over !== FAHRENHEIT && isTime(under);
};

const OTHER_NAMES: Readonly<Record<string, string>> = {
  c: "Cel",
  celsius: "Cel",
  "℃": "Cel",
  degc: "Cel",
  kwh: "kW.h",
  wh: "W.h",
  percent: "%",
  ppm: "[ppm]",
  people: "{person}",
  persons: "{person}",
  number: "1",
  minute: "min",
  minutes: "min",
  sec: "s",
  second: "s",
  seconds: "s",
  hour: "h",
  hours: "h",
  day: "d",
  days: "d",
  lux: "lx",
  watt: "W",
  watts: "W",
  volt: "V",
  ampere: "A",
};

/** The unit that is written: by its code, or as people see it, `°C`, `kW·h`, `分钟`; null when it is none. */
export const writtenUnit = (written: string): string | null => {
  if (isUnit(written)) return written;
  for (const { code, name } of units.values())
    if (written !== "" && (name.en === written || name.zh === written)) return code;
  return null;
};

/** The unit that somebody meant who wrote it in another way: `Cel` for `°C`; null when none is near. */
export const meantUnit = (written: string): string | null => {
  const said = OTHER_NAMES[written.toLowerCase()];
  return said ?? writtenUnit(written) ?? nearest(written, [...units.keys(), TIME_OF_DAY]);
};
