import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { Engine } from "#rules/engine/engine.ts";
import { rulebook } from "#rules/engine/rulebook.ts";
import { at, failure, hall, reading, rule } from "#rules/engine/testing/hall.ts";
import type { Reading } from "#rules/reading/reading.ts";
import { minutes, seconds } from "#rules/time/instant.ts";
import { silent } from "../ports/log.ts";
import { until } from "../stores/testing/until.ts";
import { LiveEngine } from "./live-engine.ts";
import { Loop } from "./loop.ts";
import { Recorder } from "./recorder.ts";
import { handClock } from "./testing/hand-clock.ts";
import { refusingRecord } from "./testing/refusing-record.ts";

const site = hall({ L1: ["light-circuit", "hall", "power"], L2: ["light-circuit", "hall", "power"] });
const rules = [
  rule({ id: "light-on", each: "light-circuit", condition: "light.power >= 10", hold: minutes(5) }),
];
const book = rulebook(site, [{ name: "test", title: { zh: "", en: "" }, settings: {}, rules }]);

/** A loop at 12:00 with all that it was told to do, in order. */
const running = async () => {
  const clock = handClock(at("12:00"));
  const record = refusingRecord();
  await record.start();
  const recorder = new Recorder(record, silent, { retryMs: 5 });
  const engine = new LiveEngine(new Engine(site, book, clock.now()));
  const kept: Reading[] = [];
  const shown: string[] = [];
  const told: string[] = [];
  const loop = new Loop({
    engine,
    clock,
    recorder,
    keep: readings => {
      for (const one of readings) kept.push(one);
    },
    show: points => shown.push([...points].map(point => site.points[point]?.id).join(" ")),
    tell: transitions => told.push(...transitions.map(({ event, alert }) => `${event.is} ${alert.target}`)),
  });
  loop.start();
  return { clock, record, recorder, engine, loop, kept, shown, told };
};
const signalOf = ({ current }: LiveEngine, point: string) => {
  const found = site.points.find(({ id }) => id === point)?.index ?? -1;
  const { state, value } = current.signals.of(found);
  return [state, value];
};

describe("readings", () => {
  test("are kept at once, and judged together in the same turn, in the order they came in", async () => {
    const { loop, kept, shown, engine } = await running();
    loop.offer([reading(site, "L1.power", 200, at("12:00"))]);
    loop.offer([reading(site, "L2.power", 9, at("12:00")), reading(site, "L1.power", 0, at("12:00"))]);
    expect([kept.length, loop.counts.queued, shown]).toEqual([3, 3, []]);
    await turn();
    expect([loop.counts.queued, loop.counts.readings, shown]).toEqual([0, 3, ["L1.power L2.power"]]);
    expect([signalOf(engine, "L1.power"), signalOf(engine, "L2.power")]).toEqual([
      ["good", 0],
      ["good", 9],
    ]);
  });

  test("are coalesced to the latest of each point when too many wait; all are kept, and the rest is counted", async () => {
    const { loop, kept, shown, engine } = await running();
    const flood = Array.from({ length: 200_000 }, (_, n) => reading(site, "L1.power", n, at("12:00")));
    loop.offer([reading(site, "L2.power", 7, at("12:00")), ...flood]);
    expect([loop.counts.queued, loop.counts.coalesced]).toEqual([2, 199_999]);
    loop.offer([failure(site, "L2.power", at("12:00"))]);
    await turn();
    expect([kept.length, loop.counts.readings, shown]).toEqual([200_002, 200_002, ["L2.power L1.power"]]);
    expect([signalOf(engine, "L1.power"), signalOf(engine, "L2.power")]).toEqual([
      ["good", 199_999],
      ["bad", 7],
    ]);
  });

  test("that are coalesced: what a device says late does not replace what it said since", async () => {
    const { loop, engine, clock } = await running();
    clock.move(minutes(1));
    const backlog = Array.from({ length: 200_000 }, () =>
      reading(site, "L1.power", 3, at("11:30"), at("12:01")),
    );
    loop.offer([reading(site, "L1.power", 200, at("12:01")), ...backlog]);
    await turn();
    expect(signalOf(engine, "L1.power")).toEqual(["good", 200]);
  });
});

describe("decisions", () => {
  /** Both lights on since 12:00, until nearly five minutes later. */
  const bothOn = async () => {
    const all = await running();
    all.loop.offer(["L1.power", "L2.power"].map(point => reading(site, point, 200, at("12:00"))));
    await turn();
    all.clock.move(seconds(270));
    all.loop.offer(["L1.power", "L2.power"].map(point => reading(site, point, 200, at("12:04:30"))));
    await turn();
    return all;
  };

  test("are told when they are durable, not before", async () => {
    const { clock, record, told } = await bothOn();
    clock.move(seconds(30));
    expect(told).toEqual([]);
    await until("somebody is told", () => told.length > 0);
    expect(told).toEqual(["raised L1", "raised L2"]);
    expect((await record.alerts({ state: "open", limit: 9 })).map(({ openedAt }) => openedAt)).toEqual([
      at("12:05"),
      at("12:05"),
    ]);
  });

  test("wait while the record is full, judging goes on, and then all is told once and in order", async () => {
    const { clock, record, recorder, loop, told, engine } = await bothOn();
    record.refuse(Number.POSITIVE_INFINITY);
    clock.move(seconds(30));
    await until("the record is in trouble", () => recorder.trouble !== "");
    loop.offer([reading(site, "L1.power", 0, at("12:05"))]);
    await turn();
    expect([told, engine.current.openAlerts().map(({ condition }) => condition)]).toEqual([
      [],
      ["clear", "active"],
    ]);
    record.refuse(0);
    await until("it is told", () => told.length === 3);
    expect(told).toEqual(["raised L1", "raised L2", "cleared L1"]);
    const [first] = await record.alerts({ state: "open", limit: 9 });
    expect((await record.events(first?.id ?? "")).map(({ is }) => is)).toEqual(["raised", "cleared"]);
  });

  test("of a person are answered when they are durable", async () => {
    const { clock, record, loop, told } = await bothOn();
    clock.move(seconds(30));
    await until("the alerts are told", () => told.length === 2);
    const [alert] = await record.alerts({ state: "open", limit: 1 });
    const id = alert?.id ?? "";
    const answer = await loop.command({
      is: "acknowledge",
      alert: id,
      by: "王伟",
      note: "",
      at: clock.now(),
    });
    expect(answer.transitions.map(({ event }) => event.is)).toEqual(["acknowledged"]);
    expect((await record.alert(id))?.acknowledgement?.by).toBe("王伟");
  });

  test("of a person that must wait are answered at once with the reason, and recorded later all the same", async () => {
    const { clock, record, loop, told } = await bothOn();
    clock.move(seconds(30));
    await until("the alerts are told", () => told.length === 2);
    const [alert] = await record.alerts({ state: "open", limit: 1 });
    const id = alert?.id ?? "";
    record.refuse(Number.POSITIVE_INFINITY);
    const answer = await loop.command({
      is: "acknowledge",
      alert: id,
      by: "王伟",
      note: "",
      at: clock.now(),
    });
    expect(answer.waits).toBe("record.db: commit: the disk is full");
    record.refuse(0);
    await until("it is told", () => told.includes(`acknowledged ${alert?.target}`));
    expect((await record.alert(id))?.acknowledgement?.by).toBe("王伟");
  });
});

describe("ages", () => {
  test("are recorded every five seconds, while nothing else changes", async () => {
    const { clock, record, loop } = await running();
    loop.offer([reading(site, "L1.power", 0, at("12:00"))]);
    await turn();
    clock.move(seconds(3));
    loop.offer([reading(site, "L1.power", 0, at("12:00:03"))]);
    await turn();
    clock.move(seconds(3));
    await until("it is recorded", () => record.stored.length === 3);
    const ages = record.stored.map(({ signals }) => signals.map(signal => [signal.point, signal.at]));
    expect(ages).toEqual([
      // Since when the rules are in force.
      [],
      [["L1.power", at("12:00")]],
      // That nothing was ever heard of a point is an age as well.
      [
        ["hall.occupancy", 0],
        ["L1.power", at("12:00:03")],
        ["L2.power", 0],
      ],
    ]);
  });

  test("do not pile up while the record is full: the last one of each point is recorded afterwards", async () => {
    const { clock, record, recorder, loop } = await running();
    record.refuse(Number.POSITIVE_INFINITY);
    loop.offer([reading(site, "L1.power", 0, at("12:00"))]);
    await until("the record is in trouble", () => recorder.trouble !== "");
    for (let second = 1; second <= 60; second++) {
      clock.move(seconds(1));
      loop.offer([reading(site, "L1.power", second / 10, clock.now())]);
      await turn();
    }
    expect(recorder.waiting).toBe(1);
    record.refuse(0);
    await until("the record is well", () => recorder.trouble === "");
    clock.move(seconds(5));
    await until("it is recorded", () => record.stored.length === 3);
    const heard = record.stored[2]?.signals.filter(({ state }) => state !== "never");
    expect(heard?.map(({ point, value }) => [point, value])).toEqual([["L1.power", 6]]);
  });

  test("are recorded when the gateway stops, after what still waits was judged", async () => {
    const { record, recorder, loop, told, clock } = await running();
    loop.offer([reading(site, "L1.power", 200, at("12:00"))]);
    loop.stop();
    await recorder.settle();
    expect(await record.load()).toMatchObject({
      holds: [{ key: "light-on/L1", hold: { is: "pending", since: at("12:00") } }],
      signals: [{ point: "L1.power", value: 200 }, { state: "never" }, { state: "never" }],
    });
    clock.move(minutes(10));
    expect([told, record.asked.length]).toEqual([[], record.stored.length]);
  });
});
