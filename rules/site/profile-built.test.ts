import { describe, expect, it } from "vitest";
import { profileKey } from "./build-profile-source.ts";
import type { ModbusSource, Site } from "./model.ts";
import { parseSite } from "./parse.ts";
import type { Profile } from "./profile.ts";
import { profiles } from "./testing/profiles.ts";

const head = `
hallwatch: 1
site: { id: b, name: { zh: 城东营业厅, en: East Hall }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { week: { mon-sun: ["08:30-12:00"] } }
sources:
  mqtt: { broker: embedded }
  modbus:
    plant: { host: 10.0.0.7 }
    bus1: { host: 10.0.0.8, port: 4001, framing: rtu }
    bus2: { serial: "usb:A50285BI", baud: 19200, format: 8E1 }
    bus3: { serial: /dev/serial/by-id/usb-FTDI-if00 }
zones:
  equip: { name: { zh: 设备间, en: Equipment room } }
equipment:
`;
const site = (text: string): Site => {
  const parsed = parseSite(head + text, "site.yaml", profiles);
  if (parsed.is === "refused") throw new Error(parsed.problems.map(p => p.message).join("\n"));
  return parsed.site;
};
const point = (built: Site, id: string) => {
  const found = built.points.find(p => p.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const modbus = (built: Site, id: string) => point(built, id).source as ModbusSource;

it("a line says its wire: Modbus TCP, a converter, or a serial port", () => {
  const { modbus: lines } = site("  {}").sources;
  expect(Object.values(lines).map(({ wire }) => wire)).toEqual([
    { is: "tcp", host: "10.0.0.7", port: 502 },
    { is: "rtu", host: "10.0.0.8", port: 4001 },
    { is: "serial", port: "usb:A50285BI", baud: 19_200, format: "8E1" },
    { is: "serial", port: "/dev/serial/by-id/usb-FTDI-if00", baud: 9_600, format: "8N1" },
  ]);
});

it("one address is one line, whoever speaks there: two connections get each other's answers", () => {
  const lines = (more: string) =>
    parseSite(`${head.replace("    bus1:", `${more}\n    bus1:`)}  {}`, "site.yaml", profiles);
  const told = (more: string) => {
    const parsed = lines(more);
    return parsed.is === "refused" ? parsed.problems.map(({ code, message }) => `${code} ${message}`) : [];
  };
  expect([
    told("    again: { host: 10.0.0.7, port: 502, framing: rtu }"),
    told("    again: { host: 10.0.0.7, port: 503 }"),
    told("    again: { host: 10.0.0.9 }"),
  ]).toEqual([[expect.stringContaining('10.0.0.7:502 is the line "plant" already')], [], []]);
});

const meter = (more: string) =>
  `  M1: { kind: meter, zone: equip, name: { zh: 总表, en: Main meter }, profile: ct-meter, modbus: { line: bus1, unit: 3 }, multipliers: { CT: 200/5, PT: 10 }${more} }\n`;

describe("a device with a profile", () => {
  it("gives a role of another class only what is of the same family", () => {
    const contact = (kind: string) =>
      `  W: { kind: ${kind}, zone: equip, name: { zh: 甲, en: A }, profile: door-contact, mqtt: { base: z/w } }\n`;
    expect(point(site(contact("window")), "W.contact").class.id).toBe("window-contact");
    expect(profileKey(profiles.get("door-contact")!, "contact", undefined, "smoke-alarm")).toBeUndefined();
  });

  it("has every point that has a role of its kind, unless it names points", () => {
    expect(Object.keys(site(meter("")).equipment[0]?.points ?? {})).toEqual([
      "power",
      "energy",
      "voltage",
      "frequency",
    ]);
    expect(Object.keys(site(meter(", points: { voltage: {} }")).equipment[0]?.points ?? {})).toEqual([
      "voltage",
    ]);
    expect(site(meter(", points: {}")).equipment[0]?.points).toEqual({});
    expect(site(meter("")).equipment[0]?.profile).toBe("ct-meter");
  });

  it("multiplies with the ratios that the file states, each value with its own", () => {
    const built = site(meter(""));
    expect(modbus(built, "M1.power").scale).toBe(40);
    expect(modbus(built, "M1.energy").scale).toBe(40);
    expect(modbus(built, "M1.voltage").scale).toBe(1);
    expect(modbus(site(meter("").replace("200/5", "3").replace("10 }", "1 }")), "M1.power").scale).toBe(0.3);
  });

  it("takes the keys of a point before what the profile and the class say", () => {
    const built = site(
      meter(
        ", points: { voltage: { range: [200, 250], stale: 1 min, every: 3 s, name: { zh: 甲, en: A } }, power: { from: p }, frequency: {} }",
      ),
    );
    expect(point(built, "M1.voltage")).toMatchObject({
      range: [200, 250],
      staleAfter: 60_000,
      name: { zh: "甲", en: "A" },
      source: { every: 3_000, address: 30, sentinels: [0xffffn] },
    });
    expect(point(site(meter("")), "M1.voltage").range).toEqual([180, 260]);
    expect(point(built, "M1.frequency").range).toEqual([0, 100]);
  });

  it("converts what its profile has into the unit of the role", () => {
    const text =
      "  AC: { kind: air-conditioner, zone: equip, name: { zh: 空调, en: AC }, profile: ct-meter, multipliers: { CT: 1, PT: 1 }, modbus: { line: plant, unit: 1 }, points: { return_temperature: { from: t } } }";
    expect(point(site(text), "AC.return_temperature")).toMatchObject({
      class: { id: "zone-air-temp" },
      source: { address: 32, scale: 1, offset: -40 },
    });
  });

  it("may have points of its own beside those of its profile", () => {
    const built = site(
      meter(", points: { current: { input: 6, type: f32 }, voltage: { input: 8 }, power: {}, online: {} }"),
    );
    expect(point(built, "M1.current").source).toMatchObject({ table: "input", address: 6, unit: 3 });
    expect(point(built, "M1.voltage")).toMatchObject({ source: { address: 8 }, range: [0, 1_000] });
    expect(point(built, "M1.online").source).toEqual({ is: "own", of: "modbus:bus1/3" });
    expect(point(built, "M1.online").via).toBe("own:M1");
  });

  it("is silent for as long as its model may be", () => {
    const built = site(
      "  D1: { kind: door, zone: equip, name: { zh: 门, en: Door }, profile: door-contact, mqtt: { base: zigbee2mqtt/hall-2/door } }",
    );
    expect(built.points).toHaveLength(1);
    expect(point(built, "D1.contact")).toMatchObject({
      class: { id: "door-contact" },
      staleAfter: 25 * 3_600_000,
      source: {
        is: "mqtt",
        topic: "zigbee2mqtt/hall-2/door",
        family: "zigbee2mqtt",
        values: { true: "closed", false: "open" },
      },
    });
  });
});

describe("a unit behind a gateway", () => {
  const unit = (id: string, index: number) =>
    `  ${id}: { kind: air-conditioner, zone: equip, name: { zh: ${id}, en: ${id} }, profile: ac-gateway, modbus: { line: plant, unit: 1, index: ${index} } }\n`;

  it("lies its index times the stride further, whatever belongs to it", () => {
    const built = site(unit("AC0", 0) + unit("AC3", 3));
    const of = (id: string) => modbus(built, `${id}.return_temperature`);
    expect([of("AC0"), of("AC3")].map(({ address, factor }) => [address, factor?.place.address])).toEqual([
      [22, 23],
      [262, 263],
    ]);
    expect(modbus(built, "AC3.setpoint").write).toMatchObject({ code: 6, place: { address: 259 } });
    expect(modbus(built, "AC3.mode").write).toEqual({ code: 6 });
  });

  it.each([
    ["its factor", 65_513],
    ["where it is written", 65_517],
    ["its value", 65_520],
  ])("is none where %s would lie past the last register", (_, stride) => {
    const wide = new Map(profiles).set("ac-gateway", { ...profiles.get("ac-gateway")!, stride } as Profile);
    const parsed = parseSite(head + unit("AC1", 1), "site.yaml", wide);
    expect(parsed.is === "refused" && parsed.problems.map(({ code }) => code)).toContain("CFG317");
    expect(parseSite(head + unit("AC1", 1), "site.yaml", profiles).is).toBe("site");
  });

  it("has its reserved addresses there as well", () => {
    const built = site(unit("AC0", 0) + unit("AC3", 3));
    expect(built.sources.modbus.plant?.units[1]?.reserved).toEqual([
      { table: "holding", from: 21, to: 21 },
      { table: "holding", from: 261, to: 261 },
    ]);
  });
});

it("a unit bears what its profile says, and with two profiles what both bear", () => {
  const other =
    "  AC: { kind: air-conditioner, zone: equip, name: { zh: 空调, en: AC }, profile: ac-gateway, modbus: { line: bus1, unit: 3 } }\n";
  expect(site(meter("") + other).sources.modbus.bus1?.units).toEqual({
    3: {
      block: 80,
      gap: 100,
      every: 2_000,
      reserved: [{ table: "holding", from: 21, to: 21 }],
      illegal: [],
    },
  });
  expect(site(meter(", points: { voltage: { holding: 3 } }")).sources.modbus.bus1?.units).toEqual({});
});

describe("without `every` a point is read", () => {
  it.each([
    [
      "a door every second",
      "door, points: { contact: { discrete: 1, values: { 0: closed, 1: open } } }",
      1_000,
    ],
    ["a counter every minute", "meter, points: { energy: { input: 1 } }", 60_000],
    ["a power every five seconds", "meter, points: { power: { input: 1 } }", 5_000],
    ["a circuit's power every five seconds", "light-circuit, points: { power: { input: 1 } }", 5_000],
    ["a setpoint every ten seconds", "air-conditioner, points: { setpoint: { input: 1 } }", 10_000],
    ["one that says it as it says", "meter, points: { power: { input: 1, every: 2 min } }", 120_000],
  ])("%s", (_, text, every) => {
    const built = site(
      `  X: { zone: equip, name: { zh: 甲, en: X }, modbus: { line: plant, unit: 1 }, kind: ${text} }`,
    );
    expect(built.points[0]?.source).toMatchObject({ every });
  });

  it("never more often than its model bears", () => {
    expect(modbus(site(meter("")), "M1.voltage").every).toBe(5_000);
    const fast = meter(", points: { voltage: { every: 500 ms }, frequency: {} }");
    expect(modbus(site(fast), "M1.voltage").every).toBe(2_000);
  });
});

it("a line is a device: the gateway knows how busy it is", () => {
  const built = site(
    "  L1: { kind: line, zone: equip, name: { zh: 一号总线, en: Bus 1 }, line: bus1, points: { utilisation: {}, error: {} } }",
  );
  expect(built.equipment[0]?.line).toBe("bus1");
  expect(built.points.map(({ source }) => source)).toEqual([
    { is: "own", of: "modbus:bus1" },
    { is: "own", of: "modbus:bus1" },
  ]);
});

describe("registers beside a point's own", () => {
  it("are as the point's own unless they say so", () => {
    const text = `  M1:
    kind: meter
    zone: equip
    name: { zh: 表, en: Meter }
    modbus: { line: plant, unit: 1 }
    points:
      energy: { holding: 20, type: mod10k32, words: little, bytes: little, minus: { holding: 24 }, factor: { input: 40, type: i16, words: big, bytes: big, as: power-of-ten } }
`;
    expect(modbus(site(text), "M1.energy")).toMatchObject({
      address: 20,
      type: "mod10k32",
      words: "little",
      bytes: "little",
      minus: { table: "holding", address: 24, type: "mod10k32", words: "little", bytes: "little" },
      factor: { place: { table: "input", address: 40, type: "i16", words: "big" }, form: "power-of-ten" },
    });
    expect(modbus(site(text), "M1.energy").factor?.place.bytes).toBeUndefined();
  });

  it("may be written, the point's own or another", () => {
    const text = `  L1:
    kind: light-circuit
    zone: equip
    name: { zh: 灯, en: Light }
    modbus: { line: plant, unit: 1 }
    points:
      command: { coil: 2, values: { 0: off, 1: on }, write: { code: 5, side_effect: also the sign } }
      state: { discrete: 2, values: { 0: off, 1: on }, write: { code: 16, holding: 9, type: u32 } }
`;
    expect(modbus(site(text), "L1.command").write).toEqual({ code: 5, sideEffect: "also the sign" });
    expect(modbus(site(text), "L1.state").write).toEqual({
      code: 16,
      place: { table: "holding", address: 9, type: "u32", words: "big" },
    });
    const mqtt =
      "  L2: { kind: light-circuit, zone: equip, name: { zh: 灯, en: Light }, mqtt: { topic: b/L2 }, points: { state: { path: $.s, write: { topic: b/L2/set, payloads: { on: ON, off: OFF } } } } }";
    expect(point(site(mqtt), "L2.state").source).toMatchObject({
      write: { topic: "b/L2/set", payloads: { on: "ON", off: "OFF" } },
    });
  });
});
