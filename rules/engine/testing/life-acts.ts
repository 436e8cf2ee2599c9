import type { Rule } from "../../language/rule.ts";
import { type Act, benchRules } from "./bench.ts";
import { at, rule } from "./hall.ts";

// The alarm model as a table: each row is one event, with the state before and after it. Letters are those of ISA-18.2, `r`
// is the revision, `x` how often the fact was found in the episode.

/** One row; where its guard or its outcome has cases, one for each. */
export type Row = {
  readonly row: number;
  readonly what: string;
  readonly fact: "door" | "window" | "panic";
  readonly given: readonly (readonly [string, Act])[];
  readonly from: string;
  readonly event: readonly [string, Act];
  readonly to: string;
  readonly events: readonly string[];
  /** Part of why it is refused. */
  readonly refused?: string;
  /** What follows, to tell apart what looks the same at first. */
  readonly later?: readonly [string, Act, string];
};

export const open: Act = { "D1.contact": "open" };
export const closed: Act = { "D1.contact": "closed" };
export const blind: Act = { "D1.contact": null };
export const unlocked: Act = { "D1.lock": "unlocked" };
export const locked: Act = { "D1.lock": "locked" };
export const ajar: Act = { "W1.contact": "open" };
export const shut: Act = { "W1.contact": "closed" };
export const lostWindow: Act = { "W1.contact": null };
export const pressed: Act = { "PB.button": "pressed" };
export const acks = (by = "G1"): Act => ({ asks: { is: "acknowledge", by, note: "" } });
export const resets = (by = "M1"): Act => ({ asks: { is: "reset", by, note: "I looked" } });
export const shelves = (until: string, shelf: "timed" | "one-shot" = "timed", by = "G1"): Act => ({
  asks: { is: "shelve", by, shelf, until: at(until), reason: "cleaning" },
});
export const takesOut = (target: string, until: string, by: string, second?: string): Act => ({
  asks: {
    is: "take-out",
    by,
    target,
    order: "WO-1",
    until: at(until),
    compensation: "a guard stands by",
    ...(second !== undefined && { second }),
  },
});
export const putsBack = (target: string): Act => ({ asks: { is: "put-back", by: "F1", target } });

export const found: Row["given"] = [
  ["09:00", open],
  ["09:01", "tick"],
];
export const acked: Row["given"] = [...found, ["09:01:10", acks()]];
export const over: Row["given"] = [...found, ["09:01:30", closed], ["09:02:30", "tick"]];
export const latched: Row["given"] = [
  ["09:00", ajar],
  ["09:01", shut],
];
export const shelved: Row["given"] = [...found, ["09:01:10", shelves("09:06")]];
export const urgent: Row["given"] = [
  ["09:00", unlocked],
  ["09:01", acks()],
  ["09:09", unlocked],
  ["09:18", unlocked],
  ["09:27", unlocked],
];
export const both: Row["given"] = [
  ["09:00", unlocked],
  ...found.slice(0, 1),
  ["09:01", "tick"],
  ["09:01:10", acks()],
];
export const out: Row["given"] = [...found, ["09:01:10", takesOut("D1", "09:08", "F1")]];
/** The door's rule as somebody rewrote it: what it asks now is another question. */
const { clear: _, ...doorOpen } = benchRules[0] as Rule;
const jammed = rule({ ...doorOpen, condition: 'door.contact == "open" && door.lock == "jammed"' });
export const rewritten = [jammed, ...benchRules.slice(1)];
