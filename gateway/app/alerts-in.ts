import type { Alert } from "#rules/alert/alert.ts";
import { hours, type Instant, instant } from "#rules/time/instant.ts";
import type { RecordStore } from "../ports/record.ts";

/** How long before a time an alert may have been found that still held in it. */
const LEAD = hours(24 * 92);
const A_PAGE = 500;

/**
 * Alerts whose fact held at some moment of a time: those that are open, as `open` has them, and closed ones from the record,
 * as long as they were found within three months before.
 */
export const alertsIn = async (
  record: Pick<RecordStore, "search">,
  open: readonly Alert[],
  from: Instant,
  to: Instant,
): Promise<readonly Alert[]> => {
  const closed: Alert[] = [];
  const query = { state: "closed", from: instant(from - LEAD), to, limit: A_PAGE } as const;
  for (let before: string | null | undefined; before !== null; ) {
    const page = await record.search({ ...query, ...(before !== undefined && { before }) });
    closed.push(...page.alerts.filter(({ clearedAt, closedAt }) => (clearedAt ?? closedAt ?? to) > from));
    before = page.next;
  }
  return [...open.filter(({ openedAt }) => openedAt < to), ...closed];
};
