import type { Instant, Millis } from "../time/instant.ts";
import type { BreakKind, CounterState } from "./counter-state.ts";

/** Energy of a quarter of an hour, stamped by its end; quarters are those of UTC, and so of every zone. */
export type MeterQuarter = {
  readonly meter: string;
  /** The quarter is start-exclusive and end-inclusive. */
  readonly end: Instant;
  /** All that is booked for it, corrections included. */
  readonly kWh: number;
  /** How much of that is certain only as an amount: when it was used was spread evenly. */
  readonly estimatedKwh: number;
  /** How much of the quarter was measured. */
  readonly covered: Millis;
  /** Something in it was not counted: there was so much at least. */
  readonly isAtLeast: boolean;
};

/** Something that happened to a meter beside counting, or that a person put right. */
export type MeterEntry = {
  /** Made of content: booking it twice is one. */
  readonly id: string;
  readonly meter: string;
  readonly at: Instant;
  readonly from: Instant;
  readonly to: Instant;
  /** What it added to the ledger; negative only for corrections. */
  readonly kWh: number;
  readonly is: "gap" | BreakKind | "glitch" | "undone" | "unclear" | "correction";
  /** Name of the person; null: it was found. */
  readonly by: string | null;
  /** What the meter itself showed; absent: nothing beside what happened, or it was not kept then. */
  readonly shown?: MeterShown;
  /** The reason that a person gave, empty where nobody did. An older entry that was found has a sentence in English here. */
  readonly why: string;
};

/** Readings that did not fit, or what it stood at before and after it did not go on from where it was. */
export type MeterShown =
  | { readonly is: "strays"; readonly readings: number }
  | { readonly is: "stood"; readonly fromKwh: number; readonly toKwh: number };

/** All that must be kept of a meter; plain data, for JSON. */
export type MeterState =
  | {
      readonly is: "counter";
      readonly counter: CounterState;
      /** Everything ever booked less corrections: what the meter counted since it was first heard. */
      readonly countedKwh: number;
      /** What was booked since the last break while that can still turn out to have been none; latest last. */
      readonly sinceBreak: readonly BookedSpan[];
    }
  | {
      readonly is: "power";
      /** The last power that is known, W; null: unknown. */
      readonly powerW: number | null;
      /** When that was told; null: nothing was ever heard. */
      readonly at: Instant | null;
      /** Up to when it is booked; not before `at`. */
      readonly bookedTo: Instant | null;
    };

/** Energy as it went into the quarters of a stretch: evenly by time. */
export type BookedSpan = {
  readonly from: Instant;
  readonly to: Instant;
  readonly kWh: number;
  readonly isEstimated: boolean;
};

/** What is to be added to the ledger, and what is to be kept of the meter then. */
export type Booked = {
  readonly state: MeterState;
  /** To be added to what the quarters have; by end. Negative where something was booked that was none. */
  readonly quarters: readonly MeterQuarter[];
  readonly entries: readonly MeterEntry[];
};
