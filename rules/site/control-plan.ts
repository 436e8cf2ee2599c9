import type { Millis } from "../time/instant.ts";
import type { Role } from "./role.ts";

/** What of the hall may be switched from here. Nothing may unless `isEnabled`. */
export type ControlPlan = {
  readonly isEnabled: boolean;
  /** Ids of rules whose proposals go out without a person, and who approved that. */
  readonly automations: readonly {
    readonly rule: string;
    readonly approvedBy: string;
    readonly on: string;
  }[];
  /** By the id of the point that is written: `L1.command`. */
  readonly controls: Readonly<Record<string, Control>>;
};

/** How one point may be switched or set. What is not allowed here is refused, whoever asks. */
export type Control = {
  /** Index of the point that is written. */
  readonly point: number;
  /** Id of the equipment. */
  readonly target: string;
  /** Words of its class by index, or a range in its unit. */
  readonly allow:
    | { readonly is: "words"; readonly words: readonly number[] }
    | { readonly is: "range"; readonly low: number; readonly high: number };
  /** At most so many commands in this time. */
  readonly rate: { readonly count: number; readonly within: Millis };
  readonly roles: readonly Role[];
  /** Each must be *yes* when it is sent: unknown blocks. */
  readonly interlocks: readonly Check[];
  /** What proves that it worked: a reading of another point. At least one for each value that is allowed. */
  readonly proofs: readonly Proof[];
  /** How often it is sent at most, 1..5. */
  readonly tries: number;
};

/** Something that a point of the hall says, judged with three values: not good is unknown. */
export type Check =
  | { readonly is: "word"; readonly point: number; readonly words: readonly number[] }
  | { readonly is: "below" | "above"; readonly point: number; readonly limit: number };

export type Proof = {
  /** The value that it proves; null: any. */
  readonly of: number | null;
  readonly check: Check;
  /** It must say so within this time after sending, by a reading taken after it. */
  readonly within: Millis;
};
