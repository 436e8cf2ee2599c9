import type { Comparator } from "./formula.ts";
import { NO, type Truth, UNKNOWN, YES } from "./truth.ts";

/** Compares two numbers; NaN is not known. */
export const compare = (op: Comparator, x: number, y: number): Truth => {
  if (Number.isNaN(x) || Number.isNaN(y)) return UNKNOWN;
  return holds(op, x, y) ? YES : NO;
};

const holds = (op: Comparator, x: number, y: number): boolean => {
  switch (op) {
    case "==":
      return x === y;
    case "!=":
      return x !== y;
    case "<":
      return x < y;
    case "<=":
      return x <= y;
    case ">":
      return x > y;
    case ">=":
      return x >= y;
  }
};

/**
 * Compares two values that are each known to lie between two limits, both included: yes or no only where every value
 * between them would say so.
 */
export const compareSpans = (
  op: Comparator,
  low: number,
  high: number,
  otherLow: number,
  otherHigh: number,
): Truth => {
  if (Number.isNaN(low) || Number.isNaN(high) || Number.isNaN(otherLow) || Number.isNaN(otherHigh))
    return UNKNOWN;
  switch (op) {
    case "<":
      return high < otherLow ? YES : low >= otherHigh ? NO : UNKNOWN;
    case "<=":
      return high <= otherLow ? YES : low > otherHigh ? NO : UNKNOWN;
    case ">":
      return low > otherHigh ? YES : high <= otherLow ? NO : UNKNOWN;
    case ">=":
      return low >= otherHigh ? YES : high < otherLow ? NO : UNKNOWN;
    case "==":
      return isOne(low, high, otherLow, otherHigh)
        ? YES
        : isApart(low, high, otherLow, otherHigh)
          ? NO
          : UNKNOWN;
    case "!=":
      return isOne(low, high, otherLow, otherHigh)
        ? NO
        : isApart(low, high, otherLow, otherHigh)
          ? YES
          : UNKNOWN;
  }
};

const isOne = (low: number, high: number, otherLow: number, otherHigh: number): boolean =>
  low === high && otherLow === otherHigh && low === otherLow;

const isApart = (low: number, high: number, otherLow: number, otherHigh: number): boolean =>
  high < otherLow || low > otherHigh;

/** The limits of a calculation on two spans. A division by a span that holds zero is not known: NaN. */
export const spanOf = (
  is: "sum" | "difference" | "product" | "quotient",
  low: number,
  high: number,
  otherLow: number,
  otherHigh: number,
): readonly [low: number, high: number] => {
  switch (is) {
    case "sum":
      return [low + otherLow, high + otherHigh];
    case "difference":
      return [low - otherHigh, high - otherLow];
    case "product":
      return extremes(low * otherLow, low * otherHigh, high * otherLow, high * otherHigh);
    case "quotient":
      if (otherLow <= 0 && otherHigh >= 0) return [Number.NaN, Number.NaN];
      return extremes(low / otherLow, low / otherHigh, high / otherLow, high / otherHigh);
  }
};

/** Infinity times zero is NaN and makes all of it not known. */
const extremes = (...ends: readonly number[]): readonly [number, number] => [
  Math.min(...ends),
  Math.max(...ends),
];
