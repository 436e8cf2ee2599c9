import { createConnection } from "node:net";
import type { MqttClient } from "mqtt";
import { afterEach, expect, test } from "vitest";
import { deviceAt, EMBEDDED, type Hall, startHall } from "./testing/hall.ts";
import { connectPacket, cut, header, packet, publishPacket, rawClient, text } from "./testing/raw.ts";

const temperature = { id: "temperature", class: "zone-air-temp", topic: "site/zone/hall", path: ["temp"] };

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A hall with a device that works, and how often that device was cut off. */
const hallWithDevice = async (): Promise<{
  hall: Hall;
  good: MqttClient;
  port: number;
  drops: () => number;
}> => {
  const hall = await startHall({ points: [temperature], broker: { ...EMBEDDED, maxPacketBytes: 1_000 } });
  ends.push(() => hall.driver.stop());
  const port = hall.driver.port();
  const good = await deviceAt(port, { clientId: "good" });
  let drops = 0;
  good.on("close", () => drops++);
  ends.push(() => good.endAsync(true));
  return { hall, good, port, drops: () => drops };
};

const cutOffs = ({ logged }: Hall) => logged.filter(({ event }) => event === "mqtt client cut off");

test("a packet of 268 MB is cut off at its header: nothing of it is kept, and the others go on", async () => {
  const { hall, good, port, drops } = await hallWithDevice();
  const before = process.memoryUsage().rss;
  const attacker = await rawClient(port, "attacker");
  const gone = cut(attacker);
  attacker.write(header(0x30, 268_435_455));
  const piece = Buffer.alloc(65_536);
  let sent = 0;
  while (!attacker.destroyed && sent < 120_000_000) {
    sent += piece.length;
    if (!attacker.write(piece)) await Promise.race([gone, new Promise(go => attacker.once("drain", go))]);
  }
  await gone;
  const grownMb = (process.memoryUsage().rss - before) / 1e6;
  await good.publishAsync(temperature.topic, '{"temp":20}', { qos: 1 });
  expect(grownMb).toBeLessThan(20);
  expect([hall.told(), hall.count("oversized"), drops()]).toEqual([["temperature=20"], 1, 0]);
  expect(cutOffs(hall)).toMatchObject([
    {
      fields: { about: "127.0.0.1", why: "announced a packet of 268435455 bytes, more than 1000" },
    },
  ]);
});

test("a packet of exactly the limit passes, one byte more does not", async () => {
  const { hall, port } = await hallWithDevice();
  const bodyOf = (bytes: number) =>
    publishPacket(temperature.topic, `{"temp":1}`.padEnd(bytes - 2 - temperature.topic.length));
  const client = await rawClient(port, "raw");
  client.write(bodyOf(1_000));
  await expect.poll(hall.told).toEqual(["temperature=1"]);
  client.write(bodyOf(1_001));
  await cut(client);
  expect([hall.told(), hall.count("oversized")]).toEqual([["temperature=1"], 1]);
});

test("a stranger that does not begin with CONNECT, or with too long a one, never reaches the broker", async () => {
  const { hall, port, drops } = await hallWithDevice();
  const openings = [
    Buffer.from("GET / HTTP/1.1\r\nHost: gateway\r\n\r\n"),
    publishPacket(temperature.topic, '{"temp":1}'),
    connectPacket("x".repeat(5_000)),
  ];
  for (const opening of openings) {
    const socket = createConnection({ port, host: "127.0.0.1" });
    socket.on("error", () => socket.destroy());
    socket.write(opening);
    await cut(socket);
  }
  expect([hall.count("refused"), hall.count("oversized"), hall.told(), drops()]).toEqual([2, 1, [], 0]);
});

test("a topic that is not UTF-8, or holds NUL, closes the connection", async () => {
  const { hall, port, drops } = await hallWithDevice();
  for (const topic of [Uint8Array.from([0x73, 0xff, 0xfe]), "site/\0/zone"]) {
    const client = await rawClient(port, "garbled");
    client.write(publishPacket(topic, '{"temp":1}'));
    await cut(client);
  }
  expect([hall.count("refused"), hall.count("unknown"), drops()]).toEqual([2, 0, 0]);
});

test("a client that says nothing for its keep-alive is cut off, and its last will is told", async () => {
  const hall = await startHall({
    points: [
      {
        ...temperature,
        availability: { topic: "site/zone/hall/status", online: "online", offline: "offline" },
      },
    ],
  });
  ends.push(() => hall.driver.stop());
  const client = createConnection({ port: hall.driver.port(), host: "127.0.0.1" });
  const will = [text("site/zone/hall/status"), text("offline")];
  client.write(packet(0x10, text("MQTT"), Buffer.from([4, 0x06, 0, 1]), text("sleepy"), ...will));
  await cut(client);
  await expect.poll(hall.told).toEqual(["temperature: device reports offline (last will)"]);
});

test("three thousand damaged conversations: the broker lives, a good client is never dropped", async () => {
  const { hall, good, port, drops } = await hallWithDevice();
  const random = seeded(0x4d515454);
  const whole = [
    connectPacket("fuzz"),
    packet(
      0x10,
      text("MQTT"),
      Buffer.from([4, 0xc6, 0, 5]),
      text("w"),
      text("a/b"),
      text("x"),
      text("u"),
      text("p"),
    ),
    packet(0x10, text("MQTT"), Buffer.from([5, 2, 0, 60, 0]), text("five")),
    publishPacket(temperature.topic, "{}"),
    packet(0x32, text("a/b"), Buffer.from([0, 7]), Buffer.from('{"v":1}')),
    packet(0x34, text("a/b"), Buffer.from([0, 8]), Buffer.from('{"v":1}')),
    packet(0x62, Buffer.from([0, 8])),
    packet(0x82, Buffer.from([0, 9]), text("a/#"), Buffer.from([1])),
    packet(0xa2, Buffer.from([0, 10]), text("a/#")),
    packet(0xc0),
    packet(0xe0),
  ];
  const anyOf = (packets: readonly Buffer[]) => packets[random(packets.length)] ?? Buffer.alloc(0);
  const damaged = (): Buffer => {
    const opening = random(4) === 0 ? [] : [connectPacket("fuzz")];
    const bytes = Buffer.concat([...opening, ...Array.from({ length: 1 + random(6) }, () => anyOf(whole))]);
    for (let i = random(6); i > 0; i--) bytes[random(bytes.length)] = random(256);
    return bytes.subarray(0, random(5) === 0 ? random(bytes.length) : bytes.length);
  };
  const attack = async () => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    socket.on("error", () => socket.destroy());
    socket.end(damaged());
    await cut(socket);
  };
  for (let round = 1; round <= 60; round++) {
    await Promise.all(Array.from({ length: 50 }, attack));
    await good.publishAsync(temperature.topic, `{"temp":${round / 10}}`, { qos: 1 });
  }
  expect(drops()).toBe(0);
  expect(hall.readings.filter(({ quality }) => quality === "good").map(({ value }) => value)).toEqual(
    Array.from({ length: 60 }, (_, i) => (i + 1) / 10),
  );
  expect(hall.driver.health()).toMatchObject([{ state: "up" }]);
});

const seeded = (seed: number) => {
  let state = seed;
  return (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
};
