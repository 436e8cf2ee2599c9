import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { connectAsync, type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readStream, type StreamReader } from "../http/testing/stream-reader.ts";
import { canMount, type SmallDisk, smallDisk } from "../stores/testing/small-disk.ts";
import { until } from "../stores/testing/until.ts";
import type { WireHealth } from "../wire/health.ts";
import type { WirePoint } from "../wire/point.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

/** The history leaves the record 32 MB: a disk with room for both. */
const DISK_MEGABYTES = 80;
const FULL = /record\.db: commit: the disk is full$/;

describe.skipIf(!canMount())("a gateway on a full disk (skipped where no small disk can be mounted)", () => {
  let disk: SmallDisk;
  let hall: RunningHall;
  let device: MqttClient;
  const streams: StreamReader[] = [];

  beforeEach(async () => {
    disk = smallDisk(DISK_MEGABYTES);
    await begin();
  });
  afterEach(async () => {
    disk.free();
    await end();
    disk.remove();
  });
  const begin = async () => {
    hall = await startHall({ data: disk.directory });
    device = await connectAsync(hall.mqttUrl);
  };
  const end = async () => {
    for (const stream of streams.splice(0)) stream.stop();
    await device.endAsync(true);
    await hall.stop();
  };

  const gauge = (id: string, gauge: "GREEN" | "RED") =>
    device.publishAsync(`office/${id}`, JSON.stringify({ gauge }));
  const listen = async (): Promise<StreamReader> => {
    const stream = await readStream(hall.api.url);
    streams.push(stream);
    return stream;
  };
  const health = () => hall.api.read<WireHealth>("/api/health");
  const gaugeOf = async (id: string) => {
    const { points } = await hall.api.read<{ points: WirePoint[] }>("/api/points");
    return points.find(({ owner }) => owner === id)?.word;
  };
  const targets = async () => (await hall.api.alerts()).map(({ target }) => target).sort();
  const fillUp = async () => {
    const ballast = join(disk.directory, "ballast");
    await until("the record has its ballast", () => existsSync(ballast));
    rmSync(ballast);
    disk.fill(0);
  };

  test("judges on, tells nobody what is not recorded, says so, and records and tells it all when there is room", async () => {
    for (const id of ["X1", "X2"]) await gauge(id, "GREEN");
    await gauge("X3", "RED");
    await until("the first alert is told", async () => (await targets()).length === 1);
    await until("they are stored", async () => (await health()).stores[0]?.counts.stored === 3);
    const watching = await listen();

    await fillUp();
    await gauge("X1", "RED");
    await until("the gateway says that it cannot record", async () => (await health()).status === "degraded");
    await gauge("X2", "RED");
    await until("the second one was judged", async () => (await health()).rules.yes === 3);
    await gauge("X1", "GREEN");
    await until("the first one was judged again", async () => (await gaugeOf("X1")) === "normal");
    await until("the history waits too", async () => (await health()).stores[0]?.state === "down");

    const { problems, rules, stores } = await health();
    expect(problems[0]).toMatch(/^nothing can be recorded \(\d+ decisions wait, nobody is told\): /);
    expect(problems[0]).toMatch(FULL);
    expect(problems[1]).toMatch(/^store sqlite: .*history\.db: append: the disk is full$/);
    expect(rules.yes).toBe(2);
    expect(stores[0]?.counts).toMatchObject({ stored: 3, waiting: 3, dropped: 0 });

    expect(await targets()).toEqual(["X3"]);
    const late = await listen();
    expect(late.of("snapshot")[0]?.alerts.map(({ target }) => target)).toEqual(["X3"]);
    expect(late.of("beat")[0]?.problems[0]).toMatch(FULL);
    expect(watching.of("alerts")).toEqual([]);
    const metrics = await (await fetch(`${hall.api.url}/metrics`)).text();
    expect(metrics).toMatch(/^hallwatch_open_alerts\{.*\} 1$/m);
    expect(metrics).toContain('hallwatch_store_waiting{store="sqlite"} 3\n');
    expect(metrics).toContain("hallwatch_degraded 1\n");

    const [first] = await hall.api.alerts();
    const refused = await hall.api.acknowledge(first?.id ?? "", { by: "G1" });
    expect([refused.status, await refused.json()]).toEqual([
      503,
      {
        error: "UNRECORDED",
        message: expect.stringMatching(/was not acknowledged, try again later: .*full$/),
      },
    ]);

    disk.free();
    await until("all is well", async () => (await health()).status === "ok");
    await until("everything is told", async () => (await targets()).length === 3);
    const alerts = await hall.api.alerts();
    const trail = await Promise.all(
      alerts.map(async ({ id, target }) =>
        (await hall.api.events(id)).map(({ seq, is }) => ({ seq, event: `${target} ${is}` })),
      ),
    );
    // Duties that fall due stand on the same trail, before and between them.
    const inOrder = trail.flat().toSorted((a, b) => a.seq - b.seq);
    expect(inOrder.map(({ event }) => event)).toEqual(["X3 raised", "X1 raised", "X2 raised", "X1 cleared"]);
    await until("the consoles are told", () => watching.of("alerts").length > 0);
    const told = watching.of("alerts").flatMap(({ alerts }) => alerts);
    expect(told.map(({ target, condition }) => [target, condition])).toEqual([
      ["X1", "clear"],
      ["X2", "active"],
    ]);
    expect((await health()).stores[0]?.counts).toMatchObject({ stored: 6, waiting: 0, dropped: 0 });
    expect((await hall.api.acknowledge(first?.id ?? "", { by: "G1" })).status).toBe(200);
  });

  test("a message of QoS 1 is not acknowledged before it is stored, so that its device sends it again", async () => {
    await fillUp();
    let isAcknowledged = false;
    const cutOff = new Promise<void>(resolve => device.once("close", () => resolve()));
    const sent = device
      .publishAsync("office/X1", '{"gauge":"GREEN"}', { qos: 1 })
      .then(() => (isAcknowledged = true));
    await cutOff;
    expect(isAcknowledged).toBe(false);
    disk.free();
    await sent;
    await until("it is stored", async () => (await health()).stores[0]?.counts.waiting === 0);
    const { values } = await hall.api.read<{ values: { value: number }[] }>(
      "/api/points/X1.pressure/history",
    );
    expect(values.length).toBeGreaterThan(0);
  });

  test("can be stopped, and the next start finds the record whole and judges anew", async () => {
    await gauge("X3", "RED");
    await until("the first alert is told", async () => (await targets()).length === 1);
    await fillUp();
    await gauge("X1", "RED");
    await until("the gateway says that it cannot record", async () => (await health()).status === "degraded");
    await end();
    disk.free();
    await begin();
    expect(await targets()).toEqual(["X3"]);
    await gauge("X1", "RED");
    await until("it is found", async () => (await targets()).length === 2);
    expect(await targets()).toEqual(["X1", "X3"]);
  });
});
