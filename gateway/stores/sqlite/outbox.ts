import type { DatabaseSync } from "node:sqlite";
import type { Delivery, StoredMessage } from "#gateway/ports/record.ts";
import type { Message } from "#rules/notice/message.ts";
import type { CommitRows } from "./record-rows.ts";

/** The messages of the record, used within its transactions. */
export type Outbox = {
  add(messages: CommitRows["messages"]): void;
  delivered(updates: readonly Delivery[]): void;
  /** Not out yet, oldest first. */
  waiting(): readonly StoredMessage[];
  about(alert: string): readonly StoredMessage[];
};

export const outbox = (database: DatabaseSync): Outbox => {
  const select = (sql: string) => database.prepare(sql);
  // Keys are made of content: a message that is there already is the same one.
  const addMessage = select(
    "INSERT INTO message (key, ended, json) VALUES (?, 0, ?) ON CONFLICT (key) DO NOTHING",
  );
  const addAlert = select("INSERT OR IGNORE INTO message_alert SELECT ?, n FROM message WHERE key = ?");
  const putDelivery = select(
    `INSERT INTO delivery (key, message, ended, json) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET ended = excluded.ended, json = excluded.json`,
  );
  const settle = select(
    `UPDATE message SET ended = NOT EXISTS (
       SELECT 1 FROM delivery WHERE delivery.message = message.key AND delivery.ended = 0
     ) WHERE key = ?`,
  );
  const waiting = select("SELECT key, json FROM message WHERE ended = 0 ORDER BY n");
  const about = select(
    `SELECT key, json FROM message WHERE n IN (SELECT message FROM message_alert WHERE alert = ?) ORDER BY n`,
  );
  const deliveries = select("SELECT json FROM delivery WHERE message = ? ORDER BY n");

  const stored = ({ key, json }: Record<string, unknown>): StoredMessage => ({
    message: JSON.parse(String(json)) as Message,
    deliveries: deliveries.all(String(key)).map(row => JSON.parse(String(row.json)) as Delivery),
  });

  return {
    add: messages => {
      for (const { key, alerts, json } of messages) {
        addMessage.run(key, json);
        for (const alert of alerts) addAlert.run(alert, key);
      }
    },
    delivered: updates => {
      for (const update of updates)
        putDelivery.run(update.key, update.message, hasEnded(update) ? 1 : 0, JSON.stringify(update));
      for (const key of new Set(updates.map(({ message }) => message))) settle.run(key);
    },
    waiting: () => waiting.all().map(stored),
    about: alert => about.all(alert).map(stored),
  };
};

const hasEnded = ({ state }: Delivery): boolean => state === "sent" || state === "given-up";
