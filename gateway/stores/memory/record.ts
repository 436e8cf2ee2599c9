import type { Audit } from "#gateway/ports/audit.ts";
import { Fault } from "#gateway/ports/fault.ts";
import {
  activitySubject,
  type RecordedActivity,
  type RecordedDeed,
  type RecordedEvent,
  type RecordStore,
} from "#gateway/ports/record.ts";
import type { Alert } from "#rules/alert/alert.ts";
import { deedSubject } from "#rules/engine/deed.ts";
import type { Memo, StoredHold } from "#rules/engine/state.ts";
import type { Signal } from "#rules/reading/signal.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { issueOf } from "../audit/certificates.ts";
import { stateAudit } from "../audit/state.ts";
import { summary } from "../audit/summary.ts";
import { trailAudit } from "../audit/trail.ts";
import { type ChainLink, chainHash, GENESIS } from "../chain.ts";
import { memoryIndex } from "./alert-index.ts";
import { memoryOutbox } from "./outbox.ts";
import { memoryPapers } from "./papers.ts";

/** A record that forgets when the process ends; `stop` and `start` again stand for a restart. For tests and trials. */
export const memoryRecord = (): RecordStore => {
  const alerts = new Map<string, Alert>();
  const holds = new Map<string, StoredHold>();
  const signals = new Map<string, Signal>();
  const memos = new Map<string, Memo>();
  const index = memoryIndex();
  const messages = memoryOutbox();
  const papers = memoryPapers();
  const trail: ({ readonly link: ChainLink } & Trailed)[] = [];
  let at: Instant | null = null;
  let isRunning = false;

  const chosen = (state: "open" | "closed" | "all"): readonly Alert[] =>
    [...alerts.values()]
      .filter(alert => state === "all" || (alert.closedAt === null) === (state === "open"))
      .sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1));

  const eventsOf = (alert: string) => trail.flatMap(({ event }) => (event?.alert === alert ? [event] : []));
  const head = () => {
    const { seq, hash } = trail.at(-1)?.link ?? { seq: 0, hash: GENESIS };
    return { seq, hash };
  };
  const verified = (): Audit => {
    const walk = trailAudit([]);
    walk.follow(trail.map(({ link }) => link));
    const [first, last] = [trail[0], trail.at(-1)];
    const span = first && last ? { first: instant(first.link.at), last: instant(last.link.at) } : null;
    const verdicts = [...alerts.values()].map(alert => stateAudit(alert.id, alert, eventsOf(alert.id), null));
    return summary({
      events: trail.length,
      beginning: null,
      span,
      head: head(),
      anchors: [],
      wrong: [...walk.end(head()), ...papers.wrong(issues())],
      alerts: verdicts.length,
      skipped: verdicts.filter(verdict => verdict === "skipped").length,
      differing: verdicts.flatMap(verdict => (typeof verdict === "string" ? [] : [verdict])),
      certificates: papers.issued,
    });
  };

  const issues = () =>
    trail.flatMap(({ deed }) => (deed?.is === "entry" ? (issueOf(deed.seq, deed) ?? []) : []));

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
      papers.check(commit.papers ?? []);
      for (const event of commit.activities) {
        const link = linked(activitySubject(event.activity.id), event);
        trail.push({ link, activity: { ...event, seq: link.seq, hash: link.hash } });
      }
      for (const deed of commit.deeds) {
        const link = linked(deedSubject(deed), deed);
        trail.push({ link, deed: { ...deed, seq: link.seq, hash: link.hash } });
      }
      for (const { event, alert } of commit.transitions) {
        alerts.set(alert.id, alert);
        index.add(alert, event);
        const link = linked(event.alert, event);
        trail.push({ link, event: { ...event, seq: link.seq, hash: link.hash } });
      }
      messages.add(commit.messages);
      papers.add(commit.papers ?? []);
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
            papers: papers.open(),
          },
    alerts: async ({ state, limit }) => chosen(state).slice(0, limit),
    alert: async id => alerts.get(id) ?? null,
    search: async query => {
      const { ids, next } = index.search(query);
      return { alerts: ids.flatMap(id => alerts.get(id) ?? []), next };
    },
    events: async alert => eventsOf(alert),
    eventsBetween: async function* (from, to) {
      const events = trail.flatMap(({ event }) =>
        event && event.at >= from && event.at < to ? [event] : [],
      );
      if (events.length > 0) yield events.sort((a, b) => a.at - b.at || a.seq - b.seq);
    },
    activities: async () => trail.flatMap(({ activity }) => activity ?? []),
    deeds: async () => trail.flatMap(({ deed }) => (deed && deed.is !== "entry" ? [deed] : [])),
    papers: async query => papers.find(query),
    firstDay: async kind => papers.firstDay(kind),
    paper: async (kind, id) => papers.one(kind, id),
    entries: async (kind, id) =>
      trail.flatMap(({ deed }) =>
        deed?.is === "entry" && deed.kind === kind && deed.paper === id ? [deed] : [],
      ),
    certificates: async query => papers.certificates(query),
    certificate: async id => papers.certificate(id),
    outbox: async () => messages.waiting(),
    delivered: async updates => messages.delivered(updates),
    messages: async alert => messages.about(alert),
    deliveries: async alert => messages.about(alert).flatMap(({ deliveries }) => deliveries),
    head: async () => head(),
    verify: async () => verified(),
    stop: async () => {
      isRunning = false;
    },
  };
};

type Trailed =
  | { readonly event: RecordedEvent; readonly activity?: never; readonly deed?: never }
  | { readonly activity: RecordedActivity; readonly event?: never; readonly deed?: never }
  | { readonly deed: RecordedDeed; readonly event?: never; readonly activity?: never };

const sortedBy = <T>(list: readonly T[], key: (one: T) => string): readonly T[] =>
  list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
