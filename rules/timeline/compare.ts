import type { Instant, Millis } from "../time/instant.ts";
import { clockText, dateText, wallText } from "./moments.ts";

/** What a comparison needs to know beside the alert. `hallId`: the hall, of which papers speak as `hall`. */
export type Look = { readonly tolerance: Millis; readonly timeZone: string; readonly hallId: string };

/** Whether something is about the target: what is about the hall as a whole may be called by its id or `hall`. */
export const isAbout = (expected: string, seen: string, { hallId }: Pick<Look, "hallId">): boolean =>
  expected === seen || (expected === hallId && seen === "hall");

/** `fits` where equal texts would not do; `key` where one thing asked makes several rows. */
export type Compared = {
  readonly key?: string;
  readonly expected: string;
  readonly seen: string;
  readonly fits?: boolean;
};

/** What stands where there is nothing. */
export const NONE = "–";

/** One of several. */
export const contains = (expected: string, seen: readonly string[]): Compared => ({
  expected,
  seen: list(seen),
  fits: seen.includes(expected),
});

/** Exactly these, in this order. */
export const inOrder = (expected: readonly string[], seen: readonly string[]): Compared => ({
  expected: list(expected),
  seen: list(seen),
});

/** Whether there is something at all, or which: a person, a text. */
export const yesOrWhich = (expected: boolean | string, seen: string | undefined): Compared =>
  typeof expected === "string"
    ? { expected, seen: seen ?? NONE }
    : { expected: `${expected}`, seen: `${seen !== undefined}` };

/** Exactly these, in any order. */
export const sameSet = (expected: readonly string[], seen: readonly string[]): Compared => ({
  expected: list(expected),
  seen: list(seen),
  fits: expected.length === seen.length && expected.every(each => seen.includes(each)),
});

const list = (names: readonly string[]): string => (names.length === 0 ? NONE : names.join(", "));

/** Whether a moment is as expected, or off by no more than the test allows. */
export const isNear = (seen: Instant, expected: Instant, { tolerance }: Look): boolean =>
  Math.abs(seen - expected) <= tolerance;

/** False: none at all. */
export const noOrMoment = (expected: false | Instant, seen: Instant | null, look: Look): Compared =>
  expected === false
    ? { expected: "false", seen: seen === null ? "false" : clockText(seen, look.timeZone) }
    : atMoment(expected, seen, look);

/** True: some time or other. */
export const yesOrMoment = (expected: boolean | Instant, seen: Instant | null, look: Look): Compared =>
  typeof expected === "boolean"
    ? { expected: `${expected}`, seen: `${seen !== null}` }
    : atMoment(expected, seen, look);

/** Both moments as text; the date only where the days differ. */
export const atMoment = (expected: Instant, seen: Instant | null, look: Look): Compared => {
  const { timeZone } = look;
  const isSameDay = seen === null || dateText(seen, timeZone) === dateText(expected, timeZone);
  const text = isSameDay ? clockText : wallText;
  return {
    expected: text(expected, timeZone),
    seen: seen === null ? NONE : text(seen, timeZone),
    fits: seen !== null && isNear(seen, expected, look),
  };
};
