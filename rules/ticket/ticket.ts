import type { Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";

/** `fault`: something does not work; `finding`: a check found or missed it; `complaint`: a customer's, about the facility; `key`: lost. */
export type TicketKind = "fault" | "finding" | "complaint" | "key";

/** One thing to be put right, from the moment that somebody knew of it until a person has said that it is. */
export type Ticket = {
  /** `T-20250715-kiosk-100312`: the date, the target (of a confidential one not) and what the hall's clock showed when it was opened. */
  readonly id: string;
  readonly kind: TicketKind;
  /** Id of equipment, of a zone or of a key; `hall`. */
  readonly target: string;
  readonly targetName: Words;
  readonly zone: string;
  readonly title: Words;
  /** What the person wrote, or what was found. */
  readonly description: string;
  readonly clauses: readonly string[];
  /** Whether business suffers from it: then it is reported upward at once. */
  readonly isAffecting: boolean;
  /** Only for complaints: confidential ones are shown to those alone who handle them; major ones have longer. */
  readonly isConfidential: boolean;
  readonly isMajor: boolean;
  readonly openedAt: Instant;
  readonly openedBy: string;
  /** Id of the alert or the task that it came from; null: a person opened it. */
  readonly cause: string | null;
  /** `parked`: taken away, out of service until it is back; `repaired`: waits for a person to confirm it. */
  readonly state: "open" | "reported" | "parked" | "repaired" | "closed";
  readonly consent: TicketAct | null;
  readonly attempts: readonly (TicketAct & { readonly isRepaired: boolean })[];
  /** Cannot be there without all of its facts. */
  readonly report: TicketReport | null;
  /** What the receiver answered. */
  readonly reply: (TicketAct & { readonly limit: Instant | null }) | null;
  readonly chases: readonly TicketAct[];
  readonly removal: (TicketAct & { readonly expectedDays: number }) | null;
  readonly spare: (TicketAct & { readonly target: string }) | null;
  /** The sign "out of use" stands there. */
  readonly sign: TicketAct | null;
  /** Who is let in for the repair, and until when. */
  readonly grants: readonly Grant[];
  /** Complaints: the customer was contacted, answered, visited again. */
  readonly contacted: TicketAct | null;
  readonly answered: TicketAct | null;
  readonly revisited: TicketAct | null;
  /** Longer than the usual time, and why. */
  readonly extension: (TicketAct & { readonly until: Instant }) | null;
  readonly closed: (TicketAct & { readonly cause: string }) | null;
  /** What must have happened by when; those that were not in time stay so. */
  readonly clocks: readonly TicketClock[];
  /** Notes of people, oldest first. */
  readonly notes: readonly TicketAct[];
  /** When the director was last reminded to chase an answer; null: not yet. */
  readonly remindedAt: Instant | null;
};

export type TicketAct = { readonly by: string; readonly at: Instant; readonly note: string };

/** When it was reported (`at`), to whom, and the time limit that was agreed. */
export type TicketReport = TicketAct & {
  readonly receiver: string;
  readonly department: string;
  readonly limit: Instant;
};

export type Grant = {
  readonly who: string;
  readonly doors: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  readonly by: string;
};

export type TicketClock = {
  readonly is:
    | "sign"
    | "report"
    | "reply"
    | "same-day"
    | "limit"
    | "spare"
    | "contact"
    | "contact-promised"
    | "answer"
    | "close"
    | "revisit"
    | "replace-lock";
  readonly clauses: readonly string[];
  readonly dueAt: Instant;
  /** Null: not yet. Later than `dueAt`: late, for ever. */
  readonly doneAt: Instant | null;
  /** False: no official calendar says which days on the way are worked, so that it may be due earlier or later. */
  readonly isCertain: boolean;
};

/** A key or credential of the hall's register. */
export type KeyStanding = {
  readonly id: string;
  /** Person who has it; null: in the key box. */
  readonly holder: string | null;
  readonly since: Instant;
  /** The ticket of its loss while the lock has not been replaced. */
  readonly lost: string | null;
};

export type ClockName = TicketClock["is"];
