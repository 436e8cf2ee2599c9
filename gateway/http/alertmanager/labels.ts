import { createHash } from "node:crypto";
import type { WireAlert } from "../../wire/alert.ts";
import { SEVERITY } from "../../wire/severity.ts";
import type { Labels } from "./matcher.ts";

/**
 * What an alert is, never what was measured: an alert whose value changes stays the same alert. `key` is what a shelf
 * belongs to, so that a silence can name it exactly.
 */
export const labelsOf = (site: string, alert: WireAlert): Labels => {
  const labels = {
    alertname: alert.fact,
    site,
    zone: alert.zone,
    target: alert.target,
    key: keyOf(alert),
    class: alert.class,
    severity: SEVERITY[alert.priority] ?? "",
    priority: String(alert.priority),
    level: alert.level,
    rule: rulesOf(alert).join(","),
  };
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ""));
};

/** The fact and the thing, without the episode: `light-on/L1`. */
export const keyOf = ({ fact, target }: { readonly fact: string; readonly target: string }): string =>
  `${fact}/${target}`;

/** The rules that found it in this episode, in the order of the alphabet. */
export const rulesOf = ({ clauses }: WireAlert): readonly string[] =>
  [...new Set(clauses.map(({ rule }) => rule))].sort();

/**
 * 16 hexadecimal digits that stay the same for a fact of a thing in a hall, also when a further rule finds it or it
 * becomes more urgent, which changes its labels. Clients take it as it is.
 */
export const fingerprintOf = (site: string, key: string): string => digest(site, key).slice(0, 16);

/** SHA-256 in hex over some texts, none of which can run into the next. */
export const digest = (...texts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(texts)).digest("hex");
