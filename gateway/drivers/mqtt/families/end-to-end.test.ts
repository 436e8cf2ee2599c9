import type { MqttClient } from "mqtt";
import { afterEach, describe, expect, test } from "vitest";
import { scaledClock } from "#gateway/ports/clock.ts";
import type { MqttBroker } from "#rules/site/model.ts";
import { instant } from "#rules/time/instant.ts";
import { describeWith, startMosquitto } from "../../../stores/testing/servers.ts";
import { PATIENCE_MS } from "../../../stores/testing/until.ts";
import { edgeNode, isRebirthRequest, type MetricSketch } from "../testing/edge-node.ts";
import { deviceAt, type Hall, startHall } from "../testing/hall.ts";
import type { PointSketch } from "../testing/points.ts";

const PATIENCE = { timeout: PATIENCE_MS };
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const point = (id: string, of: string, name: string): PointSketch => ({
  id,
  class: of,
  family: "sparkplug",
  device: "hall/edge1/db1",
  topic: "spBv1.0/hall/+/edge1/db1",
  path: [name],
});
const POINTS = [point("power", "elec-power-active", "Power"), point("temp", "zone-air-temp", "Temp")];
const BIRTH: readonly MetricSketch[] = [
  { name: "Power", alias: 1, type: "Float", value: 2467.5 },
  { name: "Temp", alias: 2, type: "Int16", value: 21 },
];
/** Five seconds of the hall in a quarter of a second. */
const fast = () => scaledClock({ start: instant(Date.now()), origin: instant(Date.now()), speed: 20 });
const hall = async (broker?: MqttBroker): Promise<Hall> => {
  const started = await startHall({ points: POINTS, clock: fast(), ...(broker && { broker }) });
  ends.push(() => started.driver.stop());
  return started;
};

/** An edge node that answers whoever asks for a rebirth, as the specification wants it. */
const edgeAt = async (url: number | string, bdSeq: number) => {
  const node = edgeNode(bdSeq);
  const { topic, payload } = node.ndeath(Date.now());
  const client: MqttClient = await deviceAt(url, { will: { topic, payload, qos: 1, retain: false } });
  ends.push(() => client.endAsync(true));
  const send = (message: { topic: string; payload: Buffer }) =>
    client.publishAsync(message.topic, message.payload);
  const beBorn = async () => {
    await send(node.nbirth(Date.now()));
    await send(node.dbirth(Date.now(), BIRTH));
  };
  let asked = 0;
  client.on("message", (where, bytes) => {
    if (where !== "spBv1.0/hall/NCMD/edge1" || !isRebirthRequest(bytes)) return;
    asked++;
    void beBorn();
  });
  await client.subscribeAsync("spBv1.0/hall/NCMD/edge1", { qos: 1 });
  return { node, client, send, beBorn, asked: () => asked };
};

describeWith("mosquitto", "an edge node of Sparkplug behind mosquitto", () => {
  test("was born before the gateway came: it is asked, is born again, and dies by its will", async () => {
    const server = await startMosquitto({ lines: [] });
    ends.push(() => server.remove());
    const edge = await edgeAt(server.url, 1);
    await edge.beBorn();
    const running = await hall({ is: "external", url: server.url, version: 4, maxPacketBytes: 65_536 });
    await expect.poll(running.told, PATIENCE).toEqual(["power=2467.5", "temp=21"]);
    expect(edge.asked()).toBe(1);
    await edge.send(edge.node.ddata(Date.now(), [{ alias: 2, type: "Int16", value: -4 }]));
    await expect.poll(running.told, PATIENCE).toEqual(["power=2467.5", "temp=21", "temp=-4"]);
    edge.client.stream.destroy();
    await expect
      .poll(() => running.told().slice(3), PATIENCE)
      .toEqual(["power: edge node is gone (last will)", "temp: edge node is gone (last will)"]);
  });

  test("sees that the gateway is there, and by its will that it is gone", async () => {
    const server = await startMosquitto({ lines: [] });
    ends.push(() => server.remove());
    const edge = await deviceAt(server.url);
    ends.push(() => edge.endAsync(true));
    const states: { online: boolean }[] = [];
    edge.on("message", (_topic, payload) => states.push(JSON.parse(payload.toString())));
    await edge.subscribeAsync("spBv1.0/STATE/hallwatch-test-hall", { qos: 1 });
    const running = await hall({ is: "external", url: server.url, version: 4, maxPacketBytes: 65_536 });
    await expect.poll(() => states.map(({ online }) => online), PATIENCE).toEqual([true]);
    await running.driver.stop();
    await expect.poll(() => states.map(({ online }) => online), PATIENCE).toEqual([true, false]);
  });
});

describe("an edge node of Sparkplug on the embedded broker", () => {
  test("is asked for a rebirth when a message of it is missing, and answers", async () => {
    const running = await hall();
    const edge = await edgeAt(running.driver.port(), 1);
    await edge.beBorn();
    await expect.poll(running.told, PATIENCE).toEqual(["power=2467.5", "temp=21"]);
    edge.node.ddata(Date.now(), []);
    await edge.send(edge.node.ddata(Date.now(), [{ alias: 2, type: "Int16", value: 9 }]));
    await expect.poll(() => edge.asked(), PATIENCE).toBe(1);
    const why = "message 2 of the edge node is missing: asked for a rebirth";
    await expect
      .poll(() => running.told().slice(2), PATIENCE)
      .toEqual([`power: ${why}`, `temp: ${why}`, "power=2467.5", "temp=21"]);
  });

  test("that speaks without a birth is asked at once", async () => {
    const running = await hall();
    const edge = await edgeAt(running.driver.port(), 1);
    edge.node.nbirth(Date.now());
    await edge.send(edge.node.ddata(Date.now(), [{ alias: 2, type: "Int16", value: 9 }]));
    await expect.poll(() => edge.asked(), PATIENCE).toBe(1);
    await expect.poll(running.told, PATIENCE).toEqual(["power=2467.5", "temp=21"]);
  });
});
