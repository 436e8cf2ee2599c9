import { expect, test } from "vitest";
import { loadProfiles } from "#gateway/profiles/load.ts";
import { shapeOf } from "./families/shape.ts";
import { benchOf } from "./testing/bench.ts";
import { edgeNode } from "./testing/edge-node.ts";
import { profilesFor } from "./unknown-devices.ts";

test.each([
  ["zigbee2mqtt/hall-2/door-north", "zigbee2mqtt", "zigbee2mqtt/hall-2/door-north"],
  ["zigbee2mqtt/hall-2/door-north/availability", "zigbee2mqtt", "zigbee2mqtt/hall-2/door-north"],
  ["tele/lamp-row-1/SENSOR", "tasmota", "lamp-row-1"],
  ["site/lamp-row-1/stat/RESULT", "tasmota", "site/lamp-row-1"],
  ["shellypro3em-08f9e0aabbcc/status/em:0", "shelly", "shellypro3em-08f9e0aabbcc"],
  ["hall/plug-7/events/rpc", "shelly", "hall/plug-7"],
  ["homie/fridge/air/temperature", "homie", "homie/fridge"],
  [
    "application/7f1c/device/24e124aabbccdd01/event/up",
    "chirpstack",
    "application/7f1c/device/24e124aabbccdd01",
  ],
  ["spBv1.0/hall/DBIRTH/edge1/db1", "sparkplug", "hall/edge1/db1"],
  ["spBv1.0/hall/NBIRTH/edge1", "sparkplug", "hall/edge1"],
  ["homeassistant/sensor/db1/energy/config", "home-assistant", "homeassistant/sensor/db1/energy"],
  ["site/door/D1", null, "site/door/D1"],
])("%s is of %s %s", (topic, family, name) => {
  expect(shapeOf(topic)).toEqual({ family, name });
});

test.each(["zigbee2mqtt/bridge/devices", "spBv1.0/STATE/host", "tasmota/discovery/A1/config"])(
  "%s is of no device",
  topic => {
    expect(shapeOf(topic)).toBeNull();
  },
);

test("a device that nobody knows is listed with what it could be, and nothing of it is read", async () => {
  const bench = benchOf([]);
  const profiles = await loadProfiles();
  const door = "zigbee2mqtt/hall-2/door-east";
  expect(bench.take(door, '{"battery":97,"contact":false,"voltage":2985,"linkquality":9}')).toEqual([]);
  bench.take(door, '{"battery":97}');
  bench.take(
    "tele/lamp-2/SENSOR",
    '{"Time":"2026-11-21T20:05:10","ENERGY":{"Total":8,"Power":588,"Voltage":229}}',
  );
  bench.take("homie/fridge/air/temperature", "4.5");
  bench.take("site/door/D9", '{"contact":"OPEN"}');
  const node = edgeNode(1);
  bench.take("spBv1.0/hall/DBIRTH/edge1/db1", node.dbirth(0, [{ name: "Power/Total", value: 1 }]).payload);
  const listed = bench.intake.unknownDevices();
  expect(listed.map(each => [each.name, each.family, each.messages, profilesFor(each, profiles)[0]])).toEqual(
    [
      [door, "zigbee2mqtt", 2, "aqara-mccgq11lm"],
      ["lamp-2", "tasmota", 1, "tasmota-pow"],
      ["homie/fridge", "homie", 1, "homie4"],
      ["site/door/D9", null, 1, undefined],
      ["hall/edge1/db1", "sparkplug", 1, "sparkplug-b"],
    ],
  );
  for (const each of listed) expect(profilesFor(each, profiles).length).toBeLessThanOrEqual(5);
});

test("what announces itself is listed with its announcement, until that is withdrawn", () => {
  const bench = benchOf([]);
  const topic = "homeassistant/sensor/db1/energy/config";
  const config = {
    state_topic: "tele/db-1/SENSOR",
    value_template: "{{ value_json.ENERGY.Total }}",
    device_class: "energy",
  };
  bench.take(topic, JSON.stringify(config));
  const [device] = bench.intake.unknownDevices();
  expect(device).toMatchObject({
    family: "home-assistant",
    announced: [{ what: "sensor/energy", topic: "tele/db-1/SENSOR", path: ["ENERGY", "Total"] }],
  });
  bench.take(topic, "");
  expect(bench.intake.unknownDevices()).toMatchObject([{ announced: [] }]);
  bench.take(topic, JSON.stringify({ ...config, value_template: "{{ value | float }}" }));
  expect(bench.intake.unknownDevices()).toMatchObject([
    { announced: [], trouble: "value_template is more than a path: {{ value | float }}" },
  ]);
});

test("whoever makes up devices, keys and depths fills no memory", () => {
  const bench = benchOf([]);
  const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])));
  for (let i = 0; i < 1_000; i++) bench.take(`made/up/${i}`, wide);
  bench.take(`long/${"x".repeat(5_000)}`, "1");
  const listed = bench.intake.unknownDevices();
  expect(listed).toHaveLength(200);
  expect(Math.max(...listed.map(({ places }) => places.length))).toBe(100);
});
