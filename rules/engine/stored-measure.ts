import type { Instant } from "../time/instant.ts";

/** Memos of functions over time have keys that begin with this. */
export const MEASURE = "measure/";

/** JSON knows neither NaN nor infinities. */
export type StoredNumber = number | "NaN" | "Infinity" | "-Infinity";

/** A function over time as it is kept over a restart: what it has seen, and how it stood when it was last looked at. */
export type StoredMeasure = {
  readonly at: Instant;
  readonly wakeAt: Instant | null;
  readonly input: StoredNumber;
  readonly low: StoredNumber;
  readonly high: StoredNumber;
  /** The edge of the day since which it measures. */
  readonly edge: Instant | null;
  readonly gauge: unknown;
};

export const storedNumber = (value: number): StoredNumber =>
  Number.isFinite(value) ? value : (String(value) as StoredNumber);

export const numberOf = (stored: StoredNumber): number => Number(stored);
