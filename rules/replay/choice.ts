import type { Alert } from "../alert/alert.ts";

/** Which alerts a replay is asked for, by what found them, what they are about and where; an empty list asks for all. */
export type Choice = {
  readonly rules: readonly string[];
  readonly targets: readonly string[];
  readonly zones: readonly string[];
};

export const EVERYTHING: Choice = { rules: [], targets: [], zones: [] };

/** Whether an alert was asked for: one of its rules, its target and its zone. */
export const isAsked = ({ rules, targets, zones }: Choice, { clauses, target, zone }: Alert): boolean =>
  (rules.length === 0 || clauses.some(({ rule }) => rules.includes(rule))) &&
  isAmong(targets, target) &&
  isAmong(zones, zone);

/** Whether a name is in a list of which an empty one stands for all. */
export const isAmong = (list: readonly string[], name: string): boolean =>
  list.length === 0 || list.includes(name);
