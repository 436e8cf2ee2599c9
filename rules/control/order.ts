import type { Words } from "../site/words.ts";
import type { Instant } from "../time/instant.ts";

/**
 * One command to a device, from its proposal to its proof. The value of a paper of kind `control`.
 *
 * - `proposed`: a rule would like it; nobody has decided
 * - `sending`: it may go out, attempt by attempt, each only after the one before has ended
 * - `sent`: the device says that it took it; the proof is waited for
 * - `proved`: an independent reading taken after it says that it worked
 * - `failed`: every attempt is used up without a proof; `refused`: the guard or the device said no
 * - `withdrawn`: before anything was sent
 */
export type ControlOrder = {
  readonly id: string;
  /** Id of the point that is written, and of its equipment. */
  readonly point: string;
  readonly target: string;
  /** As in a reading of the point: in its unit, or the index of its word. */
  readonly to: number;
  /** The last good value before it; null: nobody knew. */
  readonly before: number | null;
  readonly state: "proposed" | "sending" | "sent" | "proved" | "failed" | "refused" | "withdrawn";
  /** Who wants it: a person's name; null: a rule, whose id is then `rule`. */
  readonly by: string | null;
  readonly rule: string | null;
  /** Who approved what a rule proposed; null: nobody had to, or has yet. */
  readonly approvedBy: string | null;
  /** An approved automation sent it, and no person: it goes out again only while that is approved. Absent: a person did. */
  readonly isAutomatic?: true;
  readonly why: string;
  /** `closing:closing/2025-07-08/1`; null: for itself. */
  readonly cause: string | null;
  readonly orderedAt: Instant;
  readonly attempts: readonly Attempt[];
  /** What said that it worked, or that it did not. */
  readonly proof: { readonly point: string; readonly value: number; readonly at: Instant } | null;
  /** Until when the proof of the last attempt is waited for; null: none is. */
  readonly proofDueAt: Instant | null;
  /** How it went: `relay says off, but 420 W remain: contact welded, or another circuit`. Null until there is something to say. */
  readonly outcome: Words | null;
  readonly endedAt: Instant | null;
  /** The order that undid this one, or that this one undid; null: none. */
  readonly undoneBy: string | null;
  readonly undoes: string | null;
};

export type Attempt = {
  /** From 1. */
  readonly number: number;
  readonly at: Instant;
  /** Whether what is to prove it was known to say otherwise when it went out. */
  readonly wasOtherwise: boolean;
  /** `waiting`: the driver has not answered yet. */
  readonly outcome: "waiting" | "done" | "refused" | "unknown";
  readonly why: string;
  readonly endedAt: Instant | null;
};
