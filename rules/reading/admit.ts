import type { Point } from "../site/model.ts";
import { type Instant, instant, type Millis, minutes } from "../time/instant.ts";
import type { Quality, Reading } from "./reading.ts";

/** What a driver has seen of one point. */
export type Seen = {
  /** In the class's unit, or the index of the class's word. */
  readonly value: number;
  /** The device's own time for the value, however wrong; absent when it tells none. */
  readonly sourceAt?: Instant | undefined;
  /** Whether it is a broker's memory rather than news. */
  readonly retained?: boolean | undefined;
};

/** Which source times are believed. */
export type TimeLimits = {
  /** When the device was commissioned; nothing can have been measured before. */
  readonly notBefore: Instant;
  /** How far a device's clock may be ahead of ours. */
  readonly ahead: Millis;
};

/** A clock that lost its power starts in 1970 or 2000; no device of ours was commissioned before 2020. */
export const TIME_LIMITS: TimeLimits = { notBefore: instant(Date.UTC(2020, 0, 1)), ahead: minutes(5) };

/**
 * What a value that came in is worth.
 *
 * - An implausible source time is replaced by the receipt time, `flag: "clock"`.
 * - A value outside the point's range, a word that the class has not, or no number at all is `bad`, with the reason.
 * - A retained message never refreshes an age: with a plausible time of its own it is good at that time, else
 *   `uncertain` at the receipt time, shown but not judged; `flag: "retained"` either way.
 */
export const admit = (point: Point, seen: Seen, receivedAt: Instant, limits = TIME_LIMITS): Reading => {
  const { value, sourceAt } = seen;
  const told = sourceAt !== undefined;
  const isPlausible = told && sourceAt >= limits.notBefore && sourceAt <= receivedAt + limits.ahead;
  const at = isPlausible ? sourceAt : receivedAt;
  const quality = seen.retained === true && !isPlausible ? "uncertain" : "good";
  const flag = seen.retained === true ? "retained" : told && !isPlausible ? "clock" : undefined;

  const words = point.class.words;
  if (words !== undefined) {
    if (words[value] === undefined) return bad(point, at, receivedAt, flag, noWord(value, words));
  } else if (!Number.isFinite(value)) {
    return bad(point, at, receivedAt, flag, `${value} is not a number that a device can measure`);
  } else if (point.range !== undefined && (value < point.range[0] || value > point.range[1])) {
    return bad(point, at, receivedAt, flag, outside(point, value, point.range));
  }
  return reading(point.index, value, at, receivedAt, quality, flag);
};

/** A reading that has no value, with the reason in words that a technician understands. */
export const badReading = (point: Point, reason: string, at: Instant): Reading =>
  bad(point, at, at, undefined, reason);

const bad = (
  point: Point,
  at: Instant,
  receivedAt: Instant,
  flag: Reading["flag"],
  reason: string,
): Reading => {
  const quality = "bad";
  if (flag === undefined) return { point: point.index, value: Number.NaN, at, receivedAt, quality, reason };
  return { point: point.index, value: Number.NaN, at, receivedAt, quality, reason, flag };
};

/** Six plain parameters instead of an object: this runs for every value, and an object is what it would cost. */
const reading = (
  point: number,
  value: number,
  at: Instant,
  receivedAt: Instant,
  quality: Quality,
  flag: Reading["flag"],
): Reading =>
  flag === undefined
    ? { point, value, at, receivedAt, quality }
    : { point, value, at, receivedAt, quality, flag };

const noWord = (value: number, words: readonly string[]): string =>
  `${value} is none of ${words.map((word, index) => `${index} ${word}`).join(", ")}`;

const outside = (point: Point, value: number, [low, high]: readonly [number, number]): string => {
  const { unit } = point.class;
  const shown = `${Number(value.toPrecision(6))}${unit === undefined || unit === "1" ? "" : ` ${unit}`}`;
  return `${shown} is outside ${low}..${high}`;
};
