import type { MqttClient } from "mqtt";
import { afterEach, describe, expect, test } from "vitest";
import { deviceAt, EMBEDDED, gone, type Hall, type HallSketch, startHall } from "./testing/hall.ts";
import { WORDS } from "./testing/points.ts";

const halls: Hall[] = [];
const devices: MqttClient[] = [];
afterEach(async () => {
  await Promise.all(devices.splice(0).map(device => device.endAsync(true)));
  await Promise.all(halls.splice(0).map(({ driver }) => driver.stop()));
});
const hall = async (sketch: HallSketch): Promise<Hall> => {
  const started = await startHall(sketch);
  halls.push(started);
  return started;
};
const device = async (...at: Parameters<typeof deviceAt>): Promise<MqttClient> => {
  const connected = await deviceAt(...at);
  devices.push(connected);
  return connected;
};

const door = {
  topic: "site/door/D1",
  availability: { topic: "site/door/D1/status", online: "online", offline: "offline" },
};
const contact = { ...door, id: "contact", class: "door-contact", path: ["contact"], values: WORDS.contact };
const lock = { ...door, id: "lock", class: "door-lock", path: ["lock"], values: WORDS.lock };
const temperature = { id: "temperature", class: "zone-air-temp", topic: "site/zone/hall", path: ["temp"] };

describe("readings", () => {
  test("one message of a door is a reading of its contact and one of its lock, handed on together", async () => {
    const { driver, told, batches } = await hall({ points: [contact, lock] });
    const d1 = await device(driver.port());
    await d1.publishAsync(door.topic, '{"contact":"OPEN","lock":"LOCKED"}', { qos: 1 });
    await expect.poll(told).toEqual(["contact=open", "lock=locked"]);
    expect(batches).toEqual([2]);
  });

  test("what a device retains is news when it comes in: this broker has no memory of before", async () => {
    const { driver, readings } = await hall({ points: [contact] });
    const d1 = await device(driver.port());
    await d1.publishAsync(door.topic, '{"contact":"CLOSED"}', { qos: 1, retain: true });
    await expect.poll(() => readings).toMatchObject([{ value: 0, quality: "good" }]);
    expect(readings[0]).not.toHaveProperty("flag");
  });

  test("other subscribers still get what a device sends, retained messages included", async () => {
    const { driver, told } = await hall({ points: [contact] });
    const d1 = await device(driver.port());
    await d1.publishAsync(door.topic, '{"contact":"CLOSED"}', { qos: 1, retain: true });
    const panel = await device(driver.port());
    const shown: string[] = [];
    panel.on("message", (topic, payload, { retain }) => shown.push(`${topic} ${payload} ${retain}`));
    await panel.subscribeAsync("site/door/+", { qos: 1 });
    await d1.publishAsync(door.topic, '{"contact":"OPEN"}', { qos: 1 });
    await expect
      .poll(() => shown)
      .toEqual(['site/door/D1 {"contact":"CLOSED"} true', 'site/door/D1 {"contact":"OPEN"} false']);
    expect(told()).toEqual(["contact=closed", "contact=open"]);
  });

  test("a QoS 1 message that comes twice is two readings of the same source time", async () => {
    const time = { path: ["ts"], form: "iso" } as const;
    const { driver, readings } = await hall({ points: [{ ...temperature, time }] });
    const sensor = await device(driver.port());
    const payload = `{"ts":"2025-07-08T09:45:00Z","temp":20.9}`;
    await sensor.publishAsync(temperature.topic, payload, { qos: 1 });
    await sensor.publishAsync(temperature.topic, payload, { qos: 1, dup: true });
    await expect.poll(() => readings.length).toBe(2);
    const at = Date.parse("2025-07-08T09:45:00Z");
    expect(readings).toMatchObject([
      { value: 20.9, at, quality: "good" },
      { value: 20.9, at, quality: "good" },
    ]);
  });

  test("an empty message is how a retained one is removed, and no reading", async () => {
    const { driver, told, count } = await hall({ points: [contact] });
    const d1 = await device(driver.port());
    await d1.publishAsync(door.topic, "", { qos: 1, retain: true });
    expect([told(), count("messages"), count("malformed")]).toEqual([[], 1, 0]);
  });

  test("a payload that nobody can read makes the points of exactly that topic bad, and is counted", async () => {
    const { driver, told, count, logged } = await hall({ points: [contact, lock, temperature] });
    const d1 = await device(driver.port());
    await d1.publishAsync(door.topic, '{"contact":"CLOSED","lock":LOCKED}', { qos: 1 });
    await d1.publishAsync(door.topic, Buffer.from([0x7b, 0xff, 0x7d]), { qos: 1 });
    const why = 'payload is not JSON: unexpected "LOCKED}" at character 28';
    await expect
      .poll(told)
      .toEqual([
        `contact: ${why}`,
        `lock: ${why}`,
        "contact: payload is not UTF-8",
        "lock: payload is not UTF-8",
      ]);
    expect([count("malformed"), count("messages"), count("readings")]).toEqual([2, 2, 4]);
    expect(driver.health()[0]?.lastError).toBe("site/door/D1: payload is not UTF-8");
    expect(logged.map(({ event }) => event)).toEqual(["mqtt payload cannot be read"]);
  });

  test("messages on topics that the site file does not know are counted, and the first 200 topics kept", async () => {
    const { driver, count, told } = await hall({ points: [contact] });
    const stranger = await device(driver.port());
    for (let i = 0; i < 250; i++) stranger.publish(`other/${i}`, "1");
    await stranger.publishAsync("other/0", "2", { qos: 1 });
    expect([count("unknown"), count("messages"), told()]).toEqual([251, 0, []]);
    const topics = driver.unknownTopics();
    expect([topics.length, topics[0]]).toMatchObject([200, { topic: "other/0", messages: 2 }]);
  });
});

describe("last will and birth", () => {
  const will = {
    topic: door.availability.topic,
    payload: Buffer.from("offline"),
    qos: 1,
    retain: true,
  } as const;
  const offline = ["contact: device reports offline (last will)", "lock: device reports offline (last will)"];

  test("a device that is cut off makes its points bad; its birth makes nothing good, its next message does", async () => {
    const { driver, told } = await hall({ points: [contact, temperature, lock] });
    const d1 = await device(driver.port(), { will, clientId: "D1" });
    d1.stream.destroy();
    await expect.poll(told).toEqual(offline);
    const again = await device(driver.port(), { will, clientId: "D1" });
    await again.publishAsync(door.availability.topic, "online", { qos: 1, retain: true });
    expect(told()).toEqual(offline);
    await again.publishAsync(door.topic, '{"contact":"CLOSED","lock":"LOCKED"}', { qos: 1 });
    await expect.poll(told).toEqual([...offline, "contact=closed", "lock=locked"]);
  });

  test("a device that takes its leave has no last will", async () => {
    const { driver, told, count } = await hall({ points: [contact] });
    const d1 = await device(driver.port(), { will });
    await d1.endAsync();
    await expect.poll(() => count("clients")).toBe(0);
    expect(told()).toEqual([]);
  });

  test("when the gateway itself stops, the wills of the devices that it cuts off are not their news", async () => {
    const running = await startHall({ points: [contact] });
    await device(running.driver.port(), { will });
    await running.driver.stop();
    expect(running.told()).toEqual([]);
  });

  test("a word that is neither online nor offline is told, and changes nothing", async () => {
    const { driver, told, logged } = await hall({ points: [contact] });
    const d1 = await device(driver.port());
    await d1.publishAsync(door.availability.topic, "asleep", { qos: 1 });
    await d1.publishAsync(door.availability.topic, "", { qos: 1, retain: true });
    expect(told()).toEqual([]);
    expect(logged).toMatchObject([
      { event: "mqtt availability not understood", fields: { why: expect.stringContaining('"asleep"') } },
    ]);
  });
});

describe("the broker", () => {
  test("says who has its port, and what to do", async () => {
    const first = await hall({ points: [] });
    const second = startHall({ points: [], broker: { ...EMBEDDED, port: first.driver.port() } });
    await expect(second).rejects.toMatchObject({
      name: "Fault",
      code: "MQTT_PORT_TAKEN",
      message: expect.stringMatching(
        /^mqtt broker \(127\.0\.0\.1:\d+\): cannot listen: another program has the port\. Stop it/,
      ),
    });
  });

  test("refuses an address that this machine does not have", async () => {
    const nowhere = startHall({ points: [], broker: { ...EMBEDDED, host: "192.0.2.1" } });
    await expect(nowhere).rejects.toMatchObject({
      code: "MQTT_CANNOT_LISTEN",
      message: expect.stringContaining("this machine has no such address"),
    });
  });

  test("refuses MQTT 5 and says so in words, with the address", async () => {
    const { driver, logged, count } = await hall({ points: [] });
    await expect(deviceAt(driver.port(), { protocolVersion: 5, clientId: "modern" })).rejects.toThrow();
    expect(logged).toMatchObject([
      {
        event: "mqtt client refused",
        fields: {
          about: "client modern (127.0.0.1)",
          why: expect.stringContaining("speaks MQTT 5, this broker speaks 3.1.1"),
        },
      },
    ]);
    expect(count("refused")).toBe(1);
  });

  test("tells when two devices use one client id and throw each other out", async () => {
    const { driver, logged, count } = await hall({ points: [] });
    const storms = () => logged.filter(({ event }) => event === "mqtt client id used twice");
    for (let i = 0; i < 4; i++) await device(driver.port(), { clientId: "twin" });
    expect([storms(), count("takeOvers")]).toEqual([[], 3]);
    await device(driver.port(), { clientId: "twin" });
    expect(storms()).toMatchObject([{ fields: { about: "client twin" } }]);
    await expect.poll(() => count("clients")).toBe(1);
  });

  test("acknowledges QoS 1 only when the reading is durable, many messages with one commit; QoS 0 never waits", async () => {
    const commits: PromiseWithResolvers<void>[] = [];
    const durable = () => {
      const commit = Promise.withResolvers<void>();
      commits.push(commit);
      return commit.promise;
    };
    const { driver, told } = await hall({ points: [temperature], durable });
    const sensor = await device(driver.port());
    const acknowledged: number[] = [];
    const sent = [1, 2, 3].map(temp =>
      sensor
        .publishAsync(temperature.topic, `{"temp":${temp}}`, { qos: 1 })
        .then(() => acknowledged.push(temp)),
    );
    await expect.poll(told).toEqual(["temperature=1", "temperature=2", "temperature=3"]);
    const other = await device(driver.port());
    await other.publishAsync(temperature.topic, '{"temp":4}', { qos: 0 });
    await expect.poll(told).toHaveLength(4);
    expect(acknowledged).toEqual([]);
    expect(commits.length).toBeLessThan(3);
    for (const { resolve } of commits) resolve();
    await Promise.all(sent);
    expect(acknowledged).toEqual([1, 2, 3]);
  });

  test("cuts off the sender of what cannot be made durable, so that it sends again", async () => {
    const durable = () => Promise.reject(new Error("disk full"));
    const { driver, logged } = await hall({ points: [temperature], durable });
    const sensor = await device(driver.port(), { clientId: "T1" });
    const lost = gone(sensor);
    sensor.publish(temperature.topic, '{"temp":1}', { qos: 1 });
    await lost;
    await expect
      .poll(() => logged)
      .toMatchObject([{ event: "mqtt client lost", fields: { why: "message could not be stored" } }]);
  });

  test("a subscriber that reads nothing does not hold up the readings", async () => {
    const { driver, readings, count } = await hall({ points: [temperature] });
    const frozen = await device(driver.port());
    await frozen.subscribeAsync("site/#");
    frozen.stream.pause();
    const sensor = await device(driver.port());
    const payload = JSON.stringify({ temp: 20, log: "x".repeat(20_000) });
    for (let i = 0; i < 1_000; i++) sensor.publish(temperature.topic, payload);
    await expect.poll(() => readings.length).toBe(1_000);
    expect(count("unread")).toBeGreaterThan(0);
  });

  test("slows a client down that sends more than its pace, and loses nothing of it", async () => {
    const { driver, readings } = await hall({ points: [temperature], pacePerSecond: 100 });
    const sensor = await device(driver.port());
    const began = performance.now();
    for (let i = 0; i < 150; i++) await sensor.publishAsync(temperature.topic, '{"temp":1}', { qos: 1 });
    expect(readings.length).toBe(150);
    expect(performance.now() - began).toBeGreaterThan(450);
  });

  test("stops within a moment and leaves no connection behind", async () => {
    const running = await startHall({ points: [contact] });
    const d1 = await device(running.driver.port());
    const closed = gone(d1);
    const port = running.driver.port();
    await running.driver.stop();
    await closed;
    expect(running.driver.health()).toMatchObject([{ id: "mqtt", state: "down", counts: { clients: 0 } }]);
    await expect(deviceAt(port)).rejects.toThrow("ECONNREFUSED");
  });
});
