import type { Alert, AlertEvent } from "./alert.ts";
import { isSame } from "./same.ts";

/**
 * The fields of an alert that are other than they were: what its event writes down.
 *
 * @param before  the alert after the event before; null: there was none, so all of it is new
 */
export const changeOf = (before: Alert | null, now: Alert): Partial<Alert> => {
  if (before === null) return now;
  const fields = Object.entries(now).filter(([key, value]) => !isSame(before[key as keyof Alert], value));
  return Object.fromEntries(fields);
};

/**
 * The alert that all its events make, oldest first.
 *
 * @returns null where an event does not say what it changed: an earlier version wrote it
 */
export const fold = (events: readonly AlertEvent[]): Alert | null => {
  if (events.length === 0 || events.some(({ change }) => change === undefined)) return null;
  return Object.assign({}, ...events.map(({ change }) => change)) as Alert;
};
