import { join } from "node:path";
import type { Recorded, RecordedActivity, RecordedEvent } from "#gateway/ports/record.ts";
import type { Alert, AlertEvent } from "#rules/alert/alert.ts";
import { completed, type StoredAlert } from "#rules/alert/stored.ts";
import type { ActivityEvent } from "#rules/engine/activities.ts";
import type { EngineState } from "#rules/engine/state.ts";
import { instant } from "#rules/time/instant.ts";
import { type ChainHead, type ChainLink, chainHash, chainWalk, GENESIS } from "../chain.ts";
import { openDatabase, transaction } from "./open.ts";
import { type CommitRows, holdOf, signalOf } from "./record-rows.ts";

/** Which alerts `RecordStore.alerts` asks for. */
export type AlertQuery = { readonly state: "open" | "closed" | "all"; readonly limit: number };

/** Path of the record's database in a data directory. */
export const recordPath = (directory: string): string => join(directory, "record.db");

const MIGRATIONS = [
  `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE alert (
     id TEXT PRIMARY KEY, closed INTEGER NOT NULL, opened_at INTEGER NOT NULL, json TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX alert_by_state ON alert (closed, opened_at);
   CREATE INDEX alert_by_time ON alert (opened_at);
   CREATE TABLE event (
     seq INTEGER PRIMARY KEY, alert TEXT NOT NULL REFERENCES alert (id), at INTEGER NOT NULL,
     json TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL
   ) STRICT;
   CREATE INDEX event_by_alert ON event (alert, seq);
   CREATE TABLE hold (key TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE signal (point TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  "CREATE TABLE memo (key TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;",
  // Not everything that people do is about an alert: the trail is one chain of all of it.
  `CREATE TABLE trail (
     seq INTEGER PRIMARY KEY, alert TEXT NOT NULL, at INTEGER NOT NULL,
     json TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL
   ) STRICT;
   INSERT INTO trail SELECT seq, alert, at, json, prev, hash FROM event;
   DROP TABLE event;
   ALTER TABLE trail RENAME TO event;
   CREATE INDEX event_by_alert ON event (alert, seq);`,
];

/** Events that are verified in one go, so that commits find their turn in between. */
const VERIFY_STEP = 5_000;

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
  activities(): readonly RecordedActivity[];
  /** Yields between steps; returns the first broken seq, or null. */
  verify(): Generator<void, number | null>;
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
  const links = select(
    "SELECT seq, alert, at, json, prev, hash FROM event WHERE seq > ? ORDER BY seq LIMIT ?",
  );
  const byState = {
    open: select("SELECT json FROM alert WHERE closed = 0 ORDER BY opened_at DESC, id LIMIT ?"),
    closed: select("SELECT json FROM alert WHERE closed = 1 ORDER BY opened_at DESC, id LIMIT ?"),
    all: select("SELECT json FROM alert ORDER BY opened_at DESC, id LIMIT ?"),
  };

  const metaOf = (key: string): string | null => (kept.get(key)?.value as string | undefined) ?? null;
  const head = (): ChainHead => {
    const text = metaOf("head");
    return text === null ? { seq: 0, hash: GENESIS } : (JSON.parse(text) as ChainHead);
  };

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
        for (const { id, closed, openedAt, json } of rows.alerts) putAlert.run(id, closed, openedAt, json);
        extendChain(rows.events);
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
      };
    },
    alerts: ({ state, limit }) => byState[state].all(limit).map(alertOf),
    alert: id => {
      const row = select("SELECT json FROM alert WHERE id = ?").get(id);
      return row === undefined ? null : alertOf(row);
    },
    events: alert =>
      select("SELECT seq, json, hash FROM event WHERE alert = ? ORDER BY seq")
        .all(alert)
        .map(row => recordedOf<AlertEvent>(row)),
    activities: () =>
      // Everything that begins with "activity:"; ";" comes after ":".
      select(
        "SELECT seq, json, hash FROM event WHERE alert >= 'activity:' AND alert < 'activity;' ORDER BY seq",
      )
        .all()
        .map(row => recordedOf<ActivityEvent>(row)),
    *verify() {
      const walk = chainWalk();
      for (let from = Number.MIN_SAFE_INTEGER; ; ) {
        const next = links.all(from, VERIFY_STEP) as unknown as readonly ChainLink[];
        const broken = walk.follow(next);
        if (broken !== null) return broken;
        const last = next.at(-1);
        if (last === undefined || next.length < VERIFY_STEP) return walk.end(head());
        from = last.seq;
        yield;
      }
    },
    checkpoint: () => database.exec("PRAGMA wal_checkpoint(TRUNCATE)"),
    close: () => database.close(),
  };
};

const recordedOf = <T>({ seq, json, hash }: Record<string, unknown>): T & Recorded => ({
  ...(JSON.parse(String(json)) as T),
  seq: Number(seq),
  hash: String(hash),
});

/** The row is our own, perhaps an earlier version's. */
const alertOf = (row: Record<string, unknown>): Alert =>
  completed(JSON.parse(String(row.json)) as StoredAlert);
