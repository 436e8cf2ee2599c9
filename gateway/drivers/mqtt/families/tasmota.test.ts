import { describe, expect, test } from "vitest";
import { minutes } from "#rules/time/instant.ts";
import { benchOf } from "../testing/bench.ts";
import { type PointSketch, pointsOf } from "../testing/points.ts";

const own = { family: "tasmota", device: "lamp-row-1" } as const;
const POWER: PointSketch = {
  ...own,
  id: "power",
  class: "elec-power-active",
  topic: "tele/lamp-row-1/SENSOR",
  path: ["ENERGY", "Power"],
};
const RELAY: PointSketch = {
  ...own,
  id: "relay",
  class: "switch-status",
  topic: "stat/lamp-row-1/POWER",
  path: [],
  also: [
    { topic: "stat/lamp-row-1/RESULT", path: ["POWER"] },
    { topic: "stat/lamp-row-1/RESULT", path: ["POWER1"] },
    { topic: "tele/lamp-row-1/STATE", path: ["POWER"] },
  ],
  values: { ON: "on", OFF: "off" },
};
const SENSOR = "tele/lamp-row-1/SENSOR";

describe("the clock of a device", () => {
  test.each([
    ["1970-01-01T00:01:10", "clock"],
    ["2021-01-01T00:00:01", "clock"],
    ["2026-11-21T20:10:10", undefined],
  ])("%s: without an offset it is no moment, and the receipt counts (S11)", (time, flag) => {
    const bench = benchOf(pointsOf([POWER]));
    const [reading] = bench.take(SENSOR, `{"Time":"${time}","ENERGY":{"Power":10}}`);
    expect([reading?.at, reading?.quality, reading?.flag]).toEqual([bench.now(), "good", flag]);
  });

  test("a time before the device began to count is wrong", () => {
    const bench = benchOf(pointsOf([POWER]));
    const said = (time: string) =>
      bench.told(SENSOR, `{"Time":"${time}","ENERGY":{"TotalStartTime":"2026-03-02T09:00:00","Power":588}}`);
    expect(said("2026-03-01T09:00:00")).toEqual(["power=588 (clock, good)"]);
    expect(said("2026-11-21T20:05:10")).toEqual(["power=588"]);
  });

  test("with an offset it is the moment; a retained message is old by an unknown length all the same", () => {
    const bench = benchOf(pointsOf([POWER]));
    const said = '{"Time":"2026-11-30T20:00:00+08:00","ENERGY":{"Power":12}}';
    expect(bench.take(SENSOR, said)).toMatchObject([
      { at: Date.parse("2026-11-30T12:00:00Z"), quality: "good" },
    ]);
    expect(bench.take(SENSOR, said, true)).toMatchObject([
      { at: bench.now(), quality: "uncertain", flag: "retained" },
    ]);
  });
});

describe("what it tells", () => {
  test("its relay, on whichever topic, by whichever name", () => {
    const bench = benchOf(pointsOf([RELAY]));
    const said = [
      ["stat/lamp-row-1/POWER", "OFF"],
      ["stat/lamp-row-1/RESULT", '{"POWER":"ON"}'],
      ["stat/lamp-row-1/RESULT", '{"POWER1":"OFF"}'],
      ["stat/lamp-row-1/RESULT", '{"POWER2":"ON"}'],
      ["tele/lamp-row-1/STATE", '{"Time":"2026-11-21T20:00:00","POWER":"ON"}'],
    ] as const;
    expect(said.map(([topic, payload]) => bench.told(topic, payload))).toEqual([
      ["relay=off"],
      ["relay=on"],
      ["relay=off"],
      [],
      ["relay=on"],
    ]);
  });

  test.each([
    ["tele/lamp-row-1/SENSOR", "tele/lamp-row-1/LWT"],
    ["lamp-row-1/tele/SENSOR", "lamp-row-1/tele/LWT"],
    ["site/stat/lamp-row-1/RESULT", "site/tele/lamp-row-1/LWT"],
  ])("of a point on %s the last will is on %s", (topic, will) => {
    const bench = benchOf(pointsOf([{ ...POWER, topic }]));
    expect(bench.told(will, "Online")).toEqual([]);
    expect(bench.told(will, "Offline")).toEqual(["power: device reports offline (last will)"]);
    expect(bench.told(will, "Offline", true)).toEqual(["power: device reports offline (last will)"]);
  });

  test("probes are known by their Id, whatever number they have today; temperatures are in what the message says", () => {
    const probe = (id: string, name: string): PointSketch => ({
      ...own,
      id: name,
      class: "zone-air-temp",
      topic: SENSOR,
      path: [`DS18B20[${id}]`, "Temperature"],
    });
    const bench = benchOf(pointsOf([probe("A1", "freezer"), probe("B2", "hall")]));
    const said = (sensors: string, unit = "C") => bench.told(SENSOR, `{${sensors},"TempUnit":"${unit}"}`);
    const of = (key: string, id: string, value: number) => `"${key}":{"Id":"${id}","Temperature":${value}}`;
    expect(said(`${of("DS18B20-1", "A1", 3.4)},${of("DS18B20-2", "B2", 24)}`)).toEqual([
      "freezer=3.4",
      "hall=24",
    ]);
    bench.wait(minutes(5));
    expect(said(`${of("DS18B20-1", "B2", 24)},${of("DS18B20-3", "A1", 3.5)}`)).toEqual([
      "freezer=3.5",
      "hall=24",
    ]);
    expect(said(of("DS18B20", "B2", 77), "F")).toEqual(["hall=25"]);
  });
});
