/**
 * Kleene's three values as small integers, so that a condition costs a few nanoseconds: `NO` 0, `YES` 1, `UNKNOWN` 2.
 * @see Kleene, Introduction to Metamathematics (1952) §64, the strong tables
 */
export type Truth = 0 | 1 | 2;

export const NO: Truth = 0;
export const YES: Truth = 1;
export const UNKNOWN: Truth = 2;

/** Kleene's tables. */
export const and = (a: Truth, b: Truth): Truth =>
  a === NO || b === NO ? NO : a === YES && b === YES ? YES : UNKNOWN;
export const or = (a: Truth, b: Truth): Truth =>
  a === YES || b === YES ? YES : a === NO && b === NO ? NO : UNKNOWN;
export const not = (a: Truth): Truth => (a === UNKNOWN ? UNKNOWN : a === YES ? NO : YES);

/** `yes`, `no` or `unknown`: for people and logs. */
export const truthWord = (a: Truth): "yes" | "no" | "unknown" =>
  a === YES ? "yes" : a === NO ? "no" : "unknown";
