import type { Alert, ClauseFinding } from "./alert.ts";

/** What later versions have added to an alert; records of earlier ones lack it. */
type Added =
  | "parts"
  | "tell"
  | "told"
  | "escalation"
  | "isLate"
  | "wastedWh"
  | "clauses"
  | "class"
  | "revision"
  | "confirmation"
  | "isLatched"
  | "shelf"
  | "suppression"
  | "outOfService"
  | "incident"
  | "isSilent"
  | "realarmAt";
type AddedToClause = "level" | "wastedWh" | "priority";

/** An alert as a record may hold it, also one that an earlier version wrote. */
export type StoredAlert = Omit<Alert, Added> &
  Partial<Omit<Pick<Alert, Added>, "clauses">> & {
    readonly clauses: readonly (Omit<ClauseFinding, AddedToClause> &
      Partial<Pick<ClauseFinding, AddedToClause>>)[];
  };

/**
 * A stored alert with what an earlier version did not write. Nobody is known to have been told of it and nobody else
 * will be: whoever had it on his screen then still has it there now.
 */
export const completed = (stored: StoredAlert): Alert => ({
  parts: [],
  tell: [],
  told: [],
  escalation: { every: null, dueAt: null, isFire: false },
  isLate: false,
  wastedWh: null,
  class: "security",
  revision: stored.occurrences,
  confirmation: null,
  isLatched: false,
  shelf: null,
  suppression: null,
  outOfService: null,
  incident: null,
  isSilent: false,
  realarmAt: null,
  ...stored,
  clauses: stored.clauses.map(clause => ({
    level: stored.level,
    wastedWh: null,
    priority: stored.priority,
    ...clause,
  })),
});
