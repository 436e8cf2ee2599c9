import { isDeepStrictEqual } from "node:util";
import type { Wrong } from "#gateway/ports/audit.ts";
import type { Alert, AlertEvent } from "#rules/alert/alert.ts";
import { fold } from "#rules/alert/fold.ts";
import { completed } from "#rules/alert/stored.ts";

/** Whether an alert is what its events make of it; `skipped`: they are of before events told all that they changed. */
export type StateVerdict = Wrong | "fits" | "skipped";

/**
 * Compares an alert as it is stored with its events.
 *
 * @param alert   null: none is stored
 * @param events  oldest first
 * @param seq     place of the last one
 */
export const stateAudit = (
  id: string,
  alert: Alert | null,
  events: readonly AlertEvent[],
  seq: number | null,
): StateVerdict => {
  const differs = (fields: readonly string[]): Wrong => ({ is: "state-differs", seq, alert: id, fields });
  if (events.length === 0 || alert === null) return differs([]);
  const folded = fold(events);
  if (folded === null) return "skipped";
  // Without its first event it is only what changed since.
  const expected = fieldsOf("clauses" in folded ? completed(folded) : folded);
  const stored = fieldsOf(alert);
  const names = [...new Set([...Object.keys(expected), ...Object.keys(stored)])];
  const fields = names.filter(name => !isDeepStrictEqual(expected[name], stored[name]));
  return fields.length === 0 ? "fits" : differs(fields);
};

/** As JSON has it: without what is undefined. */
const fieldsOf = (alert: Alert): Readonly<Record<string, unknown>> =>
  JSON.parse(JSON.stringify(alert)) as Record<string, unknown>;
