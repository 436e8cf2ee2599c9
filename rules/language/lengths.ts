import { parseDuration } from "../site/durations.ts";
import { type Told, told } from "../site/form.ts";
import type { Millis } from "../time/instant.ts";
import type { Length } from "./edge.ts";

/** What the name of a setting looks like: one that conditions can write. */
export const SETTING = /^[a-z][a-z0-9_]{0,62}$/;

const MOST = parseDuration("366 d") as Millis;
const HELP = "write it as 30 s, 10 min, 2 h or 45 d, or name a setting that says it";

/**
 * Reads a length of time or the name of the setting that says it: `10 min`, `lunch_grace`. A length is at most 366 d.
 * Whether there is such a setting is seen when the whole pack is known.
 */
export const length = (said: string | number): Told<Length> => {
  const text = String(said).trim();
  const span = parseDuration(text);
  if (span === null && SETTING.test(text)) return told({ setting: text });
  if (span === null) return refusal(text);
  if (span > MOST) return { is: "refused", code: "CFG105", why: `${text} is longer than 366 d`, help: "" };
  return told(span);
};

const refusal = (text: string): Told<never> => {
  const meant = meantLength(text);
  const help = meant === null ? HELP : `did you mean "${meant}"?`;
  return { is: "refused", code: "CFG201", why: `expected a length of time, found "${text}"`, help };
};

const SPELT: Readonly<Record<string, string>> = {
  "": "min",
  m: "min",
  mn: "min",
  mins: "min",
  minute: "min",
  minutes: "min",
  分: "min",
  分钟: "min",
  sec: "s",
  secs: "s",
  second: "s",
  seconds: "s",
  秒: "s",
  hr: "h",
  hrs: "h",
  hour: "h",
  hours: "h",
  小时: "h",
  day: "d",
  days: "d",
  天: "d",
};

/** The length of time that somebody meant who wrote its unit in another way: `10 min` for `10 minutes`; else null. */
export const meantLength = (text: string): string | null => {
  const [, count, unit] = /^(\d{1,9}(?:\.\d{1,3})?)\s*([^\d\s.]*)\.?$/.exec(text.trim()) ?? [];
  const right = unit === undefined ? undefined : (SPELT[unit.toLowerCase()] ?? unit.toLowerCase());
  const written = `${count} ${right}`;
  return count !== undefined && parseDuration(written) !== null ? written : null;
};
