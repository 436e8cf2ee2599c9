import type { Role, Words } from "../site/model.ts";
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
  /** The comparisons that the condition consists of, as they stood when it last changed. */
  readonly parts: readonly AlertPart[];
  /** How much of the hold was blind and not counted. */
  readonly gap: Millis;
  /** What the person shall do. */
  readonly steps: readonly Words[];
  /** The roles that the rules name which found the fact since somebody last acknowledged it. */
  readonly tell: readonly Role[];
  /** Who was told since then, oldest first; each role once. */
  readonly told: readonly Told[];
  readonly escalation: Escalation;
  /** Found in the past, from data that came late; never claims to be happening now. */
  readonly isLate: boolean;
  /** Energy in W·h that the fact has wasted: what the clause names that has seen the most of it; null: not counted. */
  readonly wastedWh: number | null;
  /** The most power that was wasted at any moment. */
  readonly peak?: Peak;
};

/** A role that was told, and why: because the fact was found, or because nobody had acknowledged it. */
export type Told = { readonly role: Role; readonly at: Instant; readonly why: "found" | "escalated" };

/** When the next role is told unless somebody acknowledges before. */
export type Escalation = {
  /** Time from one telling to the next; null: nobody else is ever told. */
  readonly every: Millis | null;
  /** When the next role is told; null: not (acknowledged, told to the top, or never meant to be). */
  readonly dueAt: Instant | null;
  /** A matter of fire safety goes by the safety officer. */
  readonly isFire: boolean;
};

/** One comparison of a condition with the values that it saw: `light.power >= 10` with 200 and 10. */
export type AlertPart = {
  readonly text: string;
  readonly is: "yes" | "no" | "unknown";
  readonly left: number | null;
  readonly right: number | null;
  readonly unit?: string;
  /** What a side is in words, where it is a word or a date. */
  readonly leftWord?: string;
  readonly rightWord?: string;
};

export type Peak = { readonly value: number; readonly unit: string; readonly at: Instant };

export type Acknowledgement = { readonly by: string; readonly note: string; readonly at: Instant };

/** One clause that the fact breaks, found by one rule. */
export type ClauseFinding = {
  readonly clause: string;
  readonly rule: string;
  /** Since when the rule's condition has held (start of the hold, not its end). */
  readonly since: Instant;
  readonly until: Instant | null;
  readonly level: AlertLevel;
  /** Energy in W·h wasted while it was found in this episode; null: the rule counts none. */
  readonly wastedWh: number | null;
  /** How much of that was wasted before `since`, when it was found earlier in the episode. */
  readonly earlierWh?: number;
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
    | "escalated"
    | "carried"
    | "closed";
  readonly alert: string;
  readonly at: Instant;
  /** The clause that joined or left. */
  readonly clause?: string;
  /** The person, for `acknowledged`. */
  readonly by?: string;
  readonly note?: string;
  /** The role that was told, for `escalated`. */
  readonly role?: Role;
  /** The roles that were told because of this, for what was found. */
  readonly told?: readonly Role[];
  /** `condition-ended`, `out-of-force`, `rule-removed`, `rule-changed`, `over`. */
  readonly why?: string;
  /** When it was learned, for what late data tell of the past; `at` is when it happened. */
  readonly learnedAt?: Instant;
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
