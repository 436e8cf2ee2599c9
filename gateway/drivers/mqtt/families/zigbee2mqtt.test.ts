import { describe, expect, test } from "vitest";
import { hours, minutes, seconds } from "#rules/time/instant.ts";
import { benchOf } from "../testing/bench.ts";
import { type PointSketch, pointsOf } from "../testing/points.ts";

const DEVICE = "zigbee2mqtt/hall-2/door-north";
const own = { family: "zigbee2mqtt", device: DEVICE, topic: DEVICE } as const;
const CONTACT: PointSketch = {
  ...own,
  id: "contact",
  class: "door-contact",
  path: ["contact"],
  values: { true: "closed", false: "open" },
};
const BATTERY: PointSketch = { ...own, id: "battery", class: "device-battery", path: ["battery"] };
const ONLINE: PointSketch = {
  ...own,
  id: "online",
  class: "device-online",
  topic: `${DEVICE}/availability`,
  path: ["state"],
};
const start = (...sketches: readonly PointSketch[]) => benchOf(pointsOf(sketches));
const BRIDGE = "zigbee2mqtt/bridge/state";
const GONE = "zigbee2mqtt is offline: nothing behind it is known";

describe("the bridge", () => {
  test.each(["offline", '{"state":"offline"}'])("when it says %s, nothing behind it is known", said => {
    const bench = start(CONTACT, BATTERY, ONLINE);
    bench.take(DEVICE, '{"contact":true,"battery":97}');
    expect(bench.told(BRIDGE, said)).toEqual([`contact: ${GONE}`, `battery: ${GONE}`, `online: ${GONE}`]);
  });

  test("its memory of being offline counts, its memory of being online says nothing", () => {
    const bench = start(CONTACT);
    expect(bench.told(BRIDGE, '{"state":"offline"}', true)).toEqual([`contact: ${GONE}`]);
    expect(bench.told(BRIDGE, '{"state":"online"}', true)).toEqual([]);
    // That it is online is remembered from long ago: nothing is repeated now.
    expect(bench.told(DEVICE, '{"contact":true}')).toEqual(["contact=closed"]);
  });

  test("wherever its own topics begin, they are heard", () => {
    const bench = start({ ...CONTACT, topic: "site/z2m/door", device: "site/z2m/door" });
    expect(bench.told("site/z2m/bridge/state", "offline")).toEqual([`contact: ${GONE}`]);
    expect(bench.intake.subscriptions).not.toContain("#");
  });

  test("after its birth it repeats what it remembers: what is new counts, what is the same is no news", () => {
    const bench = start(CONTACT, BATTERY);
    bench.take(DEVICE, '{"contact":true,"battery":97}');
    bench.take(BRIDGE, '{"state":"offline"}');
    bench.wait(hours(1));
    expect(bench.told(BRIDGE, '{"state":"online"}')).toEqual([]);
    expect(bench.told(DEVICE, '{"contact":true,"battery":97}')).toEqual([
      "contact=closed (retained, uncertain)",
      "battery=97 (retained, uncertain)",
    ]);
    expect(bench.told(DEVICE, '{"contact":false,"battery":97}')).toEqual([
      "contact=open",
      "battery=97 (retained, uncertain)",
    ]);
    bench.wait(seconds(30));
    expect(bench.told(DEVICE, '{"contact":false,"battery":97}')).toEqual(["contact=open", "battery=97"]);
  });

  test("after its birth what it remembers of a device that was never heard is no news either", () => {
    const bench = start(CONTACT);
    bench.take(BRIDGE, "online");
    expect(bench.told(DEVICE, '{"contact":true}')).toEqual(["contact=closed (retained, uncertain)"]);
  });

  test("after its birth what carries its own time is as old as it says", () => {
    const bench = start(CONTACT);
    bench.take(BRIDGE, "online");
    const at = Date.parse("2026-11-30T20:00:00Z");
    for (const time of [at, '"2026-11-30T20:00:00Z"', '"2026-12-01T04:00:00+08:00"'])
      expect(bench.take(DEVICE, `{"contact":true,"last_seen":${time}}`)).toMatchObject([
        { at, quality: "good" },
      ]);
  });

  test("a device that leaves the network is lost; another one that leaves is not our business", () => {
    const bench = start(CONTACT);
    const leave = (name: string) =>
      bench.told("zigbee2mqtt/bridge/event", `{"type":"device_leave","data":{"friendly_name":"${name}"}}`);
    expect(leave("hall-2/door-south")).toEqual([]);
    expect(leave("hall-2/door-north")).toEqual(["contact: device has left the Zigbee network"]);
  });
});

describe("the device", () => {
  test("a message about the battery alone leaves the door as it was, and as old (S03)", () => {
    const bench = start(CONTACT, BATTERY);
    expect(bench.told(DEVICE, '{"contact":true,"battery":97}')).toEqual(["contact=closed", "battery=97"]);
    bench.wait(minutes(10));
    expect(bench.told(DEVICE, '{"battery":96}')).toEqual(["battery=96"]);
  });

  test("null is bad, absent is unchanged, and a number may be a text", () => {
    const bench = start(CONTACT, BATTERY);
    expect(bench.told(DEVICE, '{"contact":null,"battery":"97.00"}')).toEqual([
      "contact: device reports null",
      "battery=97",
    ]);
  });

  test("one that is offline makes everything bad, and says so of itself", () => {
    const bench = start(CONTACT, ONLINE);
    const why = "contact: device reports offline (last will)";
    expect(bench.told(`${DEVICE}/availability`, '{"state":"offline"}')).toEqual(["online=offline", why]);
    expect(bench.told(`${DEVICE}/availability`, "online")).toEqual(["online=online"]);
  });

  test("one that speaks is there, which is said once a minute", () => {
    const bench = start(CONTACT, ONLINE);
    expect(bench.told(DEVICE, '{"contact":true}')).toEqual(["contact=closed", "online=online"]);
    bench.wait(seconds(59));
    expect(bench.told(DEVICE, '{"contact":true}')).toEqual(["contact=closed"]);
    bench.wait(seconds(1));
    expect(bench.told(DEVICE, '{"contact":true}')).toEqual(["contact=closed", "online=online"]);
    expect(bench.told(DEVICE, '{"contact":true}', true)).toEqual(["contact=closed (retained, uncertain)"]);
  });

  test("what a broker remembers of a device does not say that it is there", () => {
    const bench = start(CONTACT, ONLINE);
    expect(bench.told(DEVICE, '{"contact":true}', true)).toEqual(["contact=closed (retained, uncertain)"]);
  });

  test("an empty message is one that was renamed or removed, and no value", () => {
    const bench = start(CONTACT, ONLINE);
    expect(bench.told(DEVICE, "", true)).toEqual([]);
    expect(bench.told(`${DEVICE}/availability`, "", true)).toEqual([]);
  });

  test("a message that comes twice is one alarm: its own count says that it is the same (S13)", () => {
    const topic = "zigbee2mqtt/b1/pump-room/leak";
    const bench = start({
      id: "leak",
      class: "water-leak",
      family: "zigbee2mqtt",
      device: topic,
      topic,
      path: ["water_leak"],
      values: { true: "leak", false: "dry" },
    });
    const leak = (count: number) => bench.told(topic, `{"water_leak":true,"trigger_count":${count}}`);
    expect(leak(3)).toEqual(["leak=leak"]);
    bench.wait(seconds(2));
    expect(leak(3)).toEqual([]);
    expect(leak(4)).toEqual(["leak=leak"]);
  });

  test("an event is its coming: what clears it says nothing, and a broker's memory of it is none", () => {
    const bench = start({
      ...own,
      id: "action",
      class: "access-event",
      path: ["action"],
      values: { lock_opened: "granted" },
      isEvent: true,
    });
    const seen = ['{"action":"lock_opened"}', '{"action":""}', '{"action":null}', '{"state":"LOCK"}'].map(
      said => bench.told(DEVICE, said),
    );
    expect(seen).toEqual([["action=granted"], [], [], []]);
    expect(bench.told(DEVICE, '{"action":"lock_opened"}', true)).toEqual([]);
  });
});
