import type { Words } from "../site/model.ts";
import type { Instant, Millis } from "../time/instant.ts";

/** What kind of finding: a clause broken, a soft or disputed reading, or a sensor that nobody can read. */
export type AlertLevel = "violation" | "advisory" | "fault";

/** 1 critical, 2 high, 3 medium, 4 low. */
export type Priority = 1 | 2 | 3 | 4;

/** Whether the fact holds: known yes, known no, or unknown because evidence is missing. */
export type Condition = "active" | "unknown" | "clear";

/**
 * One physical fact, from its first finding to its close. Condition and acknowledgement are independent facts; the
 * label that people see is derived (`alertLabel`). An alert is closed when it is clear *and* a person has seen it.
 */
export type Alert = {
  /** Derived from content (site, fact, target, openedAt): making it twice is harmless. */
  readonly id: string;
  /** The fact, shared by all rules that find it: `light-on`. */
  readonly fact: string;
  /** Id of the equipment, zone or source that it is about. */
  readonly target: string;
  readonly targetName: Words;
  readonly zone: string;
  readonly title: Words;
  readonly level: AlertLevel;
  readonly priority: Priority;
  readonly condition: Condition;
  readonly acknowledgement: Acknowledgement | null;
  /** When the fact was found (end of the hold), in judged time. */
  readonly openedAt: Instant;
  /** When the condition last changed. */
  readonly changedAt: Instant;
  readonly clearedAt: Instant | null;
  readonly closedAt: Instant | null;
  /** How often the fact was found in this episode. */
  readonly occurrences: number;
  readonly clauses: readonly ClauseFinding[];
  /** What the judgement saw when it last changed. */
  readonly evidence: readonly Evidence[];
  /** How much of the hold was blind and not counted. */
  readonly gap: Millis;
  /** What the person shall do. */
  readonly steps: readonly Words[];
};

export type Acknowledgement = { readonly by: string; readonly note: string; readonly at: Instant };

/** One clause that the fact breaks, found by one rule. */
export type ClauseFinding = {
  readonly clause: string;
  readonly rule: string;
  /** Since when the rule's condition has held (start of the hold, not its end). */
  readonly since: Instant;
  readonly until: Instant | null;
};

/** A value that took part in a judgement, with its source time. */
export type Evidence = {
  readonly point: string;
  readonly name: Words;
  /** In `unit`, or null when there is none. */
  readonly value: number | null;
  /** The word for the value of a worded class. */
  readonly word?: string;
  readonly unit?: string;
  readonly at: Instant | null;
  readonly state: "good" | "stale" | "bad" | "never";
  readonly reason?: string;
};

/** What happened to an alert; the trail is the list of these. */
export type AlertEvent = {
  readonly is:
    | "raised"
    | "joined"
    | "left"
    | "blinded"
    | "seen"
    | "cleared"
    | "returned"
    | "acknowledged"
    | "closed";
  readonly alert: string;
  readonly at: Instant;
  /** The clause that joined or left. */
  readonly clause?: string;
  /** The person, for `acknowledged`. */
  readonly by?: string;
  readonly note?: string;
  /** Why, in words: `lights went off`, `out of force: lunch ended`. */
  readonly why?: string;
};

/** An event with the alert as it stands after it. */
export type Transition = { readonly event: AlertEvent; readonly alert: Alert };

/** What people see: needs somebody, somebody has it, over but unseen, done. */
export type AlertLabel = "unacknowledged" | "acknowledged" | "returned" | "closed";

/** The label that follows from the independent facts. @see ISA-18.2 states B, C, D and A */
export const alertLabel = (alert: Alert): AlertLabel => {
  if (alert.closedAt !== null) return "closed";
  if (alert.condition === "clear") return "returned";
  return alert.acknowledgement ? "acknowledged" : "unacknowledged";
};
