import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import { silent } from "#gateway/ports/log.ts";
import { instant } from "#rules/time/instant.ts";
import { changeCredentials } from "./credential-file.ts";
import { newToken, withNew } from "./credentials.ts";
import { packetGuard } from "./guard.ts";
import { intake } from "./intake.ts";
import { deviceAt, EMBEDDED, startHall } from "./testing/hall.ts";
import { pointsOf, WORDS } from "./testing/points.ts";
import { cut, header, packet, publishPacket, text } from "./testing/raw.ts";
import { troubles } from "./troubles.ts";

// Only what is still held counts as growth, so what is not is collected first.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** What this process still holds, in MB. */
const heldMb = (): number => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
};

const seeded = (seed: number) => {
  let state = seed;
  return (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
};
const good = { id: "good", class: "zone-air-temp", owner: "good", topic: "hall/good", path: ["temp"] };
const target = {
  id: "target",
  class: "zone-air-temp",
  owner: "target",
  topic: "hall/target",
  path: ["temp"],
};
const door = {
  id: "door",
  class: "door-contact",
  owner: "target",
  topic: "hall/target",
  path: ["contact"],
  values: WORDS.contact,
};
const JSON_TEXT =
  '{"temp":21.5,"contact":"OPEN","nested":{"a":[1,2,{"b":null}],"s":"\\u00e9\\n"},"ts":"2025-07-08T09:45:00Z"}';

/** Some bytes changed, doubled, cut out or put in. */
const mutated = (bytes: Buffer, random: (limit: number) => number): Buffer => {
  let all = Buffer.from(bytes);
  for (let i = 1 + random(4); i > 0 && all.length > 0; i--) {
    const at = random(all.length);
    const end = Math.min(all.length, at + 1 + random(8));
    const piece = all.subarray(at, end);
    const parts = [
      [all.subarray(0, at), Buffer.from([random(256)]), all.subarray(at + 1)],
      [all.subarray(0, end), piece, all.subarray(end)],
      [all.subarray(0, at), all.subarray(end)],
      [all.subarray(0, at), Buffer.from('{"[\\'.charAt(random(4)).repeat(1 + random(20))), all.subarray(at)],
    ][random(4)];
    all = Buffer.concat(parts ?? []);
  }
  return all;
};

test("100,000 mutated payloads and topics: each is a reading, a bad reading or nothing, and nothing grows", () => {
  const random = seeded(0x4d515454);
  const clock = systemClock();
  const points = pointsOf([target, door]).flatMap(point =>
    point.source.is === "mqtt" ? [{ point, source: point.source }] : [],
  );
  const taken = intake({ points, clock, troubles: troubles(clock, silent), maxBytes: 4_096 });
  const seen = { good: 0, bad: 0 };
  taken.deliverTo(readings => {
    for (const { quality, value } of readings) {
      if (quality === "bad") seen.bad++;
      else {
        seen.good++;
        if (!Number.isFinite(value)) throw new Error(`a good reading of ${value}`);
      }
    }
  });
  const payload = Buffer.from(JSON_TEXT);
  let warm = 0;
  for (let i = 0; i < 100_000; i++) {
    const topic =
      random(10) === 0 ? mutated(Buffer.from(target.topic), random).toString("latin1") : target.topic;
    taken.take(topic, mutated(payload, random), random(8) === 0);
    if (i % 100 === 0) taken.flush();
    if (i === 20_000) {
      warm = heldMb();
    }
  }
  taken.flush();
  const grownMb = heldMb() - warm;
  expect(seen.good).toBeGreaterThan(10_000);
  expect(seen.bad).toBeGreaterThan(50_000);
  expect(taken.unknownTopics().length).toBeLessThanOrEqual(200);
  expect(grownMb).toBeLessThan(10);
});

test("100,000 mutated packets in any chunks: the guard follows them or says what is wrong, and never lets a long one by", () => {
  const random = seeded(0x47554152);
  const limits = { connectBytes: 200, packetBytes: 1_000 };
  const whole = [
    publishPacket("a/b", JSON_TEXT),
    packet(0x82, Buffer.from([0, 9]), text("a/#"), Buffer.from([1])),
    packet(0xc0),
    header(0x30, 268_435_455),
    header(0x30, 1_001),
  ];
  const connect = packet(0x10, text("MQTT"), Buffer.from([4, 2, 0, 60]), text("x"));
  const told = new Map<string, number>();
  for (let i = 0; i < 100_000; i++) {
    const bytes = Buffer.concat([connect, mutated(whole[random(whole.length)] ?? connect, random), connect]);
    const violates = packetGuard(limits);
    let is = "followed";
    for (let at = 0; at < bytes.length && is === "followed"; ) {
      const end = at + 1 + random(40);
      is = violates(bytes.subarray(at, end))?.is ?? "followed";
      at = end;
    }
    told.set(is, (told.get(is) ?? 0) + 1);
  }
  expect([...told.keys()].sort()).toEqual(["followed", "malformed-length", "oversized"]);
  expect(Math.min(...told.values())).toBeGreaterThan(500);
});

test("100,000 mutated packets of devices that are in: the broker lives, grows no more, and a good device loses nothing", async () => {
  const ATTACKERS = 40;
  const CONVERSATIONS = 100;
  const PACKETS = 25;
  const WHOLE = 18;
  const directory = mkdtempSync(join(tmpdir(), "hallwatch-fuzz-"));
  const add = (id: string, topics: readonly string[] = []): string => {
    const token = newToken();
    const made = { id, is: "device", owners: [id === "good" ? id : "target"], topics } as const;
    changeCredentials(directory, all => withNew(all, made, token, instant(0)));
    return token;
  };
  const token = add("good");
  const attackers = Array.from({ length: ATTACKERS }, (_, i) => {
    const id = `fuzz-${i}`;
    return { id, token: add(id, ["fuzz/#"]) };
  });
  const broker = { ...EMBEDDED, maxPacketBytes: 2_000, clients: "named", limits: { topics: 100 } } as const;
  const hall = await startHall({ points: [good, target, door], broker, directory });
  try {
    const port = hall.driver.port();
    const device = await deviceAt(port, { clientId: "good", username: "good", password: token });
    let drops = 0;
    device.on("close", () => drops++);
    const random = seeded(0x46555a5a);
    const body = (...parts: readonly Uint8Array[]) => Buffer.concat(parts);
    const bodies: readonly (readonly [number, Buffer])[] = [
      [0x30, body(text("hall/target"), Buffer.from(JSON_TEXT))],
      [0x32, body(text("hall/target"), Buffer.from([0, 7]), Buffer.from(JSON_TEXT))],
      [0x35, body(text("fuzz/x/y"), Buffer.from([0, 8]), Buffer.from("1"))],
      [0x62, Buffer.from([0, 8])],
      [0x82, body(Buffer.from([0, 9]), text("fuzz/#"), Buffer.from([1]))],
      [0xa2, body(Buffer.from([0, 10]), text("fuzz/#"))],
      [0xc0, Buffer.alloc(0)],
    ];
    let sent = 0;
    /** What ends a conversation comes last: until then the frames are whole, and the mutations reach the payloads. */
    const conversation = (): Buffer => {
      const packets = Array.from({ length: PACKETS }, (_, i) => {
        sent++;
        if (i < WHOLE) return publishPacket("hall/target", mutated(Buffer.from(JSON_TEXT), random));
        const [first, inside] = bodies[random(bodies.length)] ?? [0xc0, Buffer.alloc(0)];
        const isFramed = i < PACKETS - 1;
        return isFramed ? packet(first, mutated(inside, random)) : mutated(packet(first, inside), random);
      });
      return Buffer.concat(packets);
    };
    const attack = async ({ id, token: password }: { id: string; token: string }) => {
      const socket = createConnection({ port, host: "127.0.0.1" });
      socket.on("error", () => socket.destroy());
      const proof = [text(id), text(id), text(password)];
      socket.write(packet(0x10, text("MQTT"), Buffer.from([4, 0xc2, 0, 60]), ...proof));
      await once(socket, "data");
      socket.end(conversation());
      await cut(socket);
    };
    let warm = 0;
    for (let round = 1; round <= CONVERSATIONS; round++) {
      await Promise.all(attackers.map(attack));
      await device.publishAsync(good.topic, `{"temp":${round / 10}}`, { qos: 1 });
      if (round === 20) {
        warm = heldMb();
      }
    }
    const grownMb = heldMb() - warm;
    expect(sent).toBe(ATTACKERS * CONVERSATIONS * PACKETS);
    expect(hall.count("messages")).toBeGreaterThan(50_000);
    // Most of it are the readings that this test keeps to compare.
    expect(grownMb).toBeLessThan(50);
    expect(drops).toBe(0);
    const values = hall.readings
      .filter(({ point, quality }) => point === 0 && quality === "good")
      .map(({ value }) => value);
    expect(values).toEqual(Array.from({ length: CONVERSATIONS }, (_, i) => (i + 1) / 10));
    expect(hall.driver.health()).toMatchObject([{ state: "up" }]);
    expect(
      Object.keys(hall.driver.health()[0]?.counts ?? {}).filter(name => name.startsWith("client ")).length,
    ).toBeLessThanOrEqual(20);
    await device.endAsync(true);
  } finally {
    await hall.driver.stop();
    rmSync(directory, { recursive: true, force: true });
  }
});
