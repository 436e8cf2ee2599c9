import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import type { Audit, Wrong } from "#gateway/ports/audit.ts";
import { lightOn, MORNING, transition } from "../testing/sample-alerts.ts";
import { temporary } from "../testing/temporary.ts";
import { openLedger, recordPath } from "./ledger.ts";
import { sqliteRecord } from "./record.ts";
import { commitRows } from "./record-rows.ts";

/** What is wrong after somebody with a database tool has run `sql` on a record of seven events. */
const wrongAfter = (sql: string): readonly Wrong[] => {
  const place = temporary();
  const ledger = openLedger(place.directory);
  for (const note of ["1", "2", "3", "4", "5", "6"])
    ledger.commit(commitRows([transition("seen", lightOn("a"), { note })], note));
  ledger.commit(commitRows([transition("raised", lightOn("b"))], "7"));
  const tool = new DatabaseSync(recordPath(place.directory));
  tool.exec(sql);
  tool.close();
  const { value } = ledger.verify({ anchors: [], wrong: [] }).next();
  ledger.close();
  place.remove();
  return (value as Audit).wrong;
};

const copy = (from: number, to: number) =>
  `INSERT INTO event SELECT ${to}, alert, at, json, prev, hash FROM event WHERE seq = ${from};`;

const edited = (seq: number): Wrong => ({ is: "edited", seq });
const deleted = (seq: number, to = seq): Wrong => ({ is: "deleted", seq, to });
const inserted = (seq: number, to = seq): Wrong => ({ is: "inserted", seq, to });
const HEAD = (seq: number) =>
  `UPDATE meta SET value = (SELECT json_object('seq', seq, 'hash', hash) FROM event WHERE seq = ${seq}) WHERE key = 'head';`;

it.each<[string, string, readonly Wrong[]]>([
  ["nothing at all", "SELECT 1", []],
  ["a note", `UPDATE event SET json = replace(json, '"3"', '"33"') WHERE seq = 3`, [edited(3)]],
  ["the time of an event", "UPDATE event SET at = at + 1 WHERE seq = 2", [edited(2)]],
  ["which alert an event is about", "UPDATE event SET alert = 'b' WHERE seq = 4", [edited(4)]],
  ["a hash", "UPDATE event SET hash = prev WHERE seq = 5", [edited(5)]],
  ["a link", "UPDATE event SET prev = hash WHERE seq = 5", [edited(5)]],
  ["the first event, by removing it", "DELETE FROM event WHERE seq = 1", [deleted(1)]],
  ["an event in the middle, by removing it", "DELETE FROM event WHERE seq = 4", [deleted(4)]],
  [
    "an event in the middle, by removing it and closing the gap",
    "DELETE FROM event WHERE seq = 4; UPDATE event SET seq = seq - 1 WHERE seq > 4",
    [deleted(4)],
  ],
  [
    "the last event, by removing it",
    "DELETE FROM event WHERE seq = 7",
    [{ is: "cut", seq: 7, to: 7, by: "record" }],
  ],
  ["all events, by removing them", "DELETE FROM event", [{ is: "cut", seq: 1, to: 7, by: "record" }]],
  ["an event in front, by adding it", copy(1, 0), [inserted(0)]],
  ["an event at the end, by adding it", copy(7, 8), [inserted(8)]],
  [
    "an event in the middle, by adding one there",
    `UPDATE event SET seq = -seq WHERE seq > 4; UPDATE event SET seq = 1 - seq WHERE seq < 0; ${copy(2, 5)}`,
    [inserted(5)],
  ],
  [
    "the order of two events",
    `PRAGMA foreign_keys = OFF; UPDATE event SET seq = -1 WHERE seq = 3; UPDATE event SET seq = 3 WHERE seq = 4;
     UPDATE event SET seq = 4 WHERE seq = -1;`,
    [{ is: "reordered", seq: 4, to: 4, from: 3 }],
  ],
  ["the end of the record, by moving it back", HEAD(5), [inserted(6, 7)]],
])("the trail tells where somebody changed %s", (_what, sql, wrong) => {
  const found = wrongAfter(sql);
  expect(found.filter(({ is }) => is !== "state-differs")).toEqual(wrong);
});

it.each<[string, string, readonly Wrong[]]>([
  [
    "that an open alert is open",
    "UPDATE alert SET closed = 1 WHERE id = 'a'",
    [{ is: "state-differs", seq: 6, alert: "a", fields: ["closedAt"] }],
  ],
  [
    "when it began",
    "UPDATE alert SET opened_at = opened_at + 1 WHERE id = 'a'",
    [{ is: "state-differs", seq: 6, alert: "a", fields: ["openedAt"] }],
  ],
])("a row that tells otherwise %s than its alert is found", (_what, sql, wrong) => {
  expect(wrongAfter("SELECT 1")).toEqual([]);
  expect(wrongAfter(sql)).toEqual(wrong);
});

it("what is no JSON any more was edited, and the rest is gone over all the same", () => {
  expect(
    wrongAfter("UPDATE event SET json = 'x' WHERE seq = 2; UPDATE event SET at = 1 WHERE seq = 5"),
  ).toEqual([edited(2), edited(5)]);
  expect(wrongAfter("UPDATE alert SET json = 'x' WHERE id = 'a'")).toEqual([
    { is: "state-differs", seq: 6, alert: "a", fields: ["json"] },
  ]);
});

it("an alert whose first event is gone does not keep the rest from being gone over", () => {
  const place = temporary();
  const ledger = openLedger(place.directory);
  const closed = lightOn("a", { closedAt: MORNING });
  ledger.commit(commitRows([transition("raised", lightOn("a"), { change: lightOn("a") })], "1"));
  ledger.commit(commitRows([transition("closed", closed, { change: { closedAt: MORNING } })], "2"));
  const tool = new DatabaseSync(recordPath(place.directory));
  tool.exec("DELETE FROM event WHERE seq = 1");
  tool.close();
  const { wrong } = ledger.verify({ anchors: [], wrong: [] }).next().value as Audit;
  ledger.close();
  place.remove();
  expect(wrong).toEqual([deleted(1), expect.objectContaining({ is: "state-differs", alert: "a" })]);
});

it("a trail longer than one reading step is verified to its end", async () => {
  const place = temporary();
  const store = sqliteRecord(place);
  await store.start();
  const many = Array.from({ length: 11_000 }, () => transition("seen", lightOn("a")));
  await Promise.all(many.map(commit => store.commit(commit)));
  expect((await store.verify()).wrong).toEqual([]);
  await store.stop();
  const tool = new DatabaseSync(recordPath(place.directory));
  tool.exec("UPDATE event SET at = at + 1 WHERE seq = 10500");
  tool.close();
  await store.start();
  expect((await store.verify()).wrong).toEqual([edited(10_500)]);
  await store.stop();
  place.remove();
});
