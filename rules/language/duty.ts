import type { AlertClass, EquipmentKind, Role, Words } from "../site/model.ts";
import type { Millis } from "../time/instant.ts";
import type { WindowEdge } from "../time/windows.ts";
import type { Edge, Length, PhaseName } from "./edge.ts";

/**
 * Something that people have to do, again and again: one YAML entry of a pack. Every time that it falls due is a task.
 *
 * @typeParam L  a length of time: as it is written, with settings in it, or settled for a hall
 * @typeParam E  a moment of the hall's day, written or settled
 * @typeParam N  a limit of an answer, written or settled
 */
export type Duty<L = Length, E = Edge, N = Limit> = {
  readonly id: string;
  readonly title: Words;
  readonly clauses: readonly string[];
  /** Whose duty it is. */
  readonly who: Role;
  readonly when: DutyTime<L, E>;
  /** What becomes of it when the hall is closed on its day. `defer`: the next business day of the same period. */
  readonly closedDay: "skip" | "defer" | "do";
  /** One item for each of these in the hall; absent: `items` are listed, and with none of them the duty is one item. */
  readonly each?: readonly DutyTarget[];
  /** Which of them: CEL over what the site file says of the target. */
  readonly where?: string;
  readonly items: readonly DutyItem[];
  /** What proves an item; the first is what is asked for, the others are taken as well. */
  readonly evidence: readonly DutyEvidence[];
  /** Only for evidence by reading: the role of the point and the word that it must say within the task's time. */
  readonly reading?: { readonly role: string; readonly word: string };
  readonly asks: readonly Ask<N>[];
  readonly photo: "no" | "allowed" | "required";
  /** Items in the order that they are listed in. */
  readonly isInOrder: boolean;
  /** Least time between two items: faster is implausible. */
  readonly pace: L;
  /** Longest time from the first item to the last; null: as long as it is open. */
  readonly within: L | null;
  /** Whose signature ends it, once all items are answered; absent: the last answer ends it. */
  readonly sign?: Role;
  /** How long before it is due, or after it was opened (`opened`), people are reminded; null: not. */
  readonly remind: L | "opened" | null;
  /** How long after it was due it is missed for good; null: when the next one is opened. */
  readonly missedAfter: L | null;
  readonly late: Late<L>;
  /** Part of the opening check: it must be done before the certificate is clean. */
  readonly isForOpening: boolean;
  readonly steps: readonly Words[];
  /** Where people read how to do it: a link or a place. */
  readonly guide?: string;
};

/** What an item can be made of. */
export type DutyTarget = EquipmentKind | "zone";

export type DutyItem = { readonly id: string; readonly title: Words };

/** `scan`: the code or tag at the place was read; `reading`: a device said so; `confirmation`: a person says so. */
export type DutyEvidence = "confirmation" | "scan" | "reading" | "photo";

/** A number in the unit of the answer, or the setting that says it. */
export type Limit = number | { readonly setting: string };

/** What is asked about every item. What is not good is a finding. */
export type Ask<N = number> = {
  readonly id: string;
  readonly title: Words;
  readonly answer:
    | { readonly is: "yes-no" }
    | { readonly is: "choice"; readonly options: readonly DutyItem[]; readonly good: readonly string[] }
    /** `unit`: UCUM. */
    | { readonly is: "number"; readonly unit: string; readonly low?: N; readonly high?: N }
    | { readonly is: "text" };
  /** What an answer that is not good breaks. */
  readonly clauses: readonly string[];
  /** Whether such an answer opens a ticket. */
  readonly opensTicket: boolean;
};

export type DutyTime<L = Length, E = Edge> =
  /** Once each business day for each of its windows. */
  | { readonly is: "day"; readonly windows: readonly DutySpan<E>[] }
  /** 1 Monday … 7 Sunday. */
  | { readonly is: "week"; readonly weekday: number; readonly window: DutySpan<E> }
  /** From the first moment of the period to the end of its last day, or of its nth working day. */
  | {
      readonly is: "month" | "quarter" | "half-year" | "year";
      /** By the end of this working day of its first month; null: of its last day, unless `date` says otherwise. */
      readonly workday: number | null;
      /** By the end of this day of its first month, 1 … 28, whether anybody works on it or not. */
      readonly date?: number;
    }
  /** Again and again while the hall is in one of these phases; the first one so long after the phase began. */
  | { readonly is: "every"; readonly length: L; readonly during: readonly PhaseName[] }
  /** When an alert or a cue of this fact begins or ends, `delay` after it. One task for each thing that it is about. */
  | {
      readonly is: "event";
      readonly fact: string;
      readonly edge: "begin" | "end";
      readonly delay: L;
      readonly within: L;
      readonly during: readonly PhaseName[];
    };

/** `name` tells windows of one day apart: morning, afternoon; empty where there is one. */
export type DutySpan<E = Edge> = { readonly name: Words; readonly from: E; readonly due: E };

/** Who hears that it was not done in time, as of an alert. */
export type Late<L = Length> = {
  readonly priority: 1 | 2 | 3 | 4;
  readonly class: AlertClass;
  readonly tell: readonly Role[];
  readonly escalate: L | null;
  readonly isFire: boolean;
};

/** A duty as it is in one hall. */
export type SettledDuty = Duty<Millis, WindowEdge, number>;
