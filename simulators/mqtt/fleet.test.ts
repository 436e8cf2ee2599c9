import { afterEach, describe, expect, it } from "vitest";
import type { FaultName, Faults } from "../faults.ts";
import { hallOf } from "../hall/hall.ts";
import { readoutOf } from "../readout.ts";
import type { HallPlan } from "../site/plan.ts";
import { type Listener, listener } from "../testing/broker.ts";
import { demoPlan, faultsOn, planWith } from "../testing/site.ts";
import type { Connection } from "./connection.ts";
import { fleetOf } from "./fleet.ts";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const START = Date.parse("2025-07-08T17:00:00+08:00");

type Evening = {
  readonly broker: Listener;
  readonly faults: Faults;
  readonly connections: readonly Connection[];
  readonly counted: readonly string[];
  /** Lets so many minutes pass at the hall. */
  pass(minutes: number): void;
};

const evening = async (
  plan: (port: number) => HallPlan,
  { on = [] as `${FaultName}:${string}`[], expected = 0 } = {},
): Promise<Evening> => {
  const broker = await listener();
  open.push(() => broker.stop());
  const hallPlan = plan(broker.port);
  const faults = faultsOn(hallPlan, ...on);
  const hall = hallOf({ plan: hallPlan, faults, seed: 7, start: START });
  const counted: string[] = [];
  const connections = fleetOf({
    plan: hallPlan,
    broker: hallPlan.broker!,
    read: readoutOf(hall.show, faults),
    faults,
    seed: 7,
    password: undefined,
    now: hall.now,
    whenChanged: (connected, all) => void counted.push(`${connected} of ${all}`),
  });
  open.push(async () => void (await Promise.all(connections.map(connection => connection.stop()))));
  faults.whenChanged(() => {
    for (const connection of connections) connection.applyFaults();
  });
  for (const connection of connections) connection.start();
  await broker.connected(expected);
  const pass = (minutes: number) =>
    hall.advance(hall.now() + minutes * 60_000, () => {
      for (const connection of connections) connection.step(hall.now());
    });
  return { broker, faults, connections, counted, pass };
};

const demo = (...on: `${FaultName}:${string}`[]) => evening(demoPlan, { on, expected: 24 });

describe("the devices of the demo hall at a real broker", () => {
  it("say hello one by one: each door that it is there, all of them what they measure", async () => {
    const { broker, pass } = await demo();
    const last = broker.next("site-a/extinguisher/X3");
    pass(1.1);
    await last;
    expect(broker.clients().length).toBe(24);
    const on = (topic: string) => broker.heard.filter(message => message.topic === topic);
    expect(on("site-a/door/D2/status")).toEqual([
      { topic: "site-a/door/D2/status", text: "online", retain: true },
    ]);
    const first = (topic: string) => JSON.parse(on(topic)[0]?.text ?? "null");
    const ts = "2025-07-08T09:00:00.000Z";
    expect(first("site-a/door/D2")).toEqual({ ts, contact: "CLOSED", lock: "UNLOCKED" });
    expect(first("site-a/zone/hall")).toEqual({ ts, people: 13, temp: expect.closeTo(26, 0) });
    expect(first("site-a/light/L-off1")).toEqual({ ts, state: "ON", power: expect.closeTo(200, -1) });
    expect(first("site-a/circuit/SEC")).toEqual({ ts, power: expect.closeTo(90, -1) });
    expect(first("site-a/extinguisher/X1")).toEqual({ ts, gauge: "GREEN" });
    expect(first("site-a/weather/O1")).toEqual({ ts, temp: expect.closeTo(32.4, 0) });
    expect(on("site-a/door/D2")[0]?.retain).toBe(false);
  });

  it("speak in source time, at once when something changes", async () => {
    const { broker, pass } = await demo();
    const locked = broker.next("site-a/door/D1", text => text.includes('"LOCKED"'));
    pass(45);
    expect(JSON.parse((await locked).text)).toEqual({
      ts: "2025-07-08T09:41:27.000Z",
      contact: "CLOSED",
      lock: "LOCKED",
    });
  });

  it("do not flood the broker: fewer than 200 messages a real second at speed 60", async () => {
    const { broker, pass } = await demo();
    const minutes = 20;
    const topics = demoPlan().things.flatMap(({ points }) =>
      points.flatMap(({ source }) => (source.is === "mqtt" ? [source.topic] : [])),
    );
    const lasts = topics.map(topic => broker.next(topic, text => text > '{"ts":"2025-07-08T09:19'));
    pass(minutes);
    await Promise.all(lasts);
    expect(broker.heard.length / minutes).toBeLessThan(100);
    expect(broker.heard.length / minutes).toBeGreaterThan(40);
  });

  it("say good-bye when the simulators are stopped", async () => {
    const { broker, connections } = await demo();
    const gone = broker.next("site-a/door/D1/status");
    await Promise.all(connections.map(connection => connection.stop()));
    expect(await gone).toEqual({ topic: "site-a/door/D1/status", text: "offline", retain: true });
  });

  it("come back by themselves, and say hello again", async () => {
    const { broker, counted } = await demo();
    await broker.stop();
    const again = await listener(broker.port);
    open.push(() => again.stop());
    const hello = again.next("site-a/door/D5");
    await again.connected(24);
    expect(JSON.parse((await hello).text)).toMatchObject({ lock: "UNLOCKED" });
    expect(counted).toEqual(["24 of 24", "0 of 24", "24 of 24"]);
  });
});

describe("faults of a device", () => {
  it("a silent one is connected and says nothing, until it is well", async () => {
    const { broker, faults, pass } = await demo("silent:D4");
    pass(45);
    expect(broker.clients()).toContain("sim-site-a-D4");
    faults.set("silent:D4", "off");
    const well = broker.next("site-a/door/D4");
    pass(1.1);
    expect(JSON.parse((await well).text)).toMatchObject({ lock: "LOCKED" });
    expect(broker.heard.find(({ topic }) => topic === "site-a/door/D4")).toBe(await well);
  });

  it("one that goes offline says no good-bye: the broker tells its last will", async () => {
    const { broker, faults } = await demo();
    const will = broker.next("site-a/door/D5/status");
    faults.set("offline:D5", "on");
    expect(await will).toEqual({ topic: "site-a/door/D5/status", text: "offline", retain: true });
    expect(broker.clients()).not.toContain("sim-site-a-D5");
    const birth = broker.next("site-a/door/D5/status");
    faults.set("offline:D5", "off");
    expect((await birth).text).toBe("online");
  });

  it("one that sends broken JSON does so on every message", async () => {
    const { broker, faults, pass } = await demo("malformed:L-off2b");
    pass(2);
    const well = broker.next("site-a/light/L-off2b", text => text.endsWith("}"));
    faults.set("malformed:L-off2b", "off");
    pass(1);
    await well;
    const said = broker.heard.filter(({ topic }) => topic === "site-a/light/L-off2b");
    const broken = said.slice(0, said.indexOf(await well));
    expect(broken.length).toBe(13);
    for (const { text } of broken) expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  it("a stuck one keeps talking, with new times and old values", async () => {
    const { broker, faults, pass } = await demo();
    faults.set("stuck:D1", "on");
    const late = broker.next("site-a/door/D1", text => text > '{"ts":"2025-07-08T09:58');
    pass(60);
    expect(JSON.parse((await late).text)).toMatchObject({ lock: "UNLOCKED" });
    const well = broker.next("site-a/door/D1");
    faults.set("stuck:D1", "off");
    pass(1.1);
    expect(JSON.parse((await well).text)).toMatchObject({ lock: "LOCKED" });
  });
});

describe("a hall with more devices than connections", () => {
  const doors = Array.from(
    { length: 120 },
    (_, i) =>
      `D${i}: { kind: door, zone: room, mqtt: { topic: d/${i}, availability: { topic: d/${i}/status, online: up, offline: down } }, points: { lock: { path: $.lock } } }`,
  );
  const many = (port: number) =>
    planWith(`{ ${doors.join(", ")} }`, `mqtt: { broker: embedded, port: ${port} }, modbus: {}`);

  it("puts them behind bridges, which tell for them that they have gone", async () => {
    const { broker, faults, pass } = await evening(many, { expected: 50 });
    const last = broker.next("d/119");
    pass(1.1);
    await last;
    expect(broker.clients().length).toBe(50);
    expect(new Set(broker.heard.map(({ topic }) => topic)).size).toBe(240);

    const gone = broker.next("d/7/status");
    faults.set("offline:D7", "on");
    expect(await gone).toEqual({ topic: "d/7/status", text: "down", retain: true });
    const neighbour = broker.next("d/57");
    pass(1.1);
    await neighbour;
    expect(broker.heard.slice(broker.heard.indexOf(await gone)).some(({ topic }) => topic === "d/7")).toBe(
      false,
    );

    const back = broker.next("d/7");
    faults.set("offline:D7", "off");
    expect(JSON.parse((await back).text)).toEqual({ lock: "locked" });
    expect(broker.heard.filter(({ topic }) => topic === "d/7/status").at(-1)?.text).toBe("up");
  });
});
