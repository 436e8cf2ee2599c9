import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { Aedes } from "aedes";
import type { MqttClient } from "mqtt";
import { afterEach, expect, test } from "vitest";
import { scaledClock, systemClock } from "#gateway/ports/clock.ts";
import type { MqttBroker } from "#rules/site/model.ts";
import { instant } from "#rules/time/instant.ts";
import { type ChildServer, freePort } from "../../stores/testing/child-server.ts";
import { describeWith, startMosquitto } from "../../stores/testing/servers.ts";
import { temporary } from "../../stores/testing/temporary.ts";
import { PATIENCE_MS } from "../../stores/testing/until.ts";
import { deviceAt, type Hall, type HallSketch, startHall } from "./testing/hall.ts";
import { WORDS } from "./testing/points.ts";

const PATIENCE = { timeout: PATIENCE_MS };

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
const hall = async (sketch: HallSketch): Promise<Hall> => {
  const started = await startHall(sketch);
  ends.push(() => started.driver.stop());
  return started;
};
const device = async (...at: Parameters<typeof deviceAt>): Promise<MqttClient> => {
  const connected = await deviceAt(...at);
  ends.push(() => connected.endAsync(true));
  return connected;
};
const mosquitto = async (...lines: readonly string[]): Promise<ChildServer> => {
  const server = await startMosquitto({ lines });
  ends.push(() => server.remove());
  return server;
};
const external = (url: string, more: Partial<Extract<MqttBroker, { is: "external" }>> = {}): MqttBroker => ({
  is: "external",
  url,
  version: 4,
  maxPacketBytes: 65_536,
  ...more,
});
const isUp = ({ driver }: Hall) => driver.health()[0]?.state === "up";
/** Thirty seconds of the hall in 0.3 s. */
const fast = () => scaledClock({ start: instant(Date.now()), origin: instant(Date.now()), speed: 100 });

const topic = "site/door/D1";
const status = { topic: "site/door/D1/status", online: "online", offline: "offline" };
const contact = { id: "contact", class: "door-contact", topic, path: ["contact"], values: WORDS.contact };
const timed = { ...contact, id: "timed", time: { path: ["ts"], form: "iso" } } as const;
const locked = { id: "lock", class: "door-lock", topic: "site/+/lock", values: WORDS.lock };

describeWith("mosquitto", "a hall with its own broker (mosquitto)", () => {
  test.each([4, 5] as const)("readings come in over MQTT, protocol level %i", async version => {
    const { url } = await mosquitto();
    const running = await hall({ points: [contact, locked], broker: external(url, { version }) });
    await expect.poll(() => isUp(running), PATIENCE).toBe(true);
    const d1 = await device(url, { protocolVersion: version });
    await d1.publishAsync(topic, '{"contact":"OPEN"}', { qos: 1 });
    await d1.publishAsync("site/D7/lock", "LOCKED", { qos: 0 });
    await d1.publishAsync("site/D7/other", "LOCKED", { qos: 1 });
    await d1.publishAsync(topic, '{"contact":"CLOSED"}', { qos: 1 });
    await expect.poll(running.told, PATIENCE).toEqual(["contact=open", "lock=locked", "contact=closed"]);
    expect([running.count("messages"), running.count("unknown")]).toEqual([3, 0]);
  });

  test("a retained message is a memory: it is shown, never judged, and never refreshes an age", async () => {
    const { url } = await mosquitto();
    const d1 = await device(url);
    await d1.publishAsync(topic, '{"contact":"CLOSED","ts":"2025-07-08T08:00:00Z"}', {
      qos: 1,
      retain: true,
    });
    const running = await hall({ points: [contact, timed], broker: external(url) });
    await expect
      .poll(running.told, PATIENCE)
      .toEqual(["contact=closed (retained, uncertain)", "timed=closed (retained, good)"]);
    expect(running.readings[1]?.at).toBe(Date.parse("2025-07-08T08:00:00Z"));
    await d1.publishAsync(topic, '{"contact":"CLOSED"}', { qos: 1, retain: true });
    await expect.poll(() => running.told().slice(2), PATIENCE).toEqual(["contact=closed", "timed=closed"]);
  });

  test("a retained last will says that the device is gone; a retained birth says nothing of its points", async () => {
    const { url } = await mosquitto();
    const point = { ...contact, availability: status };
    const d1 = await device(url);
    await d1.publishAsync(status.topic, "online", { qos: 1, retain: true });
    const first = await hall({ points: [point], broker: external(url) });
    await expect.poll(() => first.count("messages"), PATIENCE).toBe(1);
    expect(first.told()).toEqual([]);
    await d1.publishAsync(status.topic, "offline", { qos: 1, retain: true });
    const offline = "contact: device reports offline (last will)";
    await expect.poll(first.told, PATIENCE).toEqual([offline]);
    await first.driver.stop();
    const second = await hall({ points: [point], broker: external(url) });
    await expect.poll(second.told, PATIENCE).toEqual([offline]);
  });

  test.each([4, 5] as const)(
    "killed and started again, readings resume by themselves; what the broker remembers is no news (level %i)",
    async version => {
      const { directory, remove } = temporary();
      ends.push(async () => remove());
      const saving = [
        "autosave_interval 1",
        "autosave_on_changes true",
        `persistence_location ${directory}/`,
      ];
      const broker = await mosquitto("persistence true", ...saving);
      const running = await hall({ points: [contact], broker: external(broker.url, { version }) });
      const d1 = await device(broker.url);
      await expect.poll(() => isUp(running), PATIENCE).toBe(true);
      await d1.publishAsync(topic, '{"contact":"CLOSED"}', { qos: 1, retain: true });
      await expect.poll(running.told, PATIENCE).toEqual(["contact=closed"]);
      // It saves after some changes: other things are told until it has written down what it is to remember.
      const isSaved = async () => {
        await d1.publishAsync("site/other", String(performance.now()), { qos: 1, retain: true });
        const file = join(directory, "mosquitto.db");
        return existsSync(file) && readFileSync(file).includes(topic);
      };
      await expect.poll(isSaved, PATIENCE).toBe(true);
      await broker.kill9();
      await expect.poll(() => running.driver.health()[0]?.state, PATIENCE).toBe("down");
      await broker.restart();
      await expect
        .poll(running.told, PATIENCE)
        .toEqual(["contact=closed", "contact=closed (retained, uncertain)"]);
      const again = await device(broker.url);
      await again.publishAsync(topic, '{"contact":"OPEN"}', { qos: 1 });
      await expect.poll(() => running.told().at(-1), PATIENCE).toBe("contact=open");
      expect(running.count("connects")).toBe(2);
      const edges = running.logged.map(({ event }) => event).filter(event => /lost|connected/.test(event));
      expect(edges).toEqual(["mqtt broker connected", "mqtt broker lost", "mqtt broker connected"]);
    },
  );

  test("gone for more than 30 s of the hall, every point is bad once, with since when", async () => {
    const broker = await mosquitto();
    const running = await hall({ points: [contact, locked], broker: external(broker.url), clock: fast() });
    await expect.poll(() => isUp(running), PATIENCE).toBe(true);
    await broker.kill9();
    await expect.poll(() => running.told().length, PATIENCE).toBe(2);
    const why = new RegExp(
      `^(contact|lock): broker ${broker.url} unreachable since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d: `,
    );
    expect(running.told()).toEqual([expect.stringMatching(why), expect.stringMatching(why)]);
    await broker.restart();
    await expect.poll(() => isUp(running), PATIENCE).toBe(true);
    const d1 = await device(broker.url);
    await d1.publishAsync(topic, '{"contact":"OPEN"}', { qos: 1 });
    await expect.poll(() => running.told().slice(2), PATIENCE).toEqual(["contact=open"]);
  });

  test("two gateways with one name throw each other out, and both say so", async () => {
    const { url } = await mosquitto();
    const both = [
      await hall({ points: [], broker: external(url) }),
      await hall({ points: [], broker: external(url) }),
    ];
    for (const { logged } of both)
      await expect
        .poll(() => logged, PATIENCE)
        .toContainEqual({
          level: "warn",
          event: "mqtt connection cut again and again",
          fields: { about: url, why: "is hallwatch-test-hall used by another gateway?", timesBefore: 0 },
        });
  });

  test("a name and password are given; a wrong one is told in the broker's words", async () => {
    const { url } = await mosquitto("password_file /dev/null", "allow_anonymous false");
    const broker = external(url, { username: "hallwatch", passwordEnv: "BROKER_PASSWORD" });
    const running = await hall({
      points: [contact],
      broker,
      environment: { BROKER_PASSWORD: "secret-word" },
    });
    await expect
      .poll(() => running.driver.health()[0]?.lastError, PATIENCE)
      .toBe(`${url}: Connection refused: Not authorized`);
    expect(JSON.stringify(running.logged)).not.toContain("secret-word");
  });
});

test("a topic that the broker does not let us read is bad, with the reason; the others are read", async () => {
  const aedes = await Aedes.createBroker({
    authorizeSubscribe: (_client, subscription, answer) =>
      answer(null, subscription.topic === topic ? null : subscription),
  });
  const port = await freePort();
  const server = createServer(aedes.handle).listen(port, "127.0.0.1");
  ends.push(async () => server.close());
  ends.push(() => new Promise<void>(resolve => aedes.close(resolve)));
  const url = `mqtt://127.0.0.1:${port}`;
  const running = await hall({ points: [contact, locked], broker: external(url) });
  const why = `broker ${url} refuses the subscription (code 128): may hallwatch-test-hall read it?`;
  await expect.poll(running.told, PATIENCE).toEqual([`contact: ${why}`]);
  const d1 = await device(url);
  await d1.publishAsync("site/D7/lock", "LOCKED", { qos: 1 });
  await expect.poll(() => running.told().slice(1), PATIENCE).toEqual(["lock=locked"]);
});

test("an absent broker does not stop the start: after 30 s of the hall its points are bad", async () => {
  const url = `mqtt://127.0.0.1:${await freePort()}`;
  const running = await hall({ points: [contact], broker: external(url), clock: fast() });
  expect(running.driver.health()).toMatchObject([{ id: "mqtt", state: "starting" }]);
  await expect.poll(running.told, PATIENCE).toHaveLength(1);
  expect(running.told()[0]).toMatch(/unreachable since .*: connect ECONNREFUSED/);
  expect(running.driver.health()).toMatchObject([{ state: "down" }]);
});

test("a password that is not given stops the start, and the message names the variable", async () => {
  const broker = external("mqtt://127.0.0.1:1883", { username: "hallwatch", passwordEnv: "BROKER_PASSWORD" });
  await expect(startHall({ points: [contact], broker })).rejects.toMatchObject({
    code: "MQTT_PASSWORD_MISSING",
    message: "mqtt broker (mqtt://127.0.0.1:1883): no password: set the environment variable BROKER_PASSWORD",
  });
});

test("a broker that takes the connection and never answers is given up after 10 s", async () => {
  const port = await listenSilently();
  const running = await hall({
    points: [contact],
    broker: external(`mqtt://127.0.0.1:${port}`),
    clock: systemClock(),
  });
  await expect
    .poll(() => running.driver.health()[0]?.lastError, PATIENCE)
    .toBe(`mqtt://127.0.0.1:${port}: connack timeout`);
});

/** Takes connections and says nothing. */
const listenSilently = async (): Promise<number> => {
  const port = await freePort();
  const server: Server = createServer(socket => ends.push(async () => socket.destroy()));
  await new Promise<void>(resolve => {
    server.listen(port, "127.0.0.1", resolve);
  });
  ends.push(async () => server.close());
  return port;
};
