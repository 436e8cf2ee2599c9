import type { Instant, Millis } from "../time/instant.ts";

/** The functions over time that a condition can use. */
export type GaugeName =
  | "average"
  | "min"
  | "max"
  | "rise"
  | "fall"
  | "rate"
  | "time_in"
  | "changes"
  | "energy"
  | "since_change"
  | "age";

/** What a gauge measures. */
export type GaugeSpec = {
  readonly fn: GaugeName;
  readonly window:
    | { readonly is: "length"; readonly length: Millis }
    /** Since the last edge told by `restartAt`. */
    | { readonly is: "since" }
    /** `since_change` and `age`. */
    | { readonly is: "none" };
  /** Of `energy`: the input is a counter in kW.h, not a power in W. */
  readonly isCounter: boolean;
  /**
   * Constants that a growing value is compared with: milliseconds for times, kW.h for energy. With some, the gauge says
   * to the millisecond when a comparison turns; leave it empty where the value is also compared with anything that is
   * not constant: it is then looked at once a minute, or a slice, while it grows.
   */
  readonly thresholds: readonly number[];
};

/**
 * A function over time of one input, kept up to date change by change in bounded memory.
 *
 * An input has a value from one moment on until the next (NaN: not known); time never goes back. A window of length W
 * begins at the last whole slice: with w = ceil(W / 60) ms, at t it is [floor((t − W) / w) · w, t]. Asking changes
 * nothing that is told later.
 */
export type Gauge = {
  /**
   * The input has this value from `at` on. Truths are 1, 0 and NaN; `age` takes the source times of good readings
   * instead. Of several values at one moment the last counts.
   */
  readonly take: (value: number, at: Instant) => void;
  /** The least that it can be at `at`, in seconds, kW.h or the unit of the input; NaN: not known. */
  readonly low: (at: Instant) => number;
  /** The greatest that it can be: the same as `low` unless `isInterval`. */
  readonly high: (at: Instant) => number;
  /** The next moment after `at` to look again though the input stays as it is; null: nothing can change. */
  readonly wakeAt: (at: Instant) => Instant | null;
  /** The edge since which it measures; telling the same edge again changes nothing. Windows of a length ignore it. */
  readonly restartAt: (edge: Instant) => void;
  /** What it knows, for JSON. */
  readonly save: () => readonly (number | null)[];
  /** Goes on from what was saved: false, and nothing is known, when that is not of this kind of gauge. */
  readonly restore: (saved: unknown) => boolean;
  /** The clock was moved by `by`: what has passed stays passed and no more. */
  readonly move: (by: Millis) => void;
};

/** Whether a function is known only within limits while part of its window is unknown. */
export const isInterval = (fn: GaugeName): boolean => fn === "time_in" || fn === "changes" || fn === "energy";
