import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Anchor } from "#gateway/ports/audit.ts";
import { silent } from "#gateway/ports/log.ts";
import type { RecordStore } from "#gateway/ports/record.ts";
import { after, hours, minutes } from "#rules/time/instant.ts";
import { handClock } from "../../app/testing/hand-clock.ts";
import { anchorsPath } from "../audit/anchors-file.ts";
import { lightOn, MORNING, transition } from "../testing/sample-alerts.ts";
import { temporary } from "../testing/temporary.ts";
import { until } from "../testing/until.ts";
import { recordPath } from "./ledger.ts";
import { sqliteRecord } from "./record.ts";

let place: ReturnType<typeof temporary>;
let clock: ReturnType<typeof handClock>;
let heard: Anchor[];
let logged: string[];
let store: RecordStore;

const opened = async (): Promise<RecordStore> => {
  const tell = (_fields: object, text: string) => logged.push(text);
  const log = { ...silent, warn: tell, error: tell };
  const opening = sqliteRecord({ directory: place.directory, clock, log, anchored: one => heard.push(one) });
  await opening.start();
  return opening;
};
const commit = (events: number) =>
  Promise.all(Array.from({ length: events }, () => store.commit(transition("seen", lightOn("a")))));
const kept = (): readonly Anchor[] =>
  readFileSync(anchorsPath(place.directory), "utf8")
    .trimEnd()
    .split("\n")
    .map(line => JSON.parse(line) as Anchor);

beforeEach(async () => {
  place = temporary();
  clock = handClock(MORNING);
  heard = [];
  logged = [];
  store = await opened();
});
afterEach(async () => {
  await store.stop();
  place.remove();
});

it("an anchor is dropped every 1,000 events, every hour in which something happened, and at the end", async () => {
  await commit(999);
  expect(heard).toEqual([]);
  await commit(1);
  await until("the first anchor is there", () => heard.length === 1);
  clock.move(minutes(59));
  await commit(2);
  clock.move(minutes(1));
  await until("the anchor of the hour is there", () => heard.length === 2);
  clock.move(hours(5));
  await commit(3);
  await store.stop();
  expect(heard.map(({ seq, at }) => [seq, at])).toEqual([
    [1_000, MORNING],
    [1_002, after(MORNING, hours(1))],
    [1_005, after(MORNING, hours(6))],
  ]);
  expect(kept()).toEqual(heard);
  store = await opened();
  expect(heard.at(-1)).toEqual({ ...(await store.head()), at: after(MORNING, hours(6)) });
  expect(await store.verify()).toMatchObject({ anchors: 3, anchor: heard.at(-1), wrong: [] });
  await store.stop();
  expect(heard.length).toBe(3); // Nothing has happened since.
});

it("what a gateway could not anchor before it was killed, the next one does", async () => {
  await commit(2);
  await store.stop();
  rmSync(anchorsPath(place.directory)); // As if it had been killed before it could stop.
  heard = [];
  store = await opened();
  clock.move(hours(1));
  await until("the anchor is there", () => heard.length > 0);
  expect(kept().map(({ seq }) => seq)).toEqual([2]);
});

it("half a line that a power cut left behind is no anchor and spoils none", async () => {
  await commit(2);
  await store.stop();
  appendFileSync(anchorsPath(place.directory), '{"seq":3,"ha');
  store = await opened();
  expect(await store.verify()).toMatchObject({ anchors: 1, wrong: [] });
  await commit(1);
  await store.stop();
  expect(kept().map(({ seq }) => seq)).toEqual([2, 3]);
  store = await opened();
  expect((await store.verify()).wrong).toEqual([]);
});

it("a line of anchors that somebody has spoilt is told", async () => {
  await commit(2);
  await store.stop();
  writeFileSync(anchorsPath(place.directory), `${JSON.stringify({ seq: 2 })}\n`);
  store = await opened();
  expect((await store.verify()).wrong).toEqual([{ is: "anchor-unreadable", seq: null, line: 1 }]);
});

it("a record that ends before its last anchor is told when it is opened", async () => {
  await commit(3);
  await store.stop();
  const tool = new DatabaseSync(recordPath(place.directory));
  tool.exec(`DELETE FROM event WHERE seq = 3; UPDATE meta SET value =
    (SELECT json_object('seq', seq, 'hash', hash) FROM event WHERE seq = 2) WHERE key = 'head'`);
  tool.close();
  store = await opened();
  expect(logged).toEqual(["the record ends before its last anchor"]);
  expect((await store.verify()).wrong).toEqual([{ is: "cut", seq: 3, to: 3, by: "anchor" }]);
});

it("anchors that cannot be written are told once, hinder no commit, and come when they can be", async () => {
  const path = anchorsPath(place.directory);
  await commit(1);
  await store.stop();
  store = await opened();
  rmSync(path);
  mkdirSync(path); // A directory in its place: nobody can write a line into it.
  await commit(1_000);
  await until("it is told", () => logged.length > 0);
  await commit(1_000);
  expect(logged).toEqual(["the trail cannot be anchored"]);
  rmSync(path, { recursive: true });
  clock.move(hours(1));
  await until("the trail is anchored to its end", () => heard.at(-1)?.seq === 2_001);
  expect(kept().at(-1)?.seq).toBe(2_001);
});
