import type { MqttClient } from "mqtt";
import { afterEach, expect, test } from "vitest";
import { deviceAt, EMBEDDED, type HallSketch, startHall } from "#gateway/drivers/mqtt/testing/hall.ts";
import { describeWith, startMosquitto } from "#gateway/stores/testing/servers.ts";
import { outgoingOf } from "../testing/outgoing.ts";
import { mqttSender } from "./mqtt.ts";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
const hall = async (sketch: HallSketch) => {
  const started = await startHall(sketch);
  ends.push(() => started.driver.stop());
  return started;
};
/** What a lamp hears on a topic: `[topic, JSON, retained]`. */
const lampAt = async (client: MqttClient, topic: string) => {
  ends.push(() => client.endAsync(true));
  const heard: [string, { key: string; subject: string }, boolean][] = [];
  client.on("message", (at, payload, { retain }) => heard.push([at, JSON.parse(payload.toString()), retain]));
  await client.subscribeAsync(topic, { qos: 1 });
  return heard;
};
const { key } = outgoingOf();

test("a lamp on the hall's embedded broker hears a message with its key; who comes later hears nothing old", async () => {
  const { driver } = await hall({ points: [], broker: EMBEDDED });
  const heard = await lampAt(await deviceAt(driver.port()), "hall/+");
  const sender = mqttSender({ topic: "hall/messages", publish: driver.publish });
  expect(await sender.send(outgoingOf())).toMatchObject({ is: "sent" });
  await sender.send(outgoingOf({ address: "hall/lamp-2" }));
  await expect
    .poll(() => heard.map(([topic, said, retained]) => [topic, said.key, retained]))
    .toEqual([
      ["hall/messages", key, false],
      ["hall/lamp-2", key, false],
    ]);
  const late = await lampAt(await deviceAt(driver.port()), "hall/+");
  await sender.send(outgoingOf({ detail: "brief" }));
  await expect
    .poll(() => late.map(([, said]) => said.subject))
    .toEqual(["【重要】城东营业厅：安防告警 / Security alert"]);
});

test("a hall without a broker, one that is not running and one that does not answer are told in sentences", async () => {
  const { driver } = await hall({ points: [], broker: EMBEDDED });
  await driver.stop();
  const why = async (publish: Parameters<typeof mqttSender>[0]["publish"]) =>
    mqttSender({ topic: "t", publish, patienceMs: 50 }).send(outgoingOf());
  expect([await why(null), await why(driver.publish), await why(() => new Promise(() => {}))]).toEqual([
    { is: "failed", retry: false, why: "mqtt topic t: the hall has no MQTT broker (sources.mqtt)" },
    { is: "failed", retry: true, why: "mqtt topic t: the hall's broker is not running" },
    { is: "failed", retry: true, why: "mqtt topic t: the broker did not answer in 0.05 s" },
  ]);
});

describeWith("mosquitto", "a hall with its own broker (mosquitto)", () => {
  test("publishes there too, never retained, and says so while it is not connected", async () => {
    const server = await startMosquitto();
    ends.push(() => server.remove());
    const broker = { is: "external", url: server.url, version: 5, maxPacketBytes: 65_536 } as const;
    const { driver } = await hall({ points: [], broker });
    await expect.poll(() => driver.health()[0]?.state).toBe("up");
    const heard = await lampAt(await deviceAt(server.url), "hall/+");
    const sender = mqttSender({ topic: "hall/messages", publish: driver.publish });
    expect(await sender.send(outgoingOf())).toMatchObject({ is: "sent" });
    await expect.poll(() => heard.map(([, said, retained]) => [said.key, retained])).toEqual([[key, false]]);
    await server.stop();
    await expect.poll(() => driver.health()[0]?.state).toBe("down");
    expect(await sender.send(outgoingOf())).toMatchObject({
      is: "failed",
      retry: true,
      why: expect.stringContaining("is not connected"),
    });
  });
});
