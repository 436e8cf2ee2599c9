import type { Settings, SettledRule } from "../language/settings.ts";

/**
 * What a rule finds, as one short text: rules that find the same have the same version, whatever else was edited in their
 * pack. Covers its conditions, times and fact, and the settings that they name; not what people are told.
 */
export const versionOf = (rule: SettledRule, settings: Settings): string => {
  const { id, each, where, inForce, season, condition, clear, hold, gap, fact, waste } = rule;
  const text = JSON.stringify([id, each, where, inForce, season, condition, clear, hold, gap, fact, waste]);
  const words = new Set(text.match(/[A-Za-z_]\w*/g));
  const used = [...settings].filter(([name]) => words.has(name)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return contentHash(text + JSON.stringify(used.map(([name, { value, unit }]) => [name, value, unit])));
};

/**
 * 53 bits of a text, as hexadecimal digits. Not for keeping secrets: for telling whether a rule is what it was.
 *
 * @see cyrb53 by bryc (public domain): two multiplicative hashes of 32 bits, mixed as MurmurHash3 ends
 */
export const contentHash = (text: string): string => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  const a = mixed(high, low);
  const b = mixed(low, high);
  return (4_294_967_296 * (2_097_151 & b) + (a >>> 0)).toString(16).padStart(14, "0");
};

const mixed = (own: number, other: number): number =>
  Math.imul(own ^ (own >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909);
