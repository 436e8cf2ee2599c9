import { Fault } from "#gateway/ports/fault.ts";
import {
  activitySubject,
  type RecordedActivity,
  type RecordedEvent,
  type RecordStore,
} from "#gateway/ports/record.ts";
import type { Alert } from "#rules/alert/alert.ts";
import type { Memo, StoredHold } from "#rules/engine/state.ts";
import type { Signal } from "#rules/reading/signal.ts";
import type { Instant } from "#rules/time/instant.ts";
import { type ChainLink, chainHash, chainWalk, GENESIS } from "../chain.ts";

/** A record that forgets when the process ends; `stop` and `start` again stand for a restart. For tests and trials. */
export const memoryRecord = (): RecordStore => {
  const alerts = new Map<string, Alert>();
  const holds = new Map<string, StoredHold>();
  const signals = new Map<string, Signal>();
  const memos = new Map<string, Memo>();
  const trail: ({ readonly link: ChainLink } & Trailed)[] = [];
  let at: Instant | null = null;
  let isRunning = false;

  const chosen = (state: "open" | "closed" | "all"): readonly Alert[] =>
    [...alerts.values()]
      .filter(alert => state === "all" || (alert.closedAt === null) === (state === "open"))
      .sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1));

  const linked = (subject: string, event: { readonly at: Instant }): ChainLink => {
    const prev = trail.at(-1)?.link.hash ?? GENESIS;
    const row = { seq: trail.length + 1, alert: subject, at: event.at, json: JSON.stringify(event) };
    return { ...row, prev, hash: chainHash(prev, row) };
  };

  return {
    start: async () => {
      isRunning = true;
    },
    commit: async commit => {
      if (!isRunning)
        throw new Fault("RECORD_FAILED", "record: commit: the store is not running", { retry: false });
      for (const event of commit.activities) {
        const link = linked(activitySubject(event.activity.id), event);
        trail.push({ link, activity: { ...event, seq: link.seq, hash: link.hash } });
      }
      for (const { event, alert } of commit.transitions) {
        alerts.set(alert.id, alert);
        const link = linked(event.alert, event);
        trail.push({ link, event: { ...event, seq: link.seq, hash: link.hash } });
      }
      for (const stored of commit.holds)
        stored.hold.is === "clear" ? holds.delete(stored.key) : holds.set(stored.key, stored);
      for (const signal of commit.signals) signals.set(signal.point, signal);
      for (const memo of commit.memos)
        memo.value === null ? memos.delete(memo.key) : memos.set(memo.key, memo);
      at = commit.at;
    },
    load: async () =>
      at === null
        ? null
        : {
            at,
            alerts: sortedBy(chosen("open"), alert => alert.id).toSorted((a, b) => a.openedAt - b.openedAt),
            holds: sortedBy([...holds.values()], hold => hold.key),
            signals: sortedBy([...signals.values()], signal => signal.point),
            memos: sortedBy([...memos.values()], memo => memo.key),
          },
    alerts: async ({ state, limit }) => chosen(state).slice(0, limit),
    alert: async id => alerts.get(id) ?? null,
    events: async alert => trail.flatMap(({ event }) => (event?.alert === alert ? [event] : [])),
    activities: async () => trail.flatMap(({ activity }) => activity ?? []),
    verify: async () => {
      const walk = chainWalk();
      const last = trail.at(-1)?.link ?? { seq: 0, hash: GENESIS };
      return walk.follow(trail.map(entry => entry.link)) ?? walk.end(last);
    },
    stop: async () => {
      isRunning = false;
    },
  };
};

type Trailed =
  | { readonly event: RecordedEvent; readonly activity?: never }
  | { readonly activity: RecordedActivity; readonly event?: never };

const sortedBy = <T>(list: readonly T[], key: (one: T) => string): readonly T[] =>
  list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
