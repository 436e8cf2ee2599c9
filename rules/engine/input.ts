import type { AlertPart, Evidence } from "../alert/alert.ts";
import type { Hold } from "../condition/hold.ts";
import type { ReadingColumns } from "../reading/columns.ts";
import type { Reading } from "../reading/reading.ts";
import type { Instant, Millis } from "../time/instant.ts";
import type { Decisions } from "./decisions.ts";

/** What goes into the engine: by one door, in one order. `at` is the hall's time now. */
export type Input =
  | { readonly is: "readings"; readonly readings: readonly Reading[]; readonly at: Instant }
  /**
   * Recorded readings, oldest first: each is judged at its own time, as if it had come in when it was measured. `at` is
   * the time after them, not before the last.
   */
  | { readonly is: "columns"; readonly columns: ReadingColumns; readonly at: Instant }
  | { readonly is: "tick"; readonly at: Instant }
  /** The hall's clock was moved by `by`; `at` is what it shows now. */
  | { readonly is: "clock-moved"; readonly by: Millis; readonly at: Instant }
  | {
      readonly is: "acknowledge";
      readonly alert: string;
      readonly by: string;
      readonly note: string;
      readonly at: Instant;
    }
  /** Somebody asks for the hall, or some zones of it, after hours. */
  | {
      readonly is: "request-activity";
      readonly id: string;
      readonly zones: readonly string[];
      readonly from: Instant;
      readonly to: Instant;
      readonly by: string;
      readonly at: Instant;
    }
  /** `override`: why it is approved although it was asked for too late. */
  | {
      readonly is: "approve-activity";
      readonly id: string;
      readonly by: string;
      readonly override?: string;
      readonly at: Instant;
    };

/** What people ask the engine to do. */
export type Command = Extract<Input, { is: "acknowledge" | "request-activity" | "approve-activity" }>;

export const isCommand = (input: Input): input is Command =>
  input.is === "acknowledge" || input.is === "request-activity" || input.is === "approve-activity";

/** Decisions, or why a person's command was refused. */
export type Outcome = Decisions & { readonly refused?: string };

/** How many rule instances say what now. */
export type Tally = { instances: number; yes: number; no: number; unknown: number; notInForce: number };

/** What a rule says for one target now, how long it has held, and what it sees. */
export type Look = {
  readonly says: "yes" | "no" | "unknown" | "not-in-force";
  readonly hold: Hold;
  readonly evidence: readonly Evidence[];
  /** What decides it: its condition or, where it has one and while it is found, its `clear`. */
  readonly decides: "condition" | "clear";
  /** The comparisons of that, as they stand. */
  readonly parts: readonly AlertPart[];
};
