import { describe, expect, test } from "vitest";
import { mqttProfilePoint } from "./build-mqtt-profile.ts";
import type { PointDraft } from "./building.ts";
import type { MqttFamily } from "./mqtt.ts";
import { pointClasses } from "./point-classes.ts";
import type { MqttProfile, MqttProfilePoint } from "./profile.ts";

const TEMPERATURE = pointClasses.get("zone-air-temp")!;

/** The source of a point at these places, and what was told to whoever wrote the file. */
const built = (
  family: MqttFamily,
  places: MqttProfilePoint["places"],
  mqtt: { base?: string; id?: string } | undefined,
  more: Partial<MqttProfilePoint> = {},
) => {
  const told: string[] = [];
  const draft = {
    building: {
      tree: { sources: {} },
      written: { sources: { mqtt: {} }, equipment: { D1: { mqtt } } },
      report: ({ code, path, why }: { code: string; path: readonly unknown[]; why: string }) =>
        told.push(`${code} ${path.join(".")}: ${why}`),
    },
    owner: { id: "D1", path: ["equipment", "D1"], mqtt },
    class: TEMPERATURE,
    scale: 1,
    offset: 0,
  } as unknown as PointDraft;
  const point = { is: "mqtt", class: TEMPERATURE, places, scale: 1, offset: 0, ...more };
  const profile = { is: "mqtt", id: "model-1", family, points: { t: point } } as unknown as MqttProfile;
  return { source: mqttProfilePoint(draft, profile, "t"), told };
};

describe("where a device tells its points, by what the site file calls it", () => {
  test.each([
    [
      "zigbee2mqtt",
      "{base}",
      ["temperature"],
      "zigbee2mqtt/hall-2/x",
      "zigbee2mqtt/hall-2/x",
      ["temperature"],
    ],
    [
      "tasmota",
      "tele/{base}/SENSOR",
      ["AM2301", "Temperature"],
      "row-1",
      "tele/row-1/SENSOR",
      ["AM2301", "Temperature"],
    ],
    ["homie", "air/temperature", [], "homie/fridge", "homie/fridge/air/temperature", []],
    ["homie", "{base}/$state", [], "homie/fridge", "homie/fridge/$state", []],
    ["sparkplug", "Air/Temp", [], "hall/edge1/db1", "spBv1.0/hall/+/edge1/db1", ["Air/Temp"]],
    ["sparkplug", "Air/Temp", [], "hall/edge1", "spBv1.0/hall/+/edge1", ["Air/Temp"]],
  ] as const)("%s: %s", (family, topic, path, base, placed, placedPath) => {
    expect(built(family, [{ topic, path }], { base })).toMatchObject({
      source: { is: "mqtt", family, device: base, topic: placed, path: placedPath, scale: 1 },
      told: [],
    });
  });

  test("one of several behind a base: a probe by its Id, a channel by its number", () => {
    const probe = built("tasmota", [{ topic: "tele/{base}/SENSOR", path: ["DS18B20", "Temperature"] }], {
      base: "cold-room",
      id: "00000A11CC39",
    });
    expect(probe.source?.path).toEqual(["DS18B20[00000A11CC39]", "Temperature"]);
    const places = [
      { topic: "{base}/status/switch:0", path: ["temperature", "tC"] },
      { topic: "{base}/events/rpc", path: ["params", "switch:0", "temperature", "tC"] },
      { topic: "{base}/online", path: [] },
    ];
    const write = { topic: "{base}/command/switch:0" };
    const channel = built("shelly", places, { base: "shelly-1", id: "2" }, { write });
    expect(channel.source).toMatchObject({
      topic: "shelly-1/status/switch:2",
      path: ["temperature", "tC"],
      also: [
        { topic: "shelly-1/events/rpc", path: ["params", "switch:2", "temperature", "tC"] },
        { topic: "shelly-1/online", path: [] },
      ],
      write: { topic: "shelly-1/command/switch:2" },
    });
  });

  test("a base with a dollar is no pattern", () => {
    expect(built("plain", [{ topic: "a/{base}", path: [] }], { base: "x$&y" }).source?.topic).toBe("a/x$&y");
  });
});

describe("what is wrong is told with its place", () => {
  test.each([
    ["zigbee2mqtt", undefined, "CFG401 equipment.D1: nothing says which model-1 this is"],
    [
      "sparkplug",
      { base: "edge1" },
      'CFG209 equipment.D1.mqtt.base: "edge1" is not how a device of sparkplug is called',
    ],
    [
      "homie",
      { base: "homie/fridge/air" },
      'CFG209 equipment.D1.mqtt.base: "homie/fridge/air" is not how a device of homie is called',
    ],
    [
      "chirpstack",
      { base: "24e1" },
      'CFG209 equipment.D1.mqtt.base: "24e1" is not how a device of chirpstack is called',
    ],
    [
      "home-assistant",
      { base: "x" },
      "CFG401 equipment.D1: model-1 is what a device says of itself, and no source",
    ],
  ] as const)("%s %j", (family, mqtt, line) => {
    expect(built(family, [{ topic: "{base}", path: [] }], mqtt)).toEqual({ source: undefined, told: [line] });
  });
});
