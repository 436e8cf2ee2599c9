import type { Instant, Millis } from "../time/instant.ts";

/** What a counter said. Raw: nothing here changes it. */
export type CounterReading = {
  readonly at: Instant;
  /** What stands on the counter. */
  readonly kWh: number;
  /** Serial number of the meter that says it; absent: it does not tell. */
  readonly meter?: string;
};

/** What is known of a counter without hearing it; see `counterLimits`. */
export type CounterLimits = {
  /** No more can flow through the meter. */
  readonly maxKw: number;
  /** Where it begins again at 0, in kWh: each value that is possible. Empty: nobody knows, or never. */
  readonly modulusKwh: readonly number[];
  /** Its smallest step. */
  readonly resolutionKwh: number;
  /** Nobody knows how energy was spread over a stretch without a reading that is longer than this. */
  readonly gapAfter: Millis;
};

/**
 * Energy of a stretch of time. `measured`: counted from its beginning to its end. `estimated`: the amount is certain, when in
 * the stretch it was used is not. `at-least`: so much is certain; what else there was nobody counted.
 */
export type Increment = {
  readonly from: Instant;
  readonly to: Instant;
  /** Never negative, and never more than the physical limit allows in the stretch. */
  readonly kWh: number;
  readonly is: "measured" | "estimated" | "at-least";
  readonly why: "counted" | "gap" | BreakKind | "undone";
};

/** Why a counter does not go on from where it was. `jump`: nobody knows; a person may. */
export type BreakKind = "rollover" | "reset" | "step-back" | "replacement" | "jump";

/** What happened to a counter that is more than counting. `at`: when it was first seen. */
export type CounterEvent =
  /** Readings that the next one took back. */
  | {
      readonly is: "glitch";
      readonly at: Instant;
      readonly until: Instant;
      readonly kWh: number;
      readonly readings: number;
    }
  /** It goes on from `toKwh`; it was at `fromKwh`. `by`: the person who said so. */
  | {
      readonly is: BreakKind;
      readonly at: Instant;
      readonly fromKwh: number;
      readonly toKwh: number;
      readonly by?: string;
    }
  /** What was taken for a break was none: it goes on from before it. */
  | { readonly is: "undone"; readonly at: Instant; readonly kWh: number }
  /** No two readings agree, or it counts faster than is possible: a limit or a ratio is wrong. Nothing is counted. */
  | { readonly is: "unclear"; readonly at: Instant; readonly kWh: number };

/** The last time that it did not go on from where it was. */
export type CounterBreak = {
  readonly is: BreakKind;
  readonly before: CounterReading;
  readonly first: CounterReading;
  /** Counted between the two, also what went to pay what was owed. */
  readonly betweenKwh: number;
  /** Counted since `before`, likewise. */
  readonly sinceKwh: number;
};

/** All that must be kept of a counter; plain data, for JSON. */
export type CounterState = {
  /** The last reading that is believed: what was before it is counted. */
  readonly base: CounterReading | null;
  /** Since when it has been told to stand where it does. */
  readonly standsSince: Instant | null;
  /** Readings that do not fit what was before; the old value holds until two of them agree. `strays`: others before `first`. */
  readonly doubt: {
    readonly first: CounterReading;
    readonly last: CounterReading;
    readonly readings: number;
    readonly strays: number;
  } | null;
  readonly break: CounterBreak | null;
  /** Counted too much, before it was known to be none; taken off what comes. */
  readonly owedKwh: number;
};

export type Counted = {
  readonly state: CounterState;
  readonly increments: readonly Increment[];
  readonly events: readonly CounterEvent[];
};

export const newCounter: CounterState = {
  base: null,
  standsSince: null,
  doubt: null,
  break: null,
  owedKwh: 0,
};
