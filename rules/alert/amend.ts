import type { Instant } from "../time/instant.ts";
import type { Alert, Transition } from "./alert.ts";
import { wasteOf } from "./clauses.ts";

/**
 * Late data tell that what has cleared was over earlier than had been known.
 *
 * @param at      when it was over, not after `clearedAt`
 * @param wasted  energy in W·h since their clauses began, by rule, where that is known better now
 */
export const amend = (
  alert: Alert,
  at: Instant,
  wasted: ReadonlyMap<string, number>,
  why: string,
): Transition => {
  const clauses = alert.clauses.map(finding => {
    if (finding.until === null || finding.until <= at) return finding;
    const wh = wasted.get(finding.rule);
    const until = finding.since < at ? at : finding.since;
    return { ...finding, until, ...(wh !== undefined && { wastedWh: (finding.earlierWh ?? 0) + wh }) };
  });
  return {
    event: { is: "cleared", alert: alert.id, at, why },
    alert: { ...alert, changedAt: at, clearedAt: at, clauses, wastedWh: wasteOf(clauses) },
  };
};
