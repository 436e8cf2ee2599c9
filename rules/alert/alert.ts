import type { AlertClass, Role, Words } from "../site/model.ts";
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
  readonly class: AlertClass;
  readonly condition: Condition;
  /** Somebody has seen it. */
  readonly acknowledgement: Acknowledgement | null;
  /** How often it has come to need somebody, 1 at first: whoever acknowledges says which of these was seen. */
  readonly revision: number;
  /** Somebody says that what had to be done is done. */
  readonly confirmation: Confirmation | null;
  /** Latched: once over it stays until a person has looked and reset it. */
  readonly isLatched: boolean;
  /** Put aside by a person for a while. */
  readonly shelf: Shelf | null;
  /** Silent because another alert explains it. */
  readonly suppression: Suppression | null;
  /** What it is about is out of service. */
  readonly outOfService: OutOfService | null;
  /** Where the rule makes it an incident: what is to be reported upward, and until when. */
  readonly incident: Incident | null;
  /** Makes no sound in the hall and shows on no screen that customers see: a panic button. */
  readonly isSilent: boolean;
  /** When it is told again though acknowledged, since it still holds; null: never. */
  readonly realarmAt: Instant | null;
  /** How long after an acknowledgement it is told again while it still holds; null or absent: never. */
  readonly realarmEvery?: Millis | null;
  /** Who alone may reset it; absent or empty: whoever may reset what is of its class. */
  readonly resetBy?: readonly Role[];
  /** When it last began to bother people; null: it has not since anybody acknowledged it, put aside or explained as it was. */
  readonly annunciatedAt?: Instant | null;
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

/**
 * A role that was told, and why: because the fact was found, because nobody had acknowledged it, or in the place of
 * others who were away.
 */
export type Told = {
  readonly role: Role;
  readonly at: Instant;
  readonly why: "found" | "escalated" | "stands-in";
};

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
/** `photo`: hex SHA-256 of the picture, its name in the store of pictures. */
export type Confirmation = {
  readonly by: string;
  readonly note: string;
  readonly photo?: string;
  readonly at: Instant;
};
/** `one-shot` ends when the fact is over, at the latest `until`; `timed` ends then. */
export type Shelf = {
  readonly is: "timed" | "one-shot";
  readonly by: string;
  readonly reason: string;
  readonly at: Instant;
  readonly until: Instant;
};
/** `rule` suppresses it while the alert `cause` is open and not clear. */
export type Suppression = { readonly rule: string; readonly cause: string; readonly at: Instant };
export type OutOfService = {
  /** The work order. */
  readonly order: string;
  readonly by: string;
  /** The second person, where two are needed. */
  readonly second?: string;
  /** What is done meanwhile instead: a fire watch, a lock. */
  readonly compensation: string;
  readonly at: Instant;
  readonly until: Instant;
};
/** What an incident asks of people beside seeing to it. It closes only after a report (if one is due) and a summary. */
export type Incident = {
  /** Until when the details must be reported upward; null: no report is asked for. */
  readonly reportDueAt: Instant | null;
  readonly report: IncidentReport | null;
  /** When it was found that no report had come in time. */
  readonly overdueAt: Instant | null;
  /** Levels that were skipped, because all of theirs were absent, and are owed a supplementary report. */
  readonly owed: readonly OwedReport[];
};
/** Who told whom what, as the duty log needs it. @see ZX-6-2h, ZX-17-1-2b in the clause catalogue */
export type IncidentReport = {
  readonly by: string;
  /** Department or person that was told. */
  readonly receiver: string;
  readonly cause: string;
  readonly at: Instant;
};
/** @see ZX-8-3 in the clause catalogue: whoever was skipped is told afterwards */
export type OwedReport = {
  readonly role: Role;
  readonly since: Instant;
  readonly given: IncidentReport | null;
};

/** One clause that the fact breaks, found by one rule. */
export type ClauseFinding = {
  readonly clause: string;
  readonly rule: string;
  /** Of the rule that found it: what the alert has is the most urgent of those that still find it. */
  readonly priority: Priority;
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
    | "closed"
    /** The acknowledgement was taken back by whoever gave it, at once. */
    | "unacknowledged"
    | "noted"
    | "confirmed"
    | "reset"
    | "shelved"
    | "unshelved"
    | "suppressed"
    | "released"
    | "taken-out"
    | "put-back"
    /** Acknowledged long ago and it still holds: told again. */
    | "realarmed"
    /** More urgent than before; less urgent. */
    | "worsened"
    | "eased"
    /** An incident was reported upward; its report did not come in time; a skipped level got its report. */
    | "reported"
    | "overdue"
    | "supplemented";
  readonly alert: string;
  readonly at: Instant;
  /** Fields of the alert that are other than after the event before: all events together make the alert. */
  readonly change?: Partial<Alert>;
  /** The clause that joined or left. */
  readonly clause?: string;
  /** The person who did it. */
  readonly by?: string;
  readonly note?: string;
  readonly photo?: string;
  /** The level above that was told, for `escalated`, `realarmed` and `overdue`; whose report it was, for `supplemented`. */
  readonly role?: Role;
  /** The roles that were told because of this, for what was found. */
  readonly told?: readonly Role[];
  /**
   * What ended it: `condition-ended`, `out-of-force`, `rule-removed`, `rule-changed`, `over`; what ended a shelf or a time
   * out of service: `time-over`, `over`, `by-person`, `worsened`.
   */
  readonly why?: string;
  /** When it was learned, for what late data tell of the past; `at` is when it happened. */
  readonly learnedAt?: Instant;
};

/** An event with the alert as it stands after it. */
export type Transition = { readonly event: AlertEvent; readonly alert: Alert };

/**
 * What people see: needs somebody; somebody has it; over but unseen; over and seen, but to be reset (`latched`) or to be
 * reported and summed up (`unfinished`); put aside; explained by another; out of service; done.
 */
export type AlertLabel =
  | "unacknowledged"
  | "acknowledged"
  | "returned"
  | "latched"
  | "unfinished"
  | "shelved"
  | "suppressed"
  | "out-of-service"
  | "closed";

/** The label that follows from the independent facts; what is out of service comes before suppressed before shelved. */
export const alertLabel = (alert: Alert): AlertLabel => {
  if (alert.closedAt !== null) return "closed";
  if (alert.outOfService) return "out-of-service";
  if (alert.suppression) return "suppressed";
  if (alert.shelf) return "shelved";
  if (alert.condition !== "clear") return alert.acknowledgement ? "acknowledged" : "unacknowledged";
  if (!alert.acknowledgement) return "returned";
  return alert.isLatched ? "latched" : "unfinished";
};
