import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import type { AlertSearch } from "#gateway/ports/record.ts";
import type { Alert } from "#rules/alert/alert.ts";
import { chainHash, GENESIS } from "../chain.ts";
import { recordContract } from "../testing/record-contract.ts";
import { lightOn, transition } from "../testing/sample-alerts.ts";
import { messageOf, raisedWith } from "../testing/sample-messages.ts";
import { temporary } from "../testing/temporary.ts";
import { sqliteRecord } from "./record.ts";
import { MIGRATIONS } from "./record-schema.ts";

recordContract("sqlite", async () => {
  const place = temporary();
  let store = sqliteRecord({ directory: place.directory });
  await store.start();
  const reopen = async () => {
    await store.stop();
    store = sqliteRecord({ directory: place.directory });
    await store.start();
    return store;
  };
  const remove = async () => {
    await store.stop();
    place.remove();
  };
  return { store, reopen, remove };
});

it("alerts that an earlier version wrote are read with what they lack, also by the engine", async () => {
  const place = temporary();
  const store = sqliteRecord({ directory: place.directory });
  await store.start();
  const { told, tell, escalation, isLate, wastedWh, parts, ...old } = lightOn("a");
  await store.commit(transition("raised", old as Alert));
  const lacked = { told: [], tell: [], isLate: false, wastedWh: null, parts: [] };
  expect(await store.alert("a")).toMatchObject({ ...old, ...lacked });
  expect((await store.load())?.alerts).toMatchObject([
    { ...lacked, escalation: { every: null, dueAt: null } },
  ]);
  await store.stop();
  place.remove();
});

it("the trail of an earlier version is whole after it was brought up to ours, and goes on", async () => {
  const place = temporary();
  const old = new DatabaseSync(join(place.directory, "record.db"));
  old.exec(`CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE alert (id TEXT PRIMARY KEY, closed INTEGER NOT NULL, opened_at INTEGER NOT NULL, json TEXT NOT NULL)
      STRICT, WITHOUT ROWID;
    CREATE TABLE event (seq INTEGER PRIMARY KEY, alert TEXT NOT NULL REFERENCES alert (id), at INTEGER NOT NULL,
      json TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
    CREATE INDEX event_by_alert ON event (alert, seq);
    CREATE TABLE hold (key TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE signal (point TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
    PRAGMA user_version = 1;`);
  const alert = lightOn("a");
  old.prepare("INSERT INTO alert VALUES (?, 0, ?, ?)").run("a", alert.openedAt, JSON.stringify(alert));
  let prev = GENESIS;
  for (const [index, is] of (["raised", "cleared"] as const).entries()) {
    const event = { is, alert: "a", at: alert.openedAt };
    const row = { seq: index + 1, alert: "a", at: event.at, json: JSON.stringify(event) };
    const hash = chainHash(prev, row);
    old
      .prepare("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)")
      .run(row.seq, "a", row.at, row.json, prev, hash);
    prev = hash;
  }
  old.prepare("INSERT INTO meta VALUES ('head', ?)").run(JSON.stringify({ seq: 2, hash: prev }));
  old.close();

  const store = sqliteRecord({ directory: place.directory });
  await store.start();
  await store.commit(transition("acknowledged", alert));
  expect((await store.events("a")).map(({ seq, is }) => [seq, is])).toEqual([
    [1, "raised"],
    [2, "cleared"],
    [3, "acknowledged"],
  ]);
  expect((await store.verify()).wrong).toEqual([]);
  await store.stop();
  place.remove();
});

it("a record of the version before goes on with messages and is searched by what it held", async () => {
  const place = temporary();
  const old = new DatabaseSync(join(place.directory, "record.db"));
  for (const step of MIGRATIONS.slice(0, 3)) old.exec(String(step));
  old.exec("PRAGMA user_version = 3; INSERT INTO meta VALUES ('at', '1751939100000')");
  const { class: _class, revision: _revision, shelf: _shelf, ...alert } = lightOn("a");
  const second = { ...alert, id: "b", closedAt: alert.openedAt };
  for (const [each, closed] of [
    [alert, 0],
    [second, 1],
  ] as const)
    old
      .prepare("INSERT INTO alert VALUES (?, ?, ?, ?)")
      .run(each.id, closed, each.openedAt, JSON.stringify(each));
  const events = [
    { is: "raised", alert: "a", at: alert.openedAt },
    { is: "raised", alert: "b", at: alert.openedAt },
    { is: "acknowledged", alert: "b", at: alert.openedAt, by: "王芳", note: "钥匙在值班室" },
  ];
  let prev = GENESIS;
  for (const [n, event] of events.entries()) {
    const row = { seq: n + 1, alert: event.alert, at: event.at, json: JSON.stringify(event) };
    const hash = chainHash(prev, row);
    old
      .prepare("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)")
      .run(row.seq, row.alert, row.at, row.json, prev, hash);
    prev = hash;
  }
  old.prepare("INSERT INTO meta VALUES ('head', ?)").run(JSON.stringify({ seq: 3, hash: prev }));
  old.close();

  const store = sqliteRecord({ directory: place.directory });
  await store.start();
  const found = async (query: Partial<AlertSearch>) =>
    (await store.search({ limit: 9, ...query })).alerts.map(({ id }) => id);
  expect(await store.outbox()).toEqual([]);
  expect((await store.load())?.alerts.map(({ id, revision }) => [id, revision])).toEqual([["a", 1]]);
  expect(await found({ text: "亮灯" })).toEqual(["a", "b"]);
  expect(await found({ text: "值班室", person: "王芳", state: "closed" })).toEqual(["b"]);
  await store.commit(raisedWith("c", [messageOf(["c", "a"])]));
  expect((await store.messages("a")).length).toBe(1);
  expect(await store.verify()).toMatchObject({ events: 4, alerts: 3, skipped: 2, wrong: [] });
  await store.stop();
  place.remove();
});
