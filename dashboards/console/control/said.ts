import { valueText } from "../format/value.ts";
import { points } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { valueWords } from "../words/values.ts";

/** A value of a point as people read it: a word of its class, or a number in its unit. */
export const saidOf = (point: string, value: string | number): string => {
  const of = points.value.get(point)?.value;
  return typeof value === "string"
    ? say(valueWords(value, of?.class))
    : valueText({ value, unit: of?.unit }, of?.class);
};

/** What a command waits for: that the power falls, or that another point says so; null: its point is not known here. */
export const proofSaid = (
  proofBy: string | null,
  to: string | number,
): { readonly isPower: boolean; readonly name: string } | null => {
  const of = proofBy === null ? undefined : points.value.get(proofBy)?.value;
  return of ? { isPower: to === "off" && of.unit === "W", name: say(of.name) } : null;
};

/** What a command changes: `大厅照明 → 关`. */
export const changeText = (name: string, to: string): string => `${name} → ${to}`;

/** What a dialog or a toast is about: `批准 · 大厅照明 → 关`. */
export const aboutText = (verb: string, name: string): string => `${verb} · ${name}`;

/** Why an interlock does not let a command pass; empty where it does. */
export const interlockText = (is: "yes" | "no" | "unknown"): string =>
  is === "yes" ? "" : t().control.interlock[is];
