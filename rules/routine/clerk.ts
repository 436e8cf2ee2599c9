import type { Alert, Evidence, OutOfService, Transition } from "../alert/alert.ts";
import type { Finding } from "../alert/life.ts";
import type { Refusal } from "../alert/refusal.ts";
import type { SettledDuty } from "../language/duty.ts";
import type { Settings } from "../language/settings.ts";
import type { Signal } from "../reading/signal.ts";
import type { Person, Role, Site, Words } from "../site/model.ts";
import type { Roster } from "../site/roster.ts";
import type { HallCalendar, PhaseSpan } from "../time/calendar.ts";
import type { Instant, Millis } from "../time/instant.ts";
import type { RoutineCommand } from "./command.ts";

/** What a clerk may look at: the hall as it is at `now`. */
export type Hall = {
  readonly site: Site;
  /** With days that were announced since the site file was written. */
  readonly calendar: HallCalendar;
  readonly now: Instant;
  readonly span: PhaseSpan;
  /**
   * When the gateway began to run: later than `now` while what has passed in between is caught up, of which nobody heard
   * anything. Absent: it has always run.
   */
  readonly startedAt?: Instant;
  /** A setting of the packs in its own unit, lengths of time in milliseconds; null: no pack in force has it. */
  setting(name: string): number | null;
  signalOf(point: number): Signal;
  /** Open ones. */
  alerts(): readonly Alert[];
  services(): readonly { readonly target: string; readonly outOfService: OutOfService }[];
  roster(): Roster;
  onDuty(role: Role): readonly Person[];
  /** Whether somebody is allowed to be in a zone after hours now. */
  isApproved(zone: string): boolean;
  /** Open papers of any clerk, by kind. */
  papers(kind: PaperKind): readonly Paper[];
};

export type PaperKind =
  | "task"
  | "closing"
  | "opening"
  | "certificate"
  | "standing"
  | "ticket"
  | "key"
  | "handover"
  | "control"
  | "report"
  | "day";

/** Something that people work on or keep: a task, a ticket, a certificate. Its whole state as JSON. */
export type Paper = {
  readonly kind: PaperKind;
  readonly id: string;
  /** The business day that it counts for. */
  readonly day: string;
  readonly at: Instant;
  readonly isOpen: boolean;
  readonly value: unknown;
};

/** One thing that happened to a paper: on the trail for ever. */
export type Entry = {
  readonly is: "entry";
  readonly kind: PaperKind;
  readonly paper: string;
  /** What happened, a verb: `opened`, `answered`, `signed`, `refused`, `issued`, `broken`. */
  readonly what: string;
  readonly at: Instant;
  /** Name of the person; null: it came by itself. */
  readonly by: string | null;
  /** All that it says, as JSON. */
  readonly detail: unknown;
};

/** A state of a paper that others must hear of as of any alert: a task that is late, a certificate that is broken. */
export type Affair = {
  /** Unique and the same over a restart: `late/fire-equipment-weekly/2025-07-14`. */
  readonly key: string;
  readonly fact: string;
  readonly target: string;
  readonly targetName: Words;
  readonly zone: string;
  readonly since: Instant;
  readonly finding: Omit<Finding, "since" | "gap">;
  readonly evidence: readonly Evidence[];
};

/** What people are told once although nothing is wrong: a task that is open, a date that comes near. */
export type Reminder = {
  /** Made of content: who gets it twice can tell. */
  readonly key: string;
  /**
   * The paper that it is about, `<kind>:<id>`: nobody is reminded of one that is not open any more by the time that he
   * would hear of it. Absent: he hears of it in any case.
   */
  readonly paper?: string;
  readonly role: Role;
  /** One person instead of all on duty in the role. */
  readonly person?: string;
  readonly title: Words;
  readonly target: string;
  readonly targetName: Words;
  readonly zone: string;
  readonly steps: readonly Words[];
};

/** What follows from something; empty lists where nothing does. */
export type Done = {
  readonly entries: readonly Entry[];
  /** As they stand now; each replaces the one of its kind and id. */
  readonly papers: readonly Paper[];
  readonly reminders: readonly Reminder[];
  /**
   * Taken out of service, or (null) put back, by target. The order is the id of one of `papers`, which alone can put back
   * what it took out. Life safety is never taken out in this way.
   */
  readonly services: readonly { readonly target: string; readonly outOfService: OutOfService | null }[];
  /** Tickets that others must open: an answer found a fault. */
  readonly tickets: readonly Extract<RoutineCommand, { is: "open-ticket" }>[];
};

export const NOTHING_DONE: Done = { entries: [], papers: [], reminders: [], services: [], tickets: [] };

/** Why a person's command is not done. `done`: what follows from the try all the same, such as an entry that tells of it. */
export type RoutineRefusal = Refusal & { readonly done?: Done };

/** A rule of level `cue` finds its fact, or does no longer: no alert, but something to do. */
export type Cue = {
  readonly fact: string;
  /** Id of the rule that found it. */
  readonly rule?: string;
  /** What the rule would have done about it: a control of the target, by role, and the value. Absent: it proposes nothing. */
  readonly propose?: { readonly role: string; readonly to: string | number };
  readonly target: string;
  readonly targetName: Words;
  readonly zone: string;
  readonly isOn: boolean;
};

/**
 * Keeps one kind of papers. Deterministic: what it knows is its open papers and nothing else, so that a clerk that is
 * restored from them goes on as if nothing had happened. It asks the world nothing; the engine calls it at the moments
 * that it names and with everything that happens.
 */
export interface Clerk {
  readonly kinds: readonly PaperKind[];
  /**
   * Whether it ever wants to hear of a point; asked once, when it begins. What is said of all others costs nothing.
   */
  listensTo(point: number): boolean;
  /**
   * The next moment at which it has something to do by time alone; Infinity: none. Later than the moment of a `wake` that
   * has just been done.
   */
  dueAt(): number;
  /** Its moment has come, the hall's day moved on, or the calendar was changed. */
  wake(hall: Hall): Done;
  /** A point was heard, or fell silent. `at`: source time; earlier than what is known of the point when it came late. */
  heard(hall: Hall, point: number, at: Instant, value: number | null): Done;
  /** Alerts changed. */
  told(hall: Hall, transitions: readonly Transition[]): Done;
  cued(hall: Hall, cue: Cue): Done;
  /** Undefined: the command is none of its business. */
  obey(hall: Hall, command: RoutineCommand): Done | RoutineRefusal | undefined;
  /**
   * What others must hear of now; derived from its papers and the time alone. Asked after each `wake`, and after all else
   * that changed a paper.
   */
  affairs(hall: Hall): readonly Affair[];
  /** Open papers, to be kept over a restart. */
  papers(): readonly Paper[];
  restore(papers: readonly Paper[]): void;
  /** The hall's clock was moved: so are deadlines that count time, not those of the calendar. */
  move(hall: Hall, by: Millis): Done;
}

/** What a clerk is made from. */
export type ClerkMaterial = {
  readonly site: Site;
  readonly duties: readonly SettledDuty[];
  /** @see Hall.setting */
  readonly settings: (name: string) => number | null;
  /** All of them, with their units: what `where` of a duty is compiled with. Absent: none. */
  readonly allSettings?: Settings;
  /** Ids of points of which a rule test does not speak: that they are silent says nothing. Absent: none. */
  readonly unwatched?: ReadonlySet<string>;
};

export type ClerkFactory = (made: ClerkMaterial) => Clerk;
