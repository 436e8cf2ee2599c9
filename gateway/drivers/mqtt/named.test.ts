import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IClientOptions, MqttClient } from "mqtt";
import { afterEach, describe, expect, test } from "vitest";
import type { BrokerLimits } from "#rules/site/broker.ts";
import { instant } from "#rules/time/instant.ts";
import { changeCredentials, credentialPath, readCredentials } from "./credential-file.ts";
import { type Credential, newToken, withNew, without, withToken } from "./credentials.ts";
import { readLastUsed } from "./last-used.ts";
import { deviceAt, EMBEDDED, gone, type Hall, startHall } from "./testing/hall.ts";
import { WORDS } from "./testing/points.ts";
import { cut, packet, publishPacket, text } from "./testing/raw.ts";

const D1 = {
  id: "contact",
  class: "door-contact",
  owner: "D1",
  topic: "hall/D1/state",
  path: ["contact"],
  values: WORDS.contact,
  availability: { topic: "hall/D1/status", online: "online", offline: "offline" },
};
const AC1 = {
  id: "temperature",
  class: "zone-air-temp",
  owner: "AC1",
  topic: "hall/AC1/state",
  path: ["temp"],
  write: { topic: "hall/AC1/set" },
};
const AT = instant(Date.parse("2025-07-08T09:45:00Z"));

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A hall whose broker knows its clients, its data directory, and how to give one a credential. */
const namedHall = async (limits: BrokerLimits = {}) => {
  const directory = mkdtempSync(join(tmpdir(), "hallwatch-named-"));
  ends.push(() => rmSync(directory, { recursive: true, force: true }));
  const add = (id: string, more: Partial<Credential> = {}): string => {
    const token = newToken();
    const made = { id, is: "device", owners: [id], topics: [], ...more } as const;
    changeCredentials(directory, all => withNew(all, made, token, AT));
    return token;
  };
  const tokens = { D1: add("D1"), AC1: add("AC1") };
  const broker = { ...EMBEDDED, clients: "named", limits } as const;
  const hall = await startHall({ points: [D1, AC1], broker, directory });
  ends.push(() => hall.driver.stop());
  return { hall, directory, add, tokens, port: hall.driver.port() };
};
const come = async (
  port: number,
  id: string,
  password: string,
  more: IClientOptions = {},
): Promise<MqttClient> => {
  const device = await deviceAt(port, { clientId: id, username: id, password, ...more });
  ends.push(() => device.endAsync(true));
  return device;
};
const troubles = (hall: Hall) =>
  hall.logged.map(({ fields, event }) => [event, (fields as { why: string }).why]);

describe("who comes in", () => {
  test("a device with its token; nobody without one, with another's, or under another's client id", async () => {
    const { hall, tokens, port } = await namedHall();
    const d1 = await come(port, "D1", tokens.D1);
    await d1.publishAsync(D1.topic, '{"contact":"CLOSED"}', { qos: 1 });
    const [anonymous, wrong, others, stranger, renamed] = await Promise.allSettled([
      deviceAt(port),
      come(port, "D1", newToken()),
      come(port, "D1", tokens.AC1),
      come(port, "D9", newToken()),
      come(port, "AC1", tokens.AC1, { clientId: "D1" }),
    ]);
    const answers = [anonymous, wrong, others, stranger, renamed].map(each =>
      each?.status === "rejected" ? (each.reason as { code: number }).code : "came in",
    );
    expect(answers).toEqual([5, 4, 4, 4, 2]);
    expect([hall.told(), hall.count("unauthorized"), hall.count("takeOvers")]).toEqual([
      ["contact=closed"],
      5,
      0,
    ]);
    expect(d1.connected).toBe(true);
    expect(JSON.stringify(hall.logged)).not.toMatch(/hwd_/);
  });

  test("a last will that is another's to say is not let in, its own is told", async () => {
    const { hall, tokens, port } = await namedHall();
    const will = (topic: string) => ({ will: { topic, payload: Buffer.from("offline"), qos: 1 as const } });
    await expect(come(port, "AC1", tokens.AC1, will("hall/D1/status"))).rejects.toMatchObject({ code: 5 });
    expect(troubles(hall)).toContainEqual([
      "mqtt client not let in",
      'its last will is on "hall/D1/status", which is no topic of its own',
    ]);
    const d1 = await come(port, "D1", tokens.D1, will("hall/D1/status"));
    d1.stream.destroy();
    await expect.poll(hall.told).toEqual(["contact: device reports offline (last will)"]);
  });

  test("the second token holds beside the first until the next; one that leaked can be ended at once", async () => {
    const { tokens, directory, port } = await namedHall();
    const rotate = (now: boolean): string => {
      const token = newToken();
      changeCredentials(directory, all => withToken(all, "D1", token, { at: AT, now }));
      return token;
    };
    const [first, second] = [tokens.D1, rotate(false)];
    await (await come(port, "D1", first)).endAsync();
    await expect.poll(async () => (await come(port, "D1", second)).connected).toBe(true);
    const third = rotate(false);
    const works = (token: string) =>
      deviceAt(port, { clientId: "D1", username: "D1", password: token }).then(
        device => device.endAsync().then(() => true),
        () => false,
      );
    await expect.poll(() => works(first)).toBe(false);
    expect([await works(second), await works(third)]).toEqual([true, true]);
    const fourth = rotate(true);
    await expect.poll(() => works(third)).toBe(false);
    expect([await works(second), await works(fourth)]).toEqual([false, true]);
  });

  test("who is removed, or loses its token, is sent away while it is connected; the others stay", async () => {
    const { tokens, directory, port } = await namedHall();
    const [d1, ac1] = [await come(port, "D1", tokens.D1), await come(port, "AC1", tokens.AC1)];
    const left = gone(d1);
    changeCredentials(directory, all => without(all, "D1"));
    await left;
    await ac1.publishAsync(AC1.topic, '{"temp":20}', { qos: 1 });
    await expect(come(port, "D1", tokens.D1)).rejects.toMatchObject({ code: 4 });
  });

  test("a file of credentials that nobody can read changes nothing while the gateway runs, and stops its start", async () => {
    const { hall, tokens, directory, port } = await namedHall();
    writeFileSync(credentialPath(directory), '{"version":1,"devices":[{"id":"D1"');
    await expect
      .poll(() => troubles(hall).map(([event]) => event))
      .toContain("mqtt credentials cannot be read");
    const d1 = await come(port, "D1", tokens.D1);
    expect(d1.connected).toBe(true);
    const broker = { ...EMBEDDED, clients: "named" } as const;
    await expect(startHall({ points: [D1], broker, directory })).rejects.toMatchObject({
      code: "MQTT_CREDENTIALS_UNREADABLE",
    });
  });

  test("the file holds no token, is its owner's alone, and says when each was used last", async () => {
    const { hall, tokens, directory, port } = await namedHall();
    await come(port, "D1", tokens.D1);
    await hall.driver.stop();
    expect(statSync(credentialPath(directory)).mode & 0o777).toBe(0o600);
    const hashes = readCredentials(directory).map(each => each.tokens[0]?.sha256);
    expect([...readLastUsed(directory).keys()]).toEqual([hashes[0]]);
    expect(JSON.stringify(readCredentials(directory))).not.toContain(tokens.D1);
  });
});

describe("what each may do", () => {
  test("a message on another's topic is not taken, its sender stays and is counted by name", async () => {
    const { hall, tokens, port } = await namedHall();
    const ac1 = await come(port, "AC1", tokens.AC1);
    for (const topic of [D1.topic, D1.availability.topic, "hall/AC1/other", "$share/x/hall/AC1/state"])
      await ac1.publishAsync(topic, '{"contact":"OPEN"}', { qos: 1 });
    await ac1.publishAsync(AC1.topic, '{"temp":21}', { qos: 1 });
    expect([hall.told(), hall.count("denied"), hall.count("client AC1")]).toEqual([["temperature=21"], 4, 4]);
    expect(ac1.connected).toBe(true);
  });

  test("a device hears only what it is told to do; wildcards, shared and $SYS subscriptions are refused", async () => {
    const { hall, tokens, port } = await namedHall();
    const ac1 = await come(port, "AC1", tokens.AC1);
    const heard: string[] = [];
    ac1.on("message", (topic, payload) => heard.push(`${topic} ${payload}`));
    const asked = [
      "#",
      "+/+/+",
      "hall/AC1/+",
      "hall/D1/state",
      "$share/g/hall/AC1/set",
      "$SYS/#",
      "hall/AC1/set",
    ];
    const granted: number[] = [];
    for (const filter of asked)
      await ac1.subscribeAsync(filter, { qos: 1 }).then(
        ([grant]) => granted.push(grant?.qos ?? -1),
        () => granted.push(128),
      );
    expect(granted).toEqual([128, 128, 128, 128, 128, 128, 1]);
    const d1 = await come(port, "D1", tokens.D1);
    await d1.publishAsync(D1.topic, '{"contact":"CLOSED"}', { qos: 1 });
    await hall.driver.publish("hall/AC1/set", "off");
    await expect.poll(() => heard).toEqual(["hall/AC1/set off"]);
  });

  test("a service hears everything and says nothing; a bridge speaks for its devices and under its own topics", async () => {
    const { hall, add, tokens, port } = await namedHall();
    const service = await come(port, "panel", add("panel", { is: "service", owners: [] }));
    const bridge = await come(port, "bridge", add("bridge", { owners: ["D1"], topics: ["bridge/#"] }));
    const heard: string[] = [];
    service.on("message", (topic, payload) => heard.push(`${topic} ${payload}`));
    await service.subscribeAsync("hall/#", { qos: 1 });
    await service.publishAsync(D1.topic, '{"contact":"CLOSED"}', { qos: 1 });
    await bridge.subscribeAsync("bridge/+/set", { qos: 1 });
    await bridge.publishAsync("bridge/state", "online", { qos: 1 });
    await bridge.publishAsync(D1.topic, '{"contact":"OPEN"}', { qos: 1 });
    await bridge.publishAsync(AC1.topic, '{"temp":50}', { qos: 1 });
    const ac1 = await come(port, "AC1", tokens.AC1);
    await ac1.publishAsync(AC1.topic, '{"temp":20}', { qos: 1 });
    await expect
      .poll(() => heard)
      .toEqual(['hall/D1/state {"contact":"OPEN"}', 'hall/AC1/state {"temp":20}']);
    expect([hall.told(), hall.count("denied")]).toEqual([["contact=open", "temperature=20"], 2]);
  });
});

describe("limits", () => {
  test("a client over its rate is not taken and its points are bad until it is slower; another is not touched", async () => {
    const { hall, tokens, port } = await namedHall({ ratePerSecond: 10 });
    const [d1, ac1] = [await come(port, "D1", tokens.D1), await come(port, "AC1", tokens.AC1)];
    for (let i = 0; i < 400; i++) d1.publish(D1.topic, '{"contact":"CLOSED"}');
    await d1.publishAsync(D1.topic, '{"contact":"CLOSED"}', { qos: 1 });
    await ac1.publishAsync(AC1.topic, '{"temp":20}', { qos: 1 });
    const good = hall.readings.filter(({ quality }) => quality === "good").length;
    expect(good).toBeGreaterThanOrEqual(201);
    expect(good).toBeLessThan(230);
    expect(hall.count("limited")).toBe(401 + 1 - good);
    expect(hall.told()).toContain("contact: message not taken: client sends more than 10 messages a second");
    expect([hall.told().at(-1), d1.connected, hall.count("client D1")]).toEqual([
      "temperature=20",
      true,
      hall.count("limited"),
    ]);
  });

  test("topics beyond the limit, topics too deep and payloads too long are not taken", async () => {
    const { hall, add, port } = await namedHall({ topics: 5, depth: 4, payloadBytes: 300 });
    const bridge = await come(port, "bridge", add("bridge", { owners: ["D1"], topics: ["b/#"] }));
    for (let i = 0; i < 8; i++) await bridge.publishAsync(`b/${i}`, "1", { qos: 1 });
    await bridge.publishAsync("b/0", "1", { qos: 1 });
    await bridge.publishAsync("b/0/c/d/e", "1", { qos: 1 });
    expect([hall.count("unknown"), hall.count("limited")]).toEqual([6, 4]);
    const d1 = await come(port, "other", add("other", { owners: ["D1"] }));
    await d1.publishAsync(D1.topic, `{"contact":"OPEN","x":"${"x".repeat(300)}"}`, { qos: 1 });
    expect([hall.told(), hall.count("oversized")]).toEqual([
      ["contact: payload of 325 bytes is larger than 300"],
      1,
    ]);
  });

  test("connections that say nothing make room for devices that do; whoever is in stays", async () => {
    const { hall, tokens, port } = await namedHall({ connections: 20 });
    const ac1 = await come(port, "AC1", tokens.AC1);
    const idle = Array.from({ length: 40 }, () => createConnection({ port, host: "127.0.0.1" }));
    ends.push(() => idle.map(socket => socket.destroy()));
    for (const socket of idle) socket.on("error", () => socket.destroy());
    await Promise.all(idle.slice(0, 20).map(cut));
    const d1 = await come(port, "D1", tokens.D1);
    await d1.publishAsync(D1.topic, '{"contact":"CLOSED"}', { qos: 1 });
    expect([hall.told(), ac1.connected, hall.count("clients")]).toEqual([["contact=closed"], true, 2]);
    expect(hall.count("refused")).toBe(22);
  });

  test("two thousand wrong tokens cost the hall nothing: a good device goes on, and the wrong ones are one line", async () => {
    const { hall, tokens, port } = await namedHall();
    const d1 = await come(port, "D1", tokens.D1);
    let drops = 0;
    d1.on("close", () => drops++);
    const connect = packet(
      0x10,
      text("MQTT"),
      Buffer.from([4, 0xc2, 0, 60]),
      text("D1"),
      text("D1"),
      text("wrong"),
    );
    const began = process.cpuUsage();
    for (let round = 0; round < 20; round++) {
      await Promise.all(
        Array.from({ length: 100 }, () => {
          const socket = createConnection({ port, host: "127.0.0.1" });
          socket.on("error", () => socket.destroy());
          socket.write(Buffer.concat([connect, publishPacket(D1.topic, '{"contact":"OPEN"}')]));
          return cut(socket);
        }),
      );
      await d1.publishAsync(D1.topic, '{"contact":"CLOSED"}', { qos: 1 });
    }
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1_000).toBeLessThan(10_000);
    expect([drops, hall.count("unauthorized"), hall.count("takeOvers")]).toEqual([0, 2_000, 0]);
    expect(hall.told()).toEqual(Array(20).fill("contact=closed"));
    expect(troubles(hall)).toEqual([["mqtt client not let in", 'user name "D1" with a wrong token']]);
  });
});
