import { describe, expect, it } from "vitest";
import { instant } from "../time/instant.ts";
import type { ModbusSource, Site } from "./model.ts";
import { parseSite } from "./parse.ts";

const head = `
hallwatch: 1
site: { id: b, name: { zh: 城东营业厅, en: East Hall }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar:
  holidays: china
  staff_from: 07:50
  week: { mon-fri: ["08:30-12:00", "14:00-17:30"], sat-sun: closed }
  dates: { 2025-07-19: ["09:00-12:00"] }
  seasons: { summer: 06-01..09-30 }
`;
const site = (text: string): Site => {
  const parsed = parseSite(head + text, "site.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(p => p.message).join("\n"));
  return parsed.site;
};
const point = (built: Site, id: string) => {
  const found = built.points.find(p => p.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

const zones = `
sources:
  mqtt: { broker: embedded }
  modbus: { plant: { host: 10.0.0.7 } }
zones:
  hall: { name: { zh: 大厅, en: Hall }, mqtt: { topic: b/hall, time: $.ts, time_form: ms }, points: { temperature: { path: $.t } } }
`;

describe("what a file does not say", () => {
  it("has a sensible value", () => {
    const built = site("zones: {}");
    expect(built).toMatchObject({
      settings: {},
      people: [],
      zones: [],
      equipment: [],
      points: [],
      sources: { modbus: {} },
      history: {
        keepDays: 400,
        keepMinutesDays: 100,
        keepQuartersDays: 3_650,
        keepClasses: {},
        influx: [],
      },
    });
    expect(site(zones).sources).toEqual({
      mqtt: { is: "embedded", host: "127.0.0.1", port: 1883, maxPacketBytes: 65_536 },
      modbus: {
        plant: {
          wire: { is: "tcp", host: "10.0.0.7", port: 502 },
          timeout: 1_000,
          connectTimeout: 3_000,
          gap: 0,
          units: {},
        },
      },
    });
  });
});

describe("what a file says", () => {
  it("reaches the calendar", () => {
    const { calendar } = site("zones: {}");
    const at = (text: string) => instant(Date.parse(text));
    expect(calendar.phaseAt(at("2025-07-08T12:30+08:00")).phase).toBe("lunch");
    expect(calendar.phaseAt(at("2025-07-08T08:00+08:00")).phase).toBe("opening");
    expect(calendar.phaseAt(at("2025-07-19T10:00+08:00")).phase).toBe("open");
    expect(calendar.phaseAt(at("2025-10-01T10:00+08:00")).phase).toBe("closed");
    expect(calendar.inSeason("summer", at("2025-07-08T12:30+08:00"))).toBe(true);
  });

  it("reaches brokers, lines, databases, settings and people", () => {
    const built = site(`
settings: { cooling_outdoor_above: 28, standby: low }
people: [{ id: G1, name: 王伟, roles: [guard, staff] }]
sources:
  mqtt: { broker: "mqtts://broker.example:8883", version: 5, username: gate, password_env: BROKER_PASSWORD, max_packet: 128 KiB }
history:
  keep_days: 7
  keep_minutes_days: 30
  keep: { camera-frame: 2 }
  influx: [{ name: main, url: "http://10.0.0.9:8086/", database: halls, password_env: INFLUX_TOKEN }]
zones: {}
`);
    expect(built.settings).toEqual({ cooling_outdoor_above: 28, standby: "low" });
    expect(built.people).toEqual([{ id: "G1", name: "王伟", roles: ["guard", "staff"] }]);
    expect(built.sources.mqtt).toEqual({
      is: "external",
      url: "mqtts://broker.example:8883",
      version: 5,
      username: "gate",
      passwordEnv: "BROKER_PASSWORD",
      maxPacketBytes: 131_072,
    });
    expect(built.history).toEqual({
      keepDays: 7,
      keepMinutesDays: 30,
      keepQuartersDays: 3_650,
      keepClasses: { "camera-frame": 2 },
      influx: [
        {
          name: "main",
          url: "http://10.0.0.9:8086",
          database: "halls",
          passwordEnv: "INFLUX_TOKEN",
          spoolMegabytes: 512,
          setUp: true,
          keep: { readings: null, minutes: null, quarters: null },
          backlogShare: 0.5,
        },
      ],
    });
  });
});

describe("a point", () => {
  it("takes what its owner has in common, and what it says itself goes first", () => {
    const built = site(`${zones}
equipment:
  L1:
    kind: light-circuit
    zone: hall
    name: { zh: 大厅照明, en: Hall lights }
    mqtt: { topic: b/L1, time: $.ts, availability: { topic: b/L1/status } }
    modbus: { line: plant, unit: 4, every: 5 s }
    points:
      state: { path: $.state, time: "$.at[0]", time_form: s, name: { zh: 开关, en: Switch } }
      power: { input: 0x34, type: f32, words: little, every: 2 s, stale: 1 min, range: [0, 2000], modbus: { unit: 9 } }
`);
    expect(point(built, "hall.temperature").source).toEqual({
      is: "mqtt",
      topic: "b/hall",
      path: ["t"],
      scale: 1,
      time: { path: ["ts"], form: "ms" },
    });
    expect(point(built, "L1.state")).toMatchObject({
      index: 1,
      name: { zh: "开关", en: "Switch" },
      zone: "hall",
      via: "mqtt:L1",
      source: {
        topic: "b/L1",
        values: { off: "off", on: "on" },
        time: { path: ["at", 0], form: "s" },
        availability: { topic: "b/L1/status", online: "online", offline: "offline" },
      },
    });
    expect(point(built, "L1.power")).toMatchObject({
      index: 2,
      name: { zh: "大厅照明功率", en: "Hall lights power" },
      via: "modbus:plant/9",
      range: [0, 2_000],
      staleAfter: 60_000,
      source: {
        line: "plant",
        unit: 9,
        table: "input",
        address: 52,
        type: "f32",
        words: "little",
        every: 2_000,
      },
    });
    expect(built.points.map(p => p.index)).toEqual([0, 1, 2]);
    expect(built.equipment[0]?.points.power).toBe(built.points[2]);
  });

  it("is converted into its class's unit, scale and offset included", () => {
    const built = site(`${zones}
equipment:
  AC:
    kind: air-conditioner
    zone: hall
    name: { zh: 空调, en: Air-conditioner }
    modbus: { line: plant, unit: 2 }
    points: { return_temperature: { input: 4, unit: "[degF]", scale: 0.1 } }
  L1:
    kind: light-circuit
    zone: hall
    name: { zh: 大厅功率, en: Hall Power }
    mqtt: { topic: b/L1 }
    points: { power: { path: $.p, unit: kW, scale: 0.5 } }
  M1:
    kind: meter
    zone: hall
    name: { zh: 电表 1, en: Meter 1 }
    modbus: { line: plant, unit: 1 }
    points:
      power: { input: 0, type: i32, unit: kW, scale: 0.001, offset: -0.5 }
      energy: { input: 2, type: u32, unit: W.h }
`);
    const { scale, offset } = point(built, "AC.return_temperature").source as ModbusSource;
    expect([320, 2_120].map(raw => Math.round((raw * scale + offset) * 1e6) / 1e6)).toEqual([0, 100]);
    expect(point(built, "L1.power").source).toMatchObject({ scale: 500 });
    expect(point(built, "M1.power").source).toMatchObject({ scale: 1, offset: -500 });
    expect(point(built, "M1.energy").source).toMatchObject({ scale: 0.001, offset: 0 });
    expect(point(built, "M1.power").name).toEqual({ zh: "电表 1 功率", en: "Meter 1 power" });
    expect(point(built, "L1.power").name).toEqual({ zh: "大厅功率", en: "Hall Power" });
  });

  it("keeps its sentinels to the last bit, told as they are on the wire or as the type reads them", () => {
    const built = site(`${zones}
equipment:
  M1:
    kind: meter
    zone: hall
    name: { zh: 电表, en: Meter }
    modbus: { line: plant, unit: 1 }
    points:
      power: { input: 0, type: i16, sentinels: [0x8000, -1] }
      energy: { input: 2, type: u64, sentinels: [0xFFFFFFFFFFFFFFFF, 0x8000000000000001] }
`);
    expect(point(built, "M1.power").source).toMatchObject({ sentinels: [0x8000n, 0xffffn] });
    expect(point(built, "M1.energy").source).toMatchObject({
      sentinels: [0xffffffffffffffffn, 0x8000000000000001n],
    });
  });

  it("may be a single bit", () => {
    const built = site(`${zones}
equipment:
  AC:
    kind: air-conditioner
    zone: hall
    name: { zh: 空调, en: AC }
    modbus: { line: plant, unit: 1 }
    points:
      fault: { discrete: 7, values: { 0: normal, 1: fault } }
      run: { holding: 3, bit: 15, values: { 0: off, 1: on } }
`);
    expect(point(built, "AC.fault").source).toMatchObject({
      table: "discrete",
      type: "bit",
      values: { 0: "normal" },
    });
    expect(point(built, "AC.run").source).toMatchObject({ table: "holding", type: "bit", bit: 15 });
  });

  it("may be the whole payload of a topic of its own, which then carries no time", () => {
    const built = site(`${zones}
equipment:
  D1:
    kind: door
    zone: hall
    name: { zh: 正门, en: Main door }
    mqtt: { topic: b/D1, time: $.ts }
    points: { lock: { topic: b/D1/lock }, contact: { topic: "b/+/contact", class: generic-contact } }
`);
    const { source } = point(built, "D1.lock");
    expect(source).toEqual({
      is: "mqtt",
      topic: "b/D1/lock",
      path: [],
      values: { locked: "locked", unlocked: "unlocked", jammed: "jammed" },
      scale: 1,
    });
    expect(point(built, "D1.contact").class.id).toBe("generic-contact");
  });
});

it("an extinguisher has its entry in the register, with the date on which it is due", () => {
  const built = site(`${zones}
equipment:
  X1:
    kind: extinguisher
    zone: hall
    name: { zh: 1 号灭火器, en: Extinguisher 1 }
    register: { agent: water, made_on: 2022-03-01, last_serviced_on: 2025-02-01, inspected_on: 2025-07-07 }
`);
  expect(built.equipment[0]?.register).toEqual({
    agent: "water",
    madeOn: "2022-03-01",
    lastServicedOn: "2025-02-01",
    nextServiceOn: "2026-02-01",
    scrapOn: "2028-03-01",
    dueOn: "2026-02-01",
    inspectedOn: "2025-07-07",
  });
});

it("an NFC tag is written with or without anything between its bytes, and as bytes", () => {
  const tagged = (nfc: string) => `${zones}
equipment:
  P5: { kind: checkpoint, zone: hall, name: { zh: 五号点, en: Point 5 }, nfc: "${nfc}" }
`;
  for (const nfc of ["04:a2:3B:1C", "04-A2-3B-1C", "04a23b1c"])
    expect(site(tagged(nfc)).equipment[0]?.nfc).toBe("04A23B1C");
  expect(parseSite(tagged("04:A2:3"), "hall.yaml").is).toBe("refused");
});

it("a checkpoint needs no points: people scan it, and it may be behind a door", () => {
  const text = `${zones}
equipment:
  D4: { kind: door, zone: hall, name: { zh: 通道门, en: Passage door }, mqtt: { topic: b/D4 }, points: { contact: { path: $.c } } }
  P5: { kind: checkpoint, zone: hall, name: { zh: 五号点, en: Point 5 }, behind: D4 }
  P6: { kind: checkpoint, zone: hall, name: { zh: 六号点, en: Point 6 } }
  HY1: { kind: hydrant, zone: hall, name: { zh: 消火栓, en: Hydrant }, behind: D4 }
`;
  expect(site(text).equipment.map(({ id, behind }) => [id, behind])).toEqual([
    ["D4", undefined],
    ["P5", "D4"],
    ["P6", undefined],
    ["HY1", "D4"],
  ]);
});

it("a key that every JavaScript object has is a name like any other", () => {
  const built = site(`
sources: { modbus: { constructor: { host: 10.0.0.7 } } }
zones: { toString: { name: { zh: 大厅, en: Hall }, modbus: { line: constructor, unit: 1 }, points: { co2: { input: 1 } } } }
`);
  expect(point(built, "toString.co2").via).toBe("modbus:constructor/1");
  expect(built.calendar.inSeason("constructor", instant(0))).toBe(null);
});

describe("what a file says of rooms, people and nameplates", () => {
  const built = site(`
people:
  - { id: E1, name: 张三, roles: [staff], owns: [off2] }
  - { id: P1, name: 李四, roles: [superior] }
sources: { mqtt: { broker: embedded } }
zones:
  off2: { name: { zh: 二号办公室, en: Office 2 }, tags: [back-office, x-quiet] }
  off2a: { name: { zh: 二号办公室 A, en: Office 2 A }, within: off2 }
equipment:
  D1: { kind: door, zone: off2, name: { zh: 门, en: Door }, tags: [escape], camera: C1, mqtt: { topic: D1 }, points: { contact: { path: $.c } } }
  C1: { kind: camera, zone: off2, name: { zh: 摄像机, en: Camera }, mqtt: { topic: C1 }, points: { frame: { path: $.f } } }
  S1: { kind: power-circuit, zone: off2a, name: { zh: 插座, en: Sockets }, use: sockets, rated_power: 1.5 kW, approved_power: 500, mqtt: { topic: S1 }, points: { power: { path: $.p } } }
  S2: { kind: power-circuit, zone: off2a, name: { zh: 其他, en: Other }, mqtt: { topic: S2 }, points: { power: { path: $.p } } }
`);

  it("reaches zones and people", () => {
    expect(built.zones.map(({ id, tags, within }) => ({ id, tags, within }))).toEqual([
      { id: "off2", tags: ["back-office", "x-quiet"], within: undefined },
      { id: "off2a", tags: [], within: "off2" },
    ]);
    expect(built.people).toEqual([
      { id: "E1", name: "张三", roles: ["staff"], zones: ["off2"] },
      { id: "P1", name: "李四", roles: ["superior"] },
    ]);
  });

  it("reaches the equipment, with the camera that sees it and powers in watts", () => {
    const said = built.equipment.map(({ id, tags, use, ratedPowerW, approvedPowerW, camera }) =>
      JSON.stringify({ id, tags, use, ratedPowerW, approvedPowerW, camera }),
    );
    expect(said).toEqual([
      '{"id":"D1","tags":["escape"],"camera":"C1"}',
      '{"id":"C1","tags":[]}',
      '{"id":"S1","tags":[],"use":"sockets","ratedPowerW":1500,"approvedPowerW":500}',
      '{"id":"S2","tags":[],"use":"other"}',
    ]);
  });
});

it("keys are registered with what they open and who has them; the key box has the others", () => {
  const text = `${zones}
people: [{ id: M1, name: 李娜, roles: [duty-manager] }]
equipment:
  D4: { kind: door, zone: hall, name: { zh: 通道门, en: Passage door }, mqtt: { topic: b/D4 }, points: { contact: { path: $.c } } }
keys:
  K1: { name: { zh: 大门钥匙, en: Main door key }, opens: [D4], holder: M1 }
  K2: { name: { zh: 备用钥匙, en: Spare key }, opens: [D4] }
`;
  expect(site(text).keys?.map(({ id, opens, holder }) => [id, opens, holder])).toEqual([
    ["K1", ["D4"], "M1"],
    ["K2", ["D4"], null],
  ]);
});
