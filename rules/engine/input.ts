import type { AlertPart, Evidence } from "../alert/alert.ts";
import type { Hold } from "../condition/hold.ts";
import type { ReadingColumns } from "../reading/columns.ts";
import type { Reading } from "../reading/reading.ts";
import type { RoutineCommand } from "../routine/command.ts";
import type { Role } from "../site/model.ts";
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
  | AlertCommand
  | ServiceCommand
  | RosterCommand
  | RoutineCommand
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

/** Who asks, by id or name, and when. Rights follow from the roles that the site file gives the person. */
type Asked = { readonly by: string; readonly at: Instant };

/** What people do about one alert. `note` may be empty where nothing else is said. */
export type AlertCommand = Asked & { readonly alert: string } & (
    | {
        readonly is: "acknowledge";
        readonly note: string;
        /** What the person saw; refused when the alert has come to need somebody again since. Absent: whatever it is now. */
        readonly revision?: number;
        /** How long it can be taken back, in the hall's time; absent: 10 s. */
        readonly undoFor?: Millis;
      }
    /** Takes back one's own acknowledgement, within a few seconds. */
    | { readonly is: "unacknowledge" }
    | { readonly is: "note"; readonly note: string; readonly photo?: string }
    /** What had to be done is done: `note` or `photo` says so. */
    | { readonly is: "confirm"; readonly note: string; readonly photo?: string }
    | { readonly is: "reset"; readonly note: string }
    | {
        readonly is: "shelve";
        readonly shelf: "timed" | "one-shot";
        readonly until: Instant;
        readonly reason: string;
      }
    | { readonly is: "unshelve" }
    | { readonly is: "report"; readonly receiver: string; readonly cause: string }
    /** A level that was skipped got its report. */
    | { readonly is: "supplement"; readonly role: Role; readonly receiver: string; readonly cause: string }
  );

/** Takes equipment, a zone or a source out of service: all that is found of it is kept and told to nobody. */
export type ServiceCommand = Asked & { readonly target: string } & (
    | {
        readonly is: "take-out";
        readonly order: string;
        readonly until: Instant;
        readonly compensation: string;
        readonly second?: string;
      }
    | { readonly is: "put-back" }
  );

/** Somebody will be away, or is back. Times of an absence that overlap another replace it. */
export type RosterCommand = Asked & { readonly person: string } & (
    | { readonly is: "absent"; readonly from: Instant; readonly to: Instant; readonly why: string }
    | { readonly is: "present" }
  );

/** What people ask the engine to do. */
export type Command =
  | AlertCommand
  | ServiceCommand
  | RosterCommand
  | RoutineCommand
  | Extract<Input, { is: "request-activity" | "approve-activity" }>;

const WORLD: ReadonlySet<Input["is"]> = new Set(["readings", "columns", "tick", "clock-moved"]);

export const isCommand = (input: Input): input is Command => !WORLD.has(input.is);

/** Decisions, or why a person's command was refused; by `rights`: the person may not, `refused` says who may. */
export type Outcome = Decisions & { readonly refused?: string; readonly refusedBy?: "rights" };

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
