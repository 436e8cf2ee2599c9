import type { Alert, AlertEvent } from "../alert/alert.ts";
import { type Instant, minutes } from "../time/instant.ts";

/** An event of the trail; `seq` is its place in the order in which things were recorded. */
export type TrailEvent = AlertEvent & { readonly seq: number };

/** An event with the alert before it (null: it begins it) and after it. */
export type Followed = {
  readonly event: TrailEvent;
  readonly before: Alert | null;
  readonly alert: Alert;
};

/** An acknowledgement that closed an alert can be taken back for seconds; after this an alert is done with. */
const DONE_AFTER = minutes(10);

type Row = { alert: Alert; readonly seqs: Map<string, number>; closedAt: Instant | null };

/**
 * Follows alerts by what their events say that they changed. Events come in the order of their times; where that is not
 * the order in which they were recorded (late data), what was recorded later has the last word.
 */
export const follower = () => {
  const rows = new Map<string, Row>();
  const done = new Set<string>();
  let sweptAt = Number.NEGATIVE_INFINITY;

  const sweep = (at: Instant): void => {
    sweptAt = at;
    for (const [id, { closedAt }] of rows)
      if (closedAt !== null && closedAt < at - DONE_AFTER) {
        rows.delete(id);
        done.add(id);
      }
  };

  return {
    /** Whether the event can be followed: else its alert's earlier events must be taken first. */
    knows: ({ is, alert }: TrailEvent): boolean => is === "raised" || rows.has(alert) || done.has(alert),
    /** Null where nobody can say what the alert was: an earlier version wrote the event. */
    take: (event: TrailEvent): Followed | null => {
      if (event.at > sweptAt + DONE_AFTER) sweep(event.at);
      const { change, seq } = event;
      const row = rows.get(event.alert);
      if (change === undefined) return null;
      if (row === undefined) {
        if (event.is !== "raised" || done.has(event.alert)) return null;
        const alert = change as Alert;
        rows.set(event.alert, {
          alert,
          seqs: new Map(Object.keys(change).map(key => [key, seq])),
          closedAt: null,
        });
        return { event, before: null, alert };
      }
      const before = row.alert;
      const newer = Object.entries(change).filter(([key]) => seq >= (row.seqs.get(key) ?? 0));
      for (const [key] of newer) row.seqs.set(key, seq);
      row.alert = { ...before, ...Object.fromEntries(newer) };
      row.closedAt = row.alert.closedAt;
      return { event, before, alert: row.alert };
    },
    /** Alerts that are not long closed. */
    all: (): readonly Alert[] => [...rows.values()].map(({ alert }) => alert),
  };
};
