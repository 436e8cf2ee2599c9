import type { AlertClass, Role } from "../site/model.ts";
import { hours, type Millis, minutes } from "../time/instant.ts";
import type { Priority } from "./alert.ts";

/** What a person may ask to be done about an alert. To take an acknowledgement back is one's own; a summary is a confirmation. */
export type Action = "acknowledge" | "note" | "confirm" | "reset" | "shelve" | "report";

/**
 * What a role may do about which alerts: `own`, of its own classes or told to it; `told`, since it was told of them;
 * `not-life-safety`, all but those.
 */
export type Right = {
  readonly of: "all" | "own" | "told" | "housekeeping" | "not-life-safety";
  /** Absent: of any. */
  readonly priorities?: readonly Priority[];
  /** The longest time; only to shelve. */
  readonly most?: Millis;
};

export type Rights = Readonly<Partial<Record<Action, Right>>>;

const ALL: Right = { of: "all" };
const OWN: Right = { of: "own" };
const TOLD: Right = { of: "told" };
const CRAFT: Rights = {
  acknowledge: OWN,
  note: ALL,
  confirm: ALL,
  reset: OWN,
  shelve: { of: "own", priorities: [3, 4], most: hours(24) },
  report: OWN,
};
const HELP: Rights = { acknowledge: { of: "housekeeping" }, note: ALL };

/**
 * Who may do what. Life safety is never shelved, whoever asks; what a rule lets only some roles reset, only they reset.
 *
 * @see IEC 62682 on authorisation; the lengths are our proposals
 */
export const RIGHTS: Readonly<Record<Role, Rights>> = {
  guard: {
    acknowledge: ALL,
    note: ALL,
    confirm: ALL,
    reset: { of: "not-life-safety" },
    shelve: { of: "all", priorities: [3, 4], most: minutes(30) },
    report: ALL,
  },
  "duty-manager": {
    acknowledge: ALL,
    note: ALL,
    confirm: ALL,
    reset: ALL,
    shelve: { of: "all", priorities: [2, 3, 4], most: hours(8) },
    report: ALL,
  },
  facilities: CRAFT,
  "it-support": CRAFT,
  "hall-director": { acknowledge: TOLD, note: ALL, confirm: TOLD, report: ALL },
  "safety-officer": { acknowledge: ALL, note: ALL, confirm: ALL, reset: ALL, report: ALL },
  superior: { acknowledge: ALL, note: ALL, confirm: ALL, report: ALL },
  staff: HELP,
  cleaner: HELP,
};

/** Somebody whom the hall does not know: it may have named nobody yet. */
export const STRANGER: Rights = { acknowledge: ALL, note: ALL };

/** The classes that are a craft's own. */
export const OWN_CLASSES: Readonly<Partial<Record<Role, readonly AlertClass[]>>> = {
  facilities: ["equipment", "energy", "housekeeping"],
  "it-support": ["equipment", "system"],
};
