import type { Millis } from "../time/instant.ts";

/**
 * What a point measures: a row of the class table. A class either has a unit (its value is a number in it) or words
 * (its value is an index into them, so that polarity is told in words: closed/open, never true/false).
 */
export type PointClass = {
  /** Thing first, quantity last: `zone-air-temp`. */
  readonly id: string;
  /** UCUM code, `1` for a bare number; absent for worded classes. */
  readonly unit?: string;
  /** The words of a worded class, in value order: `["closed", "open"]`. */
  readonly words?: readonly string[];
  readonly range?: readonly [low: number, high: number];
  readonly staleAfter: Millis;
  /** `security` points are told as security alerts when nobody can read them. */
  readonly family: "security" | "safety" | "energy" | "comfort" | "system";
  /** Brick 1.4.4 class, or null where Brick has none; a near miss is not used. */
  readonly brick: string | null;
  /** Project Haystack 4 tags, or null. */
  readonly haystack: string | null;
  /** Whether its value grows for ever (a meter's register). */
  readonly counter?: true;
};
