import type { AlertLevel, Condition, Priority } from "../alert/alert.ts";
import type { Role, Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";

/** Somebody was told of an alert. */
export type Telling = {
  readonly role: Role;
  readonly at: Instant;
  /** Because it was found, or because nobody had acknowledged it. */
  readonly why: "found" | "escalated";
};

/** One alert of a replay: what it was about, when, and who was told; without what only a live console needs. */
export type ReplayedAlert = {
  readonly id: string;
  readonly fact: string;
  readonly target: string;
  readonly targetName: Words;
  readonly zone: string;
  readonly title: Words;
  readonly level: AlertLevel;
  readonly priority: Priority;
  /** The rules that found it and the clauses that it breaks, in the order in which they came. */
  readonly rules: readonly string[];
  readonly clauses: readonly string[];
  readonly openedAt: Instant;
  /** When it was last known not to hold any more; null: it holds, or nobody can tell, at the end. */
  readonly clearedAt: Instant | null;
  readonly condition: Condition;
  /** How often the fact was found. */
  readonly occurrences: number;
  readonly tellings: readonly Telling[];
  /** Energy wasted in W·h; null: not counted. */
  readonly wastedWh: number | null;
};
