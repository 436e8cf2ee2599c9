import { describe, expect, test } from "vitest";
import { instant } from "#rules/time/instant.ts";
import { type Log, silent } from "../ports/log.ts";
import type { Commit } from "../ports/record.ts";
import { lightOn, MORNING, transition } from "../stores/testing/sample-alerts.ts";
import { until } from "../stores/testing/until.ts";
import { Recorder } from "./recorder.ts";
import { refusingRecord } from "./testing/refusing-record.ts";

const FULL = "record.db: commit: the disk is full";

/** A recorder that tries again at once, its record, and the events of its log. */
const recording = async ({ retryMs = 5 } = {}) => {
  const record = refusingRecord();
  await record.start();
  const logged: string[] = [];
  const tell = (_fields: object, event: string) => logged.push(event);
  const log: Log = { ...silent, info: tell, error: tell };
  return { record, logged, recorder: new Recorder(record, log, { retryMs }) };
};

const raised = (id: string): Commit => transition("raised", lightOn(id));
const holdOf = (key: string, minute: number): Commit => ({
  at: instant(MORNING + minute),
  transitions: [],
  holds: [{ key, hold: { is: "pending", since: instant(minute), gap: 0 as never } }],
  signals: [],
  memos: [],
  activities: [],
  deeds: [],
  messages: [],
});
const signalOf = (point: string, value: number): Commit => ({
  at: MORNING,
  transitions: [],
  holds: [],
  memos: [],
  activities: [],
  deeds: [],
  messages: [],
  signals: [{ point, state: "good", value, at: MORNING, since: MORNING }],
});
const alertsOf = (commits: readonly Commit[]) =>
  commits.map(({ transitions }) => transitions.map(({ alert }) => alert.id));

describe("decisions become durable", () => {
  test("in the order they were made; those that came while one was written go together", async () => {
    const { record, recorder } = await recording();
    const told: string[] = [];
    await Promise.all(["a", "b", "c", "d"].map(id => recorder.commit(raised(id)).then(() => told.push(id))));
    expect(alertsOf(record.stored)).toEqual([["a"], ["b", "c", "d"]]);
    expect(told).toEqual(["a", "b", "c", "d"]);
    expect(recorder.waiting).toBe(0);
  });

  test("together: of each hold and each point the last one counts, of alerts every transition", async () => {
    const { record, recorder } = await recording();
    const commits = [
      raised("first"),
      holdOf("door/D1", 1),
      signalOf("hall.t0", 20),
      holdOf("door/D2", 2),
      raised("second"),
      holdOf("door/D1", 3),
      signalOf("hall.t0", 21),
    ];
    await Promise.all(commits.map(commit => recorder.commit(commit)));
    const [, together] = record.stored;
    expect(together?.transitions.map(({ alert }) => alert.id)).toEqual(["second"]);
    expect(together?.holds.map(({ key, hold }) => [key, hold.is === "pending" && hold.since])).toEqual([
      ["door/D1", 3],
      ["door/D2", 2],
    ]);
    expect(together?.signals.map(({ point, value }) => [point, value])).toEqual([["hall.t0", 21]]);
    expect(together?.at).toBe(MORNING);
  });
});

describe("while the record cannot be written", () => {
  test("decisions wait, nobody is told, and then everything is stored once and in order", async () => {
    const { record, recorder, logged } = await recording();
    record.refuse(Number.POSITIVE_INFINITY);
    const told: string[] = [];
    const all = ["a", "b", "c"].map(id => recorder.commit(raised(id)).then(() => told.push(id)));
    await until("the first one was tried four times or more", () => record.asked.length >= 4);
    expect([recorder.trouble, recorder.waiting, told]).toEqual([FULL, 3, []]);
    record.refuse(0);
    await Promise.all(all);
    expect(alertsOf(record.stored)).toEqual([["a"], ["b", "c"]]);
    expect([told, recorder.trouble, recorder.waiting]).toEqual([["a", "b", "c"], "", 0]);
    expect(logged).toEqual([
      "record cannot be written: decisions wait, nobody is told",
      "record can be written again",
    ]);
  });

  test("whoever asked for something hears why it waits, and later that it is done", async () => {
    const { record, recorder } = await recording();
    record.refuse(1);
    const heard: string[] = [];
    await recorder.commit(raised("a"), why => heard.push(why)).then(() => heard.push("done"));
    expect(heard).toEqual([FULL, "done"]);
  });
});

describe("when the gateway stops", () => {
  test("what waits is stored first", async () => {
    const { record, recorder } = await recording();
    void recorder.commit(raised("a"));
    void recorder.commit(raised("b"));
    await recorder.settle();
    expect(alertsOf(record.stored)).toEqual([["a"], ["b"]]);
  });

  test("a record in trouble is tried once more, at once", async () => {
    const { record, recorder } = await recording({ retryMs: 3_600_000 });
    record.refuse(1);
    void recorder.commit(raised("a"));
    await until("it was refused", () => recorder.trouble !== "");
    void recorder.commit(raised("b"));
    await recorder.settle();
    expect(alertsOf(record.stored)).toEqual([["a"], ["b"]]);
  });

  test("what a full disk still refuses is given up, and the log says how much; nobody is told of it", async () => {
    const { record, recorder, logged } = await recording({ retryMs: 3_600_000 });
    record.refuse(2);
    const told: string[] = [];
    void recorder.commit(raised("a")).then(() => told.push("a"));
    await until("it was refused", () => recorder.trouble !== "");
    await recorder.settle();
    expect([record.stored, told]).toEqual([[], []]);
    expect(logged.at(-1)).toBe("stopped with decisions that could not be recorded");
  });
});
