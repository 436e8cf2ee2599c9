import type { AlertLabel, Condition, Priority } from "../alert/alert.ts";
import type { AlertCommand, Command as Asked, RosterCommand, ServiceCommand } from "../engine/input.ts";
import type { Message } from "../notice/message.ts";
import type { SignalState } from "../reading/signal.ts";
import type { AlertClass, Point, Role, Words } from "../site/model.ts";
import type { Path } from "../site/yaml-source.ts";
import type { Instant, Millis } from "../time/instant.ts";
import type { PaperMatcher, WantedCheck, WantedStanding } from "./wanted-papers.ts";
import type { Work } from "./work.ts";

/** A rule test: what devices and people do at which time, and what the hall's rules must say to it. All names resolved. */
export type Timeline = {
  readonly title: Words;
  /** The scenario of the regulations that it plays: `S01`. */
  readonly scenario?: string;
  /** Clauses whose keeping it proves. */
  readonly proves: readonly string[];
  /** Rules that it exercises. */
  readonly rules: readonly string[];
  /** Duties that people have in it, beside those of which it speaks. */
  readonly duties: "all" | readonly string[];
  readonly start: Instant;
  /** How far a time that an expectation names may be off. */
  readonly tolerance: Millis;
  readonly given: readonly Assignment[];
  readonly steps: readonly Step[];
  /** No alert of the whole run may match one of these. */
  readonly never: readonly Matcher[];
  /** Ids of the points that it speaks of; that others are silent is none of its business. */
  readonly named: ReadonlySet<string>;
};

/** A value that a device reports from now on. */
export type Assignment = { readonly point: Point; readonly value: Course };

/** What a device reports over time. `moving` begins at `from` and goes on by `by` every `every` until it is at `to`. */
export type Course =
  | { readonly is: "still"; readonly value: number }
  | {
      readonly is: "moving";
      readonly from: number;
      readonly by: number;
      readonly every: Millis;
      readonly to: number | null;
    };

/** One message of a device that comes in later than it was measured. */
export type Delivery = { readonly point: Point; readonly value: number; readonly measuredAt: Instant };

/** What a device's clock shows: always the same, ahead (negative: behind) of the hall's, or nothing at all. */
export type DeviceClock =
  | { readonly is: "stopped"; readonly at: Instant }
  | { readonly is: "off"; readonly by: Millis }
  | { readonly is: "right" };

/** One thing that happens at a step. */
export type Action =
  | { readonly is: "clock"; readonly by: Millis }
  | { readonly is: "restart"; readonly down: Millis }
  | { readonly is: "purge"; readonly keepDays: number }
  | { readonly is: "source_time"; readonly point: Point; readonly clock: DeviceClock }
  | { readonly is: "silent"; readonly point: Point }
  | { readonly is: "bad"; readonly point: Point; readonly reason: string }
  | { readonly is: "heard"; readonly point: Point }
  | { readonly is: "set"; readonly point: Point; readonly value: Course }
  | { readonly is: "once"; readonly point: Point; readonly value: number }
  /** A broker's memory, which tells no time. */
  | { readonly is: "retained"; readonly point: Point; readonly value: number }
  | { readonly is: "late"; readonly delivery: Delivery }
  | { readonly is: "repeat"; readonly delivery: Delivery; readonly path: Path }
  /** `wait`: how long after what was done before it. */
  | { readonly is: "command"; readonly command: Command; readonly wait: Millis; readonly path: Path };

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What a person asks for, without when: that is the step's. About an alert: the open one of the fact and target. */
export type Command =
  | (Without<AlertCommand, "alert" | "at"> & { readonly fact: string; readonly target: string })
  | Without<
      ServiceCommand | RosterCommand | Extract<Asked, { is: "request-activity" | "approve-activity" }>,
      "at"
    >
  | Work;

/** Actions at a moment, in the order in which they happen, and what must be true after them. */
export type Step = {
  readonly at: Instant;
  /** When it is over: later than `at` when the gateway was down, or its clock moved. */
  readonly until: Instant;
  readonly actions: readonly Action[];
  readonly expect: Expectation | null;
  readonly path: Path;
};

export type Expectation = {
  readonly alerts: readonly Matcher[];
  readonly noAlerts: readonly Matcher[];
  /** No other alert is active or unknown. */
  readonly only: boolean;
  readonly messages: readonly MessageMatcher[];
  readonly noMessages: readonly MessageMatcher[];
  /** There is no other message. */
  readonly onlyMessages: boolean;
  /** Papers that must be there, and that may not. */
  readonly papers: readonly PaperMatcher[];
  readonly noPapers: readonly PaperMatcher[];
  readonly checks: readonly WantedCheck[];
  readonly standings: readonly WantedStanding[];
  /** How many incidents are open; null: not asked. */
  readonly incidents: number | null;
  readonly signals: readonly { readonly point: Point; readonly state: SignalState; readonly path: Path }[];
  readonly rules: readonly { readonly key: string; readonly says: RuleSays; readonly path: Path }[];
  /** Part of the reason for which a command of the step is refused; null: none is refused. */
  readonly refused: string | null;
  readonly path: Path;
};

/** What a rule says for one target. `lacking`: the hall lacks what it needs; `left-out`: its `where` leaves it out. */
export const RULE_SAYS = ["yes", "no", "unknown", "not-in-force", "lacking", "left-out"] as const;
export type RuleSays = (typeof RULE_SAYS)[number];

/** A number with how far off it may be, both in the same unit. */
export type Amount = { readonly value: number; readonly off: number; readonly text: string };

/** A number in the unit of a point's class, and how people write it. */
export type Quantity = { readonly value: number; readonly text: string };

/** What an alert must be like; what is absent is not asked for. */
export type Matcher = {
  readonly path: Path;
  readonly wanted: Wanted;
};

export type Wanted = {
  readonly fact?: string;
  readonly clause?: string;
  readonly clauses?: readonly string[];
  readonly rule?: string;
  readonly target?: string;
  readonly zone?: string;
  readonly level?: string;
  readonly priority?: Priority;
  readonly condition?: Condition;
  /** A person: acknowledged by that one. */
  readonly acknowledged?: boolean | string;
  readonly class?: AlertClass;
  readonly label?: AlertLabel;
  readonly revision?: number;
  /** A person: confirmed, put aside by that one. */
  readonly confirmed?: boolean | string;
  readonly shelved?: boolean | string;
  /** A fact: that of the alert which explains it. */
  readonly suppressed_by?: boolean | string;
  /** A text: the work order. */
  readonly out_of_service?: boolean | string;
  readonly latched?: boolean;
  readonly silent?: boolean;
  readonly realarm?: false | Instant;
  readonly incident?: boolean | WantedIncident;
  /** A moment: closed then. */
  readonly closed?: boolean | Instant;
  readonly opened?: Instant;
  readonly since?: Instant;
  readonly cleared?: Instant;
  readonly occurrences?: number;
  readonly late?: boolean;
  readonly tell?: readonly Role[];
  readonly told?: readonly Role[];
  readonly told_at?: ReadonlyMap<Role, Instant>;
  readonly not_told?: readonly Role[];
  readonly stands_in?: readonly Role[];
  /** In W·h. */
  readonly waste?: Amount;
  readonly wasted?: ReadonlyMap<string, Amount>;
  /** By point id: a number in the class's unit, a word of the class, or the state of the signal. */
  readonly evidence?: ReadonlyMap<string, Quantity | string>;
  /** By text of a comparison in a rule's condition. */
  readonly parts?: ReadonlyMap<string, "yes" | "no" | "unknown">;
  /** All that happened to it, in order. */
  readonly events?: readonly string[];
  readonly why?: string;
};

/** What an incident must be like; what is absent is not asked for. */
export type WantedIncident = {
  readonly report_due?: false | Instant;
  readonly reported?: boolean | Instant;
  readonly reported_by?: string;
  readonly overdue?: boolean | Instant;
  /** Exactly the levels that are owed a report still; that have got theirs. */
  readonly owed?: readonly Role[];
  readonly supplemented?: readonly Role[];
};

/** What a message must be like. */
export type MessageMatcher = {
  readonly path: Path;
  /** Looks at all messages since then; null: at those that no step has looked at. */
  readonly from: Instant | null;
  /** How many must fit; null: one or more. */
  readonly count: number | null;
  readonly wanted: WantedMessage;
};

export type WantedMessage = {
  /** Id of a person, or a role. */
  readonly to?: string;
  readonly kind?: Message["kind"];
  readonly fact?: string;
  readonly target?: string;
  readonly class?: AlertClass;
  readonly priority?: Priority;
  readonly silent?: boolean;
  /** Of how many alerts it tells. */
  readonly alerts?: number;
  /** Part of the title of what it tells or reminds of, in either language. */
  readonly title?: string;
  readonly at?: Instant;
};
