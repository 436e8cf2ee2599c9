import type { AlertEvent } from "#rules/alert/alert.ts";
import { completed, type StoredAlert } from "#rules/alert/stored.ts";
import { hear, NOTHING_SAID } from "../search-row.ts";
import { alertIndex } from "./alert-index.ts";
import type { Migration } from "./open.ts";

/** How the record came to its schema, step by step. */
export const MIGRATIONS: readonly Migration[] = [
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
  // Messages and what became of them. `said` and `found` follow from alerts and events and serve the search alone.
  database => {
    database.exec(`
      CREATE INDEX event_by_time ON event (at);
      CREATE TABLE message (
        n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, ended INTEGER NOT NULL, json TEXT NOT NULL
      ) STRICT;
      CREATE INDEX message_to_send ON message (n) WHERE ended = 0;
      CREATE TABLE message_alert (
        alert TEXT NOT NULL, message INTEGER NOT NULL REFERENCES message (n), PRIMARY KEY (alert, message)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE delivery (
        n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, message TEXT NOT NULL REFERENCES message (key),
        ended INTEGER NOT NULL, json TEXT NOT NULL
      ) STRICT;
      CREATE INDEX delivery_by_message ON delivery (message, n);
      CREATE TABLE said (
        place INTEGER PRIMARY KEY, alert TEXT NOT NULL UNIQUE, print TEXT NOT NULL, json TEXT NOT NULL
      ) STRICT;
      CREATE VIRTUAL TABLE found USING fts5 (
        words, facets, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2'
      );`);
    const index = alertIndex(database);
    const events = database.prepare("SELECT json FROM event WHERE alert = ? ORDER BY seq");
    const alerts = database.prepare("SELECT id, json FROM alert ORDER BY opened_at, id DESC");
    for (const { id, json } of alerts.iterate()) {
      const told = events.all(String(id)).map(event => JSON.parse(String(event.json)) as AlertEvent);
      index.put(completed(JSON.parse(String(json)) as StoredAlert), told.reduce(hear, NOTHING_SAID));
    }
  },
  // Papers as they stand, and certificates as they were issued: those are added to and never changed.
  `CREATE TABLE paper (
     kind TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, at INTEGER NOT NULL,
     is_open INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX paper_by_day ON paper (kind, day, at);
   CREATE INDEX paper_open ON paper (kind, id) WHERE is_open = 1;
   CREATE TABLE certificate (
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, day TEXT NOT NULL,
     content TEXT NOT NULL, hash TEXT NOT NULL, previous TEXT NOT NULL
   ) STRICT;
   CREATE INDEX certificate_by_day ON certificate (day);`,
];
