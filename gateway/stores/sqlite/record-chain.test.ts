import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { lightOn, transition } from "../testing/sample-alerts.ts";
import { temporary } from "../testing/temporary.ts";
import { recordPath } from "./ledger.ts";
import { sqliteRecord } from "./record.ts";

/** First broken seq after somebody with a database tool has run `sql` on a record of six events. */
const brokenAfter = async (sql: string): Promise<number | null> => {
  const place = temporary();
  const store = sqliteRecord(place);
  await store.start();
  for (const note of ["1", "2", "3", "4", "5", "6"])
    await store.commit(transition("seen", lightOn("a"), { note }));
  await store.commit(transition("raised", lightOn("b"), {}));
  await store.stop();
  const tool = new DatabaseSync(recordPath(place.directory));
  tool.exec(sql);
  tool.close();
  const again = sqliteRecord(place);
  await again.start();
  const broken = await again.verify();
  await again.stop();
  place.remove();
  return broken;
};

const copy = (from: number, to: number) =>
  `INSERT INTO event SELECT ${to}, alert, at, json, prev, hash FROM event WHERE seq = ${from};`;

it.each([
  ["nothing at all", "SELECT 1", null],
  ["a note", `UPDATE event SET json = replace(json, '"3"', '"33"') WHERE seq = 3`, 3],
  ["the time of an event", "UPDATE event SET at = at + 1 WHERE seq = 2", 2],
  ["which alert an event is about", "UPDATE event SET alert = 'b' WHERE seq = 4", 4],
  ["a hash", "UPDATE event SET hash = prev WHERE seq = 5", 5],
  ["the first event, by removing it", "DELETE FROM event WHERE seq = 1", 1],
  ["an event in the middle, by removing it", "DELETE FROM event WHERE seq = 4", 4],
  ["the last event, by removing it", "DELETE FROM event WHERE seq = 7", 7],
  ["all events, by removing them", "DELETE FROM event", 1],
  ["an event in front, by adding it", copy(1, 0), 0],
  ["an event at the end, by adding it", copy(7, 8), 8],
  [
    "the order of two events",
    `PRAGMA foreign_keys = OFF; UPDATE event SET seq = -1 WHERE seq = 3; UPDATE event SET seq = 3 WHERE seq = 4;
     UPDATE event SET seq = 4 WHERE seq = -1;`,
    3,
  ],
])("the trail tells where somebody changed %s", async (_what, sql, broken) => {
  expect(await brokenAfter(sql)).toBe(broken);
});

it("a trail longer than one reading step is verified to its end", async () => {
  const place = temporary();
  const store = sqliteRecord(place);
  await store.start();
  const many = Array.from({ length: 11_000 }, () => transition("seen", lightOn("a")));
  await Promise.all(many.map(commit => store.commit(commit)));
  expect(await store.verify()).toBeNull();
  await store.stop();
  const tool = new DatabaseSync(recordPath(place.directory));
  tool.exec("UPDATE event SET at = at + 1 WHERE seq = 10500");
  tool.close();
  await store.start();
  expect(await store.verify()).toBe(10_500);
  await store.stop();
  place.remove();
});
