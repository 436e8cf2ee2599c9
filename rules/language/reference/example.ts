import type { Field } from "../condition-checks.ts";
import type { Rule } from "../rule.ts";
import type { Settings } from "../settings.ts";

/** A piece of a rule that the reference shows, and what it means. A test compiles each of them. */
export type Example = {
  readonly written: string;
  readonly says: string;
  /** What the rule is judged for. */
  readonly each: Rule["each"];
  /** Where in the rule it stands; `value`: anywhere in a condition where a value may stand. */
  readonly as: Exclude<Field, "show"> | "value";
};

const setting = (value: number, unit: string) => ({ value, unit, meaning: { zh: "", en: "" } });

/** The settings that the examples name. */
export const EXAMPLE_SETTINGS: Settings = new Map([
  ["light_off_below", setting(10, "W")],
  ["socket_limit", setting(1.2, "kW")],
  ["setpoint_floor", setting(26, "Cel")],
  ["hysteresis", setting(0.5, "K")],
  ["most_of_it", setting(80, "%")],
  ["closing_grace", setting(15, "min")],
  ["notice", setting(30, "d")],
  ["sign_off_at", setting(22 * 60, "time")],
]);

const told =
  (as: Example["as"]) =>
  (each: Rule["each"], written: string, says: string): Example => ({ written, says, each, as });

/** An example of a condition. */
export const condition = told("condition");
/** An example of a selector. */
export const where = told("where");
/** An example of a value in watts. */
export const value = told("value");
