import { describe, expect, it } from "vitest";
import { demoPlan, demoYaml, planWith } from "../testing/site.ts";
import { readSite } from "./read-site.ts";

describe("the demo hall's site file", () => {
  const plan = demoPlan(1883);
  const point = (owner: string, role: string) =>
    plan.things.find(({ id }) => id === owner)?.points.find(entry => entry.role === role)?.source;

  it("tells where the devices are reached", () => {
    expect([plan.broker?.url, Object.keys(plan.lines), plan.timeZone]).toEqual([
      "mqtt://127.0.0.1:1883",
      ["plant", "meters"],
      "Asia/Shanghai",
    ]);
  });

  it("gives a point what its owner says for all of them, and its own", () => {
    expect(point("D2", "lock")).toEqual({
      is: "mqtt",
      topic: "site-a/door/D2",
      path: ["lock"],
      values: { LOCKED: "locked", UNLOCKED: "unlocked", JAMMED: "jammed" },
      scale: 1,
      offset: 0,
      time: { path: ["ts"], form: "iso" },
      availability: { topic: "site-a/door/D2/status", online: "online", offline: "offline" },
    });
    expect(point("M-main", "power")).toEqual({
      is: "modbus",
      line: "meters",
      unit: 1,
      table: "input",
      address: 52,
      type: "f32",
      bit: 0,
      words: "big",
      scale: 1,
      offset: 0,
      values: {},
    });
  });

  it("has two windows from Monday to Friday, with people in from 07:50", () => {
    expect([plan.hours.staffFrom, plan.hours.week.map(windows => windows.length)]).toEqual([
      470,
      [2, 2, 2, 2, 2, 0, 0],
    ]);
  });
});

describe("other site files", () => {
  it("a device publishes on a topic of its own where the gateway listens to a pattern", () => {
    const { things } = planWith(
      "{ D: { kind: door, zone: room, mqtt: { topic: a/+/b/# }, points: { lock: {} } } }",
    );
    expect(things[1]?.points[0]?.source).toMatchObject({ topic: "a/sim/b/sim", path: [] });
  });

  it("a device may have units and a clock of its own", () => {
    const { things } = planWith(`{
      M: { kind: meter, zone: room, mqtt: { topic: m, time: $.t, time_form: ms }, modbus: { line: line, unit: 3 }, points: {
        power: { path: $.p, unit: kW }, energy: { holding: 4, type: u32, scale: 0.1, unit: W.h, modbus: { unit: 9 } },
        voltage: { topic: m/u }, state: { holding: 1, bit: 5 } } },
      O: { kind: weather-station, zone: room, mqtt: { topic: o }, points: { temperature: { path: $.f, unit: "[degF]" } } } }`);
    expect(things.flatMap(({ points }) => points.map(({ source }) => source))).toEqual([
      expect.objectContaining({ path: ["p"], scale: 1000, offset: 0, time: { path: ["t"], form: "ms" } }),
      expect.objectContaining({
        is: "modbus",
        unit: 9,
        address: 4,
        scale: expect.closeTo(1e-4, 10),
        type: "u32",
      }),
      expect.objectContaining({ topic: "m/u", path: [] }),
      expect.objectContaining({ is: "modbus", unit: 3, type: "bit", bit: 5 }),
      expect.objectContaining({ scale: 5 / 9, offset: expect.closeTo(-17.78, 2) }),
    ]);
  });

  it("an external broker is reached by its address", () => {
    const { broker } = planWith(
      "{}",
      "mqtt: { broker: mqtts://broker:8883, version: 5, username: hall, password_env: SECRET }",
    );
    expect(broker).toEqual({
      url: "mqtts://broker:8883",
      version: 5,
      username: "hall",
      passwordEnv: "SECRET",
    });
  });

  const demo = demoYaml();
  const mistakes: readonly (readonly [what: string, yaml: string, message: string])[] = [
    ["a missing time zone", demo.replace("  timezone: Asia/Shanghai\n", ""), "site.timezone: "],
    ["an unknown time zone", demo.replace("Asia/Shanghai", "Asia/Nowhere"), "site.timezone: "],
    [
      "a weekday that is none",
      demo.replace("mon-fri", "mon-fry"),
      'calendar.week: "mon-fry" names no weekday',
    ],
    [
      "a door in no zone",
      demo.replace("zone: archive\n", "zone: attic\n"),
      'equipment.D5.zone: there is no zone "attic"',
    ],
    [
      "a line that is not there",
      demo.replace("line: plant, unit: 2", "line: plnt, unit: 2"),
      'AC-off1.mode: sources.modbus has no line "plnt"',
    ],
    [
      "a point in two tables",
      demo.replace("frequency: {}", "frequency: { input: 70, holding: 3 }"),
      'M-main.frequency: "holding" and "input" are both here: a point is read from one place',
    ],
    [
      "a unit that nobody simulates",
      demo.replace("frequency: {}", "frequency: { input: 70, unit: rpm }"),
      'M-main.frequency: nobody simulates the unit "rpm"; there are 1, W, kW, ',
    ],
    [
      "a path that is none",
      demo.replace("path: $.power }", "path: power }"),
      'L-hall.power: "power" is no JSON',
    ],
    [
      "a device on MQTT without a broker",
      demo.replace(/ {2}mqtt: \{ broker.*\n/, ""),
      "hall.occupancy: it is on MQTT, but sources has no mqtt",
    ],
    ["a topic that is missing", demo.replace("topic: site-a/weather/O1, ", ""), "O1.temperature.topic: "],
  ];
  it.each(mistakes)("%s is named with its place", (_, yaml, message) => {
    expect(() => readSite(yaml)).toThrow(message);
  });
});
