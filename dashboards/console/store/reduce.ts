import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import type { StreamEvents } from "#gateway/wire/stream.ts";

/** Open alerts by id. */
export type OpenAlerts = ReadonlyMap<string, WireAlert>;

export type LivePoint = StreamEvents["points"]["points"][number];

/** The open alerts after some changed: closed ones leave, all others are as last told. */
export const withAlerts = (open: OpenAlerts, changed: readonly WireAlert[]): OpenAlerts => {
  const next = new Map(open);
  for (const alert of changed)
    if (alert.label === "closed") next.delete(alert.id);
    else next.set(alert.id, alert);
  return next;
};

/** A point after news of it. What the news does not name is gone: a word or a reason of before does not stay. */
export const withNews = (
  { word: _word, reason: _reason, ...rest }: WirePoint,
  news: LivePoint,
): WirePoint => ({ ...rest, ...news });

/** Most urgent first, then newest; the order never depends on a value. */
export const byUrgency = (a: WireAlert, b: WireAlert): number =>
  a.priority - b.priority || b.openedAt.localeCompare(a.openedAt) || a.id.localeCompare(b.id);

/** Whether the alert waits for a person. */
export const needsSomebody = ({ label }: WireAlert): boolean =>
  label === "unacknowledged" || label === "returned";

/** Whether its bar blinks: nobody has it, it is not over, and it is critical or high. */
export const isUrgent = ({ label, priority }: WireAlert): boolean =>
  label === "unacknowledged" && priority <= 2;

/** How many alerts there are of each priority, 1 to 4. */
export const countByPriority = (alerts: Iterable<WireAlert>): readonly [number, number, number, number] => {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (const { priority } of alerts) counts[priority - 1]!++;
  return counts;
};
