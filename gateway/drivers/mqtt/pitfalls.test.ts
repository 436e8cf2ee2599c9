import { afterEach, expect, test } from "vitest";
import { deviceAt, EMBEDDED, gone, startHall } from "./testing/hall.ts";
import { pointsOf } from "./testing/points.ts";
import { topicTable } from "./topics.ts";

const temperature = { id: "temperature", class: "zone-air-temp", topic: "hall/zone", path: ["temp"] };
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
const openHall = async (limits = {}) => {
  const hall = await startHall({ points: [temperature], broker: { ...EMBEDDED, limits } });
  ends.push(() => hall.driver.stop());
  const come = async (clientId: string) => {
    const device = await deviceAt(hall.driver.port(), { clientId });
    ends.push(() => device.endAsync(true));
    return device;
  };
  return { hall, come };
};

test("a storm of topics, deep JSON, bytes that are no text: all counted by client, and the hall reads on", async () => {
  const { hall, come } = await openHall({ topics: 300, depth: 16 });
  const [storm, device] = [await come("storm"), await come("device")];
  for (let i = 0; i < 1_000; i++) storm.publish(`x/${i}/y`, "1");
  await storm.publishAsync("a/".repeat(40), "1", { qos: 1 });
  await device.publishAsync(temperature.topic, `{"temp":${"[".repeat(17)}1${"]".repeat(17)}}`, { qos: 1 });
  await device.publishAsync(temperature.topic, Buffer.from([0x7b, 0xc3, 0x28, 0x7d]), { qos: 1 });
  await device.publishAsync(temperature.topic, '{"temp":20}', { qos: 1 });
  expect([hall.count("unknown"), hall.count("limited"), hall.count("malformed")]).toEqual([300, 701, 2]);
  expect(hall.count("client storm (127.0.0.1)")).toBe(701);
  expect([storm.connected, hall.driver.unknownTopics().length]).toEqual([true, 200]);
  expect(hall.told()).toEqual([
    "temperature: payload is nested deeper than 16 levels",
    "temperature: payload is not UTF-8",
    "temperature=20",
  ]);
});

test("two devices with one client id push each other out: the fourth time within a minute it is told, once", async () => {
  const { hall, come } = await openHall();
  for (let i = 0; i < 6; i++) await come("twin");
  expect([hall.count("takeOvers"), hall.logged.map(({ event }) => event)]).toEqual([
    5,
    ["mqtt client id used twice"],
  ]);
});

test("$SYS is the broker's own, shared subscriptions are refused, and a leading slash is a level of its own", async () => {
  const { hall, come } = await openHall();
  const device = await come("neuron");
  await device.publishAsync("/hall/zone", '{"temp":99}', { qos: 1 });
  expect([hall.told(), hall.driver.unknownTopics().map(({ topic }) => topic)]).toEqual([[], ["/hall/zone"]]);
  await expect(device.subscribeAsync("$share/g/hall/zone")).rejects.toThrow();
  const closed = gone(device);
  device.publish("$SYS/broker/uptime", "1");
  await closed;
  expect([hall.count("denied"), hall.count("refused")]).toEqual([1, 1]);
});

test("of another broker exactly the topics of the site file are asked for, whatever else is on it", () => {
  const points = pointsOf([temperature, { ...temperature, id: "b", topic: "hall/+/x" }]);
  const filters = points.flatMap(({ source }) => (source.is === "mqtt" ? [[source.topic, 0] as const] : []));
  expect(topicTable(filters, found => found).subscriptions).toEqual(["hall/zone", "hall/+/x"]);
});
