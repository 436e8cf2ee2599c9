import { join } from "node:path";
import type { Anchor, Audit, TrailHead } from "#gateway/ports/audit.ts";
import type {
  CertificateQuery,
  IssuedCertificate,
  PaperQuery,
  PapersFound,
  RecordedEntry,
  StandingKind,
} from "#gateway/ports/papers.ts";
import type { PurgeOrder, Removed } from "#gateway/ports/purge.ts";
import type {
  AlertSearch,
  Delivery,
  RecordedActivity,
  RecordedDeed,
  RecordedEvent,
  StoredMessage,
} from "#gateway/ports/record.ts";
import type { Recorded } from "#gateway/ports/trail-place.ts";
import type { Alert, AlertEvent } from "#rules/alert/alert.ts";
import { completed, type StoredAlert } from "#rules/alert/stored.ts";
import type { ActivityEvent } from "#rules/engine/activities.ts";
import type { Deed } from "#rules/engine/deed.ts";
import type { EngineState } from "#rules/engine/state.ts";
import type { Paper, PaperKind } from "#rules/routine/clerk.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import type { Anchors } from "../audit/anchors.ts";
import { chainHash } from "../chain.ts";
import { alertIndex, type Placed } from "./alert-index.ts";
import { auditOf, headIn } from "./audit.ts";
import { certificateTable } from "./certificates.ts";
import { openDatabase, transaction } from "./open.ts";
import { outbox } from "./outbox.ts";
import { paperTable } from "./papers.ts";
import { picturesIn } from "./pictures.ts";
import { purgeOf } from "./purge.ts";
import { type CommitRows, holdOf, signalOf } from "./record-rows.ts";
import { MIGRATIONS } from "./record-schema.ts";

/** Which alerts `RecordStore.alerts` asks for. */
export type AlertQuery = { readonly state: "open" | "closed" | "all"; readonly limit: number };

/** Path of the record's database in a data directory. */
export const recordPath = (directory: string): string => join(directory, "record.db");

/** Where a page of events ends and the next one begins. */
export type EventPlace = { readonly at: Instant; readonly seq: number };

/** One page of the events of a time. */
export type EventPage = { readonly after: EventPlace; readonly to: Instant; readonly limit: number };

/** The record's database, used by one thread. What it throws comes from SQLite as it is. */
export type Ledger = {
  /** One transaction: durable when it returns. */
  commit(rows: CommitRows): void;
  /** Token of the last transaction; null on a new record. */
  lastToken(): string | null;
  load(): EngineState | null;
  alerts(query: AlertQuery): readonly Alert[];
  alert(id: string): Alert | null;
  events(alert: string): readonly RecordedEvent[];
  eventsAfter(page: EventPage): readonly RecordedEvent[];
  activities(): readonly RecordedActivity[];
  deeds(): readonly RecordedDeed[];
  papers(query: PaperQuery): PapersFound;
  paper(kind: StandingKind, id: string): Paper | null;
  firstDay(kind: StandingKind): string | null;
  entries(kind: PaperKind, id: string): readonly RecordedEntry[];
  certificates(query: CertificateQuery): readonly IssuedCertificate[];
  certificate(id: string): IssuedCertificate | null;
  /** Alerts with their places in the search, newest first. */
  search(query: Omit<AlertSearch, "before">, before: number | null): readonly (Placed & { alert: Alert })[];
  outbox(): readonly StoredMessage[];
  messages(alert: string): readonly StoredMessage[];
  /** One transaction: durable when it returns. */
  delivered(updates: readonly Delivery[]): void;
  head(): TrailHead;
  /** Yields between steps. */
  verify(anchors: Anchors): Generator<void, Audit>;
  /** Removes what may go. Yields between steps, each a transaction. */
  purge(anchors: readonly Anchor[], order: PurgeOrder): Generator<void, Removed>;
  /** Words in the record of the form of a picture's name. Yields between steps. */
  pictures(): Generator<void, ReadonlySet<string>>;
  /** Moves what is committed into the main file and empties the write-ahead log. */
  checkpoint(): void;
  close(): void;
};

/**
 * Opens the record of a data directory.
 *
 * @throws {Fault} `RECORD_NEWER`, `RECORD_FULL`, `RECORD_FAILED`, `DATA_DIRECTORY_UNUSABLE`
 */
export const openLedger = (directory: string): Ledger => {
  const database = openDatabase({ path: recordPath(directory), code: "RECORD", migrations: MIGRATIONS });
  const select = (sql: string) => database.prepare(sql);
  const keep = select("INSERT OR REPLACE INTO meta VALUES (?, ?)");
  const kept = select("SELECT value FROM meta WHERE key = ?");
  const putAlert = select(
    "INSERT INTO alert VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET closed = excluded.closed, opened_at = excluded.opened_at, json = excluded.json",
  );
  const addEvent = select("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)");
  const putHold = select("INSERT OR REPLACE INTO hold VALUES (?, ?)");
  const dropHold = select("DELETE FROM hold WHERE key = ?");
  const putMemo = select("INSERT OR REPLACE INTO memo VALUES (?, ?)");
  const dropMemo = select("DELETE FROM memo WHERE key = ?");
  const putSignal = select("INSERT OR REPLACE INTO signal VALUES (?, ?)");
  const eventsAfter = select(
    `SELECT seq, json, hash FROM event WHERE (at, seq) > (?, ?) AND at < ? AND instr(alert, ':') = 0
     ORDER BY at, seq LIMIT ?`,
  );
  const under = select("SELECT seq, json, hash FROM event WHERE alert >= ? AND alert < ? ORDER BY seq");
  const index = alertIndex(database);
  const messages = outbox(database);
  const papers = paperTable(database);
  const certificates = certificateTable(database);
  const ofSubject = select("SELECT seq, json, hash FROM event WHERE alert = ? ORDER BY seq");
  const oneAlert = select("SELECT json FROM alert WHERE id = ?");
  const byState = {
    open: select("SELECT json FROM alert WHERE closed = 0 ORDER BY opened_at DESC, id LIMIT ?"),
    closed: select("SELECT json FROM alert WHERE closed = 1 ORDER BY opened_at DESC, id LIMIT ?"),
    all: select("SELECT json FROM alert ORDER BY opened_at DESC, id LIMIT ?"),
  };

  const metaOf = (key: string): string | null => (kept.get(key)?.value as string | undefined) ?? null;
  const head = (): TrailHead => headIn(metaOf("head"));
  const alert = (id: string): Alert | null => {
    const row = oneAlert.get(id);
    return row === undefined ? null : alertOf(row);
  };
  /** Everything that stands under `<prefix>:`; ";" comes after ":". */
  const allUnder = (prefix: string) => under.all(`${prefix}:`, `${prefix};`);

  const extendChain = (events: CommitRows["events"]): void => {
    let last = head();
    for (const event of events) {
      const seq = last.seq + 1;
      const hash = chainHash(last.hash, { seq, ...event });
      addEvent.run(seq, event.alert, event.at, event.json, last.hash, hash);
      last = { seq, hash };
    }
    if (events.length > 0) keep.run("head", JSON.stringify({ seq: last.seq, hash: last.hash }));
  };

  return {
    commit: rows =>
      transaction(database, () => {
        const events = eventsByAlert(rows);
        for (const { id, closed, openedAt, json } of rows.alerts) {
          putAlert.run(id, closed, openedAt, json);
          index.add(JSON.parse(json) as Alert, events.get(id) ?? []);
        }
        extendChain(rows.events);
        messages.add(rows.messages);
        papers.put(rows.papers);
        certificates.add(rows.certificates);
        for (const { key, json } of rows.holds) json === null ? dropHold.run(key) : putHold.run(key, json);
        for (const { point, json } of rows.signals) putSignal.run(point, json);
        for (const { key, json } of rows.memos) json === null ? dropMemo.run(key) : putMemo.run(key, json);
        keep.run("at", String(rows.at));
        keep.run("token", rows.token);
      }),
    lastToken: () => metaOf("token"),
    load: () => {
      const at = metaOf("at");
      if (at === null) return null;
      return {
        at: instant(Number(at)),
        alerts: select("SELECT json FROM alert WHERE closed = 0 ORDER BY opened_at, id").all().map(alertOf),
        holds: select("SELECT key, json FROM hold ORDER BY key")
          .all()
          .map(({ key, json }) => holdOf(String(key), String(json))),
        signals: select("SELECT json FROM signal ORDER BY point")
          .all()
          .map(({ json }) => signalOf(String(json))),
        memos: select("SELECT key, json FROM memo ORDER BY key")
          .all()
          .map(({ key, json }) => ({ key: String(key), value: JSON.parse(String(json)) as unknown })),
        papers: papers.open(),
      };
    },
    alerts: ({ state, limit }) => byState[state].all(limit).map(alertOf),
    alert,
    events: id => ofSubject.all(id).map(row => recordedOf<AlertEvent>(row)),
    eventsAfter: ({ after, to, limit }) =>
      eventsAfter.all(after.at, after.seq, to, limit).map(row => recordedOf<AlertEvent>(row)),
    activities: () => allUnder("activity").map(row => recordedOf<ActivityEvent>(row)),
    deeds: () =>
      [...allUnder("service"), ...allUnder("roster"), ...allUnder("meter")]
        .map(row => recordedOf<Deed>(row))
        .sort((a, b) => a.seq - b.seq),
    papers: papers.find,
    paper: papers.one,
    firstDay: papers.firstDay,
    entries: (kind, id) => ofSubject.all(`${kind}:${id}`).map(row => recordedOf<RecordedEntry>(row)),
    certificates: certificates.find,
    certificate: certificates.one,
    search: (query, before) =>
      index.search(query, before).flatMap(placed => {
        const found = alert(placed.id);
        return found === null ? [] : [{ ...placed, alert: found }];
      }),
    outbox: messages.waiting,
    messages: messages.about,
    delivered: updates => transaction(database, () => messages.delivered(updates)),
    head,
    verify: anchors => auditOf(database, anchors),
    purge: (anchors, order) => purgeOf({ database, anchors, extend: extendChain }, order),
    pictures: () => picturesIn(database),
    checkpoint: () => database.exec("PRAGMA wal_checkpoint(TRUNCATE)"),
    close: () => database.close(),
  };
};

const eventsByAlert = ({ events }: CommitRows): ReadonlyMap<string, readonly AlertEvent[]> => {
  const byAlert = new Map<string, AlertEvent[]>();
  for (const { alert, json } of events) {
    if (alert.includes(":")) continue; // An activity or a deed.
    const earlier = byAlert.get(alert);
    const event = JSON.parse(json) as AlertEvent;
    if (earlier) earlier.push(event);
    else byAlert.set(alert, [event]);
  }
  return byAlert;
};

const recordedOf = <T>({ seq, json, hash }: Record<string, unknown>): T & Recorded => ({
  ...(JSON.parse(String(json)) as T),
  seq: Number(seq),
  hash: String(hash),
});

/** The row is our own, perhaps an earlier version's. */
const alertOf = (row: Record<string, unknown>): Alert =>
  completed(JSON.parse(String(row.json)) as StoredAlert);
