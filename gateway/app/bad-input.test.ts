import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { after, instant, minutes, toIso } from "#rules/time/instant.ts";
import { cut, header, publishPacket, rawClient } from "../drivers/mqtt/testing/raw.ts";
import { describeWith, startMosquitto } from "../stores/testing/servers.ts";
import { until } from "../stores/testing/until.ts";
import type { WireHealth } from "../wire/health.ts";
import type { WirePoint } from "../wire/point.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

const pointOf = async ({ api }: RunningHall, id: string): Promise<WirePoint | undefined> =>
  (await api.read<{ points: WirePoint[] }>("/api/points")).points.find(({ point }) => point === id);
const mqttOf = async ({ api }: RunningHall) => (await api.read<WireHealth>("/api/health")).sources[0];

/** Sends a payload and waits until the point shows what it is to show. */
const sends = async (
  hall: RunningHall,
  device: MqttClient,
  [topic, payload]: readonly [string, string | Buffer],
  [id, shown]: readonly [string, string | number],
) => {
  await device.publishAsync(topic, payload, { qos: 1 });
  const told = (point: WirePoint | undefined) => (point?.state === "bad" ? point.reason : point?.value);
  await until(`${id} shows ${shown}`, async () => told(await pointOf(hall, id)) === shown).catch(async () =>
    expect(await pointOf(hall, id)).toMatchObject({ point: id, reason: shown }),
  );
};

/** What a broken, badly set or hostile device may send for one meter, and what people read of it. */
const METER: readonly (readonly [string | Buffer, string | number])[] = [
  ['{"power":12}', 12],
  ['{"power":', "payload is not JSON: it ends too early, after 9 characters"],
  ["power=12", 'payload is not JSON: unexpected "power=12" at character 1'],
  [Buffer.from([0x7b, 0xff, 0x7d]), "payload is not UTF-8"],
  ['{"power":"12.5"}', 12.5],
  ['{"power":"12,5"}', 'device reports "12,5", which is not a number: set it to write a decimal point'],
  ['{"power":"0x12"}', 'device reports "0x12" where a number belongs'],
  ['{"power":""}', 'device reports "" where a number belongs'],
  ['{"power":NaN}', 'payload is not JSON: unexpected "NaN}" at character 10'],
  ['{"power":1e999}', "device reports a number too large to be held exactly"],
  ['{"power":null}', "device reports null"],
  ['{"power":true}', "device reports true where a number belongs"],
  ['{"power":{"value":12}}', "device reports an object where a number belongs"],
  ['{"power":[12]}', "device reports a list where a number belongs"],
  [`${"[".repeat(10_000)}${"]".repeat(10_000)}`, "payload is nested deeper than 16 levels"],
  ['{"power":1,"power":2}', 'payload is ambiguous: key "power" stands twice, again at character 12'],
  ['{"power":1e12}', "1000000000000 W is outside -1000000..1000000"],
  ['{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1,"power":13}', 13],
];

describe("while somebody sends nonsense of every kind", () => {
  let hall: RunningHall;
  let good: MqttClient;
  let bad: MqttClient;
  /** Times of all that the good light said. */
  const said: string[] = [];
  let timer: NodeJS.Timeout;

  beforeAll(async () => {
    hall = await startHall({ begin: "11:59", speed: 60 });
    good = await connectAsync(hall.mqttUrl, { clientId: "good" });
    bad = await connectAsync(hall.mqttUrl, { clientId: "bad" });
    timer = setInterval(() => {
      const ts = toIso(hall.clock.now());
      said.push(ts);
      good.publish("office/L1", JSON.stringify({ ts, power: 200 }), { qos: 1 });
      good.publish("office/room", JSON.stringify({ ts, people: 0 }), { qos: 1 });
    }, 50);
  });
  afterAll(async () => {
    clearInterval(timer);
    await Promise.all([good.endAsync(true), bad.endAsync(true)]);
    await hall.stop();
  });

  test("the meter that it is sent for is bad with the reason, and good again with the next good value", async () => {
    for (const [payload, shown] of METER) await sends(hall, bad, ["office/M1", payload], ["M1.power", shown]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test("a word that nobody agreed on is bad, and says which are known; the other point of the message is good", async () => {
    await sends(
      hall,
      bad,
      ["office/D1", '{"contact":"CLOSED","lock":"locked "}'],
      ["D1.lock", 'device reports "locked", which is none of LOCKED, UNLOCKED'],
    );
    expect(await pointOf(hall, "D1.contact")).toMatchObject({ state: "good", word: "closed" });
    const word = 'device reports "__proto__", which is none of LOCKED, UNLOCKED';
    await sends(hall, bad, ["office/D1", '{"lock":"__proto__"}'], ["D1.lock", word]);
  });

  test("a device whose clock is wrong is believed from the moment of receipt, and that is told", async () => {
    for (const [year, value] of [
      [1970, 21],
      [2036, 22],
    ] as const) {
      const before = hall.clock.now();
      const payload = JSON.stringify({ ts: `${year}-01-01T00:00:00Z`, power: value });
      await sends(hall, bad, ["office/M1", payload], ["M1.power", value]);
      const at = Date.parse((await pointOf(hall, "M1.power"))?.at ?? "");
      expect(at).toBeGreaterThanOrEqual(before);
      expect(at).toBeLessThanOrEqual(hall.clock.now());
    }
    const mqtt = await mqttOf(hall);
    expect(mqtt?.counts.clock).toBe(2);
    expect(mqtt?.lastError).toBe(
      "office/M1: its time is before 2020 or ahead of the hall's: set the device's clock; until then the moment of receipt counts",
    );
  });

  test("topics that the hall does not know are counted and hurt nobody", async () => {
    const before = (await mqttOf(hall))?.counts.unknown ?? 0;
    for (const topic of ["__proto__", "constructor", "office", "office/L1/set", "/office/L1"])
      await bad.publishAsync(topic, "1", { qos: 1 });
    expect((await mqttOf(hall))?.counts.unknown).toBe(before + 5);
  });

  test("a packet that is announced too large is cut off before it is read, and so is what is no MQTT", async () => {
    const before = (await mqttOf(hall))?.counts;
    const port = Number(new URL(hall.mqttUrl).port);
    const large = await rawClient(port, "large");
    large.write(header(0x30, 268_435_455));
    await cut(large);
    const garbled = await rawClient(port, "garbled");
    garbled.write(publishPacket(Uint8Array.from([0xff, 0xfe]), "1"));
    await cut(garbled);
    const after = (await mqttOf(hall))?.counts;
    expect(after?.oversized).toBe((before?.oversized ?? 0) + 1);
    expect(after?.refused).toBe((before?.refused ?? 0) + 1);
  });

  test("the light is found all the same, to the millisecond, and nothing that it said is lost", async () => {
    await until("it is found", async () => (await hall.api.alerts()).some(({ target }) => target === "L1"));
    const alert = (await hall.api.alerts()).find(({ target }) => target === "L1");
    const since = Math.max(Date.parse("2025-07-08T12:00:00+08:00"), Date.parse(said[0] ?? ""));
    expect(alert).toMatchObject({
      fact: "light-on",
      condition: "active",
      openedAt: toIso(after(instant(since), minutes(5))),
      gapSeconds: 0,
      occurrences: 1,
    });
    expect((await hall.api.events(alert?.id ?? "")).map(({ is }) => is)).toEqual(["raised"]);
    clearInterval(timer);
    const { values } = await hall.api.read<{ values: { at: string; value: number }[] }>(
      "/api/points/L1.power/history?limit=10000",
    );
    expect(values.every(({ value }) => value === 200)).toBe(true);
    expect(values.map(({ at }) => at)).toEqual(said.slice(0, values.length));
    expect(said.length - values.length).toBeLessThanOrEqual(1);
  });

  test("all of it is counted, and the gateway is well", async () => {
    const { status, sources, stores, points } = await hall.api.read<WireHealth>("/api/health");
    expect([status, sources.length, points.bad]).toEqual(["ok", 1, 1]);
    expect(sources[0]).toMatchObject({ id: "mqtt", state: "up", counts: { malformed: 6, oversized: 1 } });
    expect(stores[0]?.counts).toMatchObject({ dropped: 0 });
    const metrics = await (await fetch(`${hall.api.url}/metrics`)).text();
    for (const event of ["malformed", "oversized", "unknown", "refused", "clock"])
      expect(metrics).toMatch(
        new RegExp(`^hallwatch_source_events_total\\{source="mqtt",event="${event}"\\} [1-9]`, "m"),
      );
    expect(metrics).toContain('hallwatch_points{state="bad"} 1\n');
  });
});

describeWith("mosquitto", "a message that mosquitto remembered", () => {
  test("is shown as last known, but is no news: its point stays unheard of until the device speaks", async () => {
    const broker = await startMosquitto();
    const device = await connectAsync(broker.url);
    await device.publishAsync("office/D1", '{"contact":"CLOSED","lock":"LOCKED"}', { qos: 1, retain: true });
    const old = toIso(instant(Date.parse("2025-07-08T10:10:00+08:00")));
    await device.publishAsync("office/M1", JSON.stringify({ ts: old, power: 7 }), { qos: 1, retain: true });
    const hall = await startHall({ broker: broker.url });
    await until("both have come", async () => (await mqttOf(hall))?.counts.messages === 2);
    expect(await pointOf(hall, "D1.lock")).toMatchObject({ state: "never", word: "locked", at: null });
    expect(await pointOf(hall, "M1.power")).toMatchObject({ value: 7, at: old, state: "stale" });

    await device.publishAsync("office/D1", '{"contact":"CLOSED","lock":"LOCKED"}', { qos: 1 });
    await until("it is heard", async () => (await pointOf(hall, "D1.lock"))?.state === "good");
    await device.endAsync(true);
    await hall.stop();
    await broker.remove();
  });
});
