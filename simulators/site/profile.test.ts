import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { encode } from "../modbus/encode.ts";
import { unitsOf } from "../modbus/unit.ts";
import { planWith } from "../testing/site.ts";
import type { ModbusPoint } from "./plan.ts";

const models = readdirSync(new URL("../../gateway/profiles/models/", import.meta.url)).map(name =>
  name.replace(/\.yaml$/, ""),
);

const pointOf = (equipment: string, role: string) =>
  planWith(equipment)
    .things.flatMap(({ points }) => points)
    .find(point => point.role === role)?.source;

describe("a device with a profile", () => {
  const meter = (more: string) =>
    `{ M: { kind: meter, zone: room, modbus: { line: line, unit: 3 }, ${more} } }`;

  it("answers all that its page gives a role, at its addresses", () => {
    const { things } = planWith(
      meter("profile: eastron-sdm630, points: { power: {}, voltage: { from: v_l1 } }"),
    );
    const points = things[1]?.points ?? [];
    expect(points.find(({ role }) => role === "power")?.source).toMatchObject({
      line: "line",
      unit: 3,
      table: "input",
      address: 52,
      type: "f32",
    });
    expect(points.map(({ role }) => role)).toEqual(
      expect.arrayContaining(["voltage", "voltage_l1", "frequency"]),
    );
  });

  it("tells what is on the secondary side of its transformers", () => {
    const source = pointOf(
      meter("profile: acrel-dtsd1352, multipliers: { CT: 200/5, PT: 1 }"),
      "power",
    ) as ModbusPoint;
    expect(source.scale).toBe(40);
    expect(encode(source, 4_000)).toEqual([100]);
  });

  it("behind a gateway lies so many strides further", () => {
    const ac =
      "{ AC: { kind: air-conditioner, zone: room, profile: coolautomation-coolmasternet, modbus: { line: line, unit: 1, index: 3 } } }";
    expect(pointOf(ac, "setpoint")).toMatchObject({ address: 66 });
    const mode = pointOf(ac, "mode") as ModbusPoint;
    expect(["heat", "off"].map(word => encode(mode, word))).toEqual([[1], [0]]);
  });

  it("may be on MQTT, called as the site file calls it", () => {
    const door =
      "{ D: { kind: door, zone: room, profile: aqara-mccgq11lm, mqtt: { base: zigbee2mqtt/hall-2/door } } }";
    expect(pointOf(door, "contact")).toMatchObject({
      topic: "zigbee2mqtt/hall-2/door",
      path: ["contact"],
      values: { true: "closed", false: "open" },
    });
  });

  it("whether it is online is no register, and a line is no device", () => {
    const text = `{ M: { kind: meter, zone: room, profile: eastron-sdm630, modbus: { line: line, unit: 3 }, points: { online: {} } },
      L: { kind: line, zone: room, line: line, points: { cycle: {} } } }`;
    const { things } = planWith(text);
    expect(things.map(({ id }) => id)).toEqual(["room", "M"]);
    expect(things[1]?.points.some(({ role }) => role === "online")).toBe(false);
  });

  it("that nobody plays is refused by name", () => {
    const edge = "{ E: { kind: meter, zone: room, profile: sparkplug-b, mqtt: { base: hall/edge1 } } }";
    expect(() => planWith(edge)).toThrow("E: nobody plays devices of sparkplug");
    expect(() => planWith(meter("profile: eastron-sdm630, points: { leakage: {} }"))).toThrow(
      'M: eastron-sdm630 has no point for "leakage"',
    );
  });

  it.each(models)("%s can be read", model => {
    const text = (wire: string) =>
      `{ X: { kind: meter, zone: room, profile: ${model}, multipliers: { CT: 2, PT: 1 }, ${wire} } }`;
    try {
      planWith(text("modbus: { line: line, unit: 1 }, mqtt: { base: a/b/c }"));
    } catch (error) {
      expect((error as Error).message).toMatch(/nobody plays devices of /);
    }
  });
});

describe("a device whose number is made of several registers", () => {
  it("says the whole of it in its own, and what changes nothing in the others", () => {
    const plan = planWith(`{ M: { kind: meter, zone: room, modbus: { line: line, unit: 1 }, points: {
      energy: { holding: 0, type: mod10k32, minus: { holding: 2 } },
      power: { holding: 4, type: i16, bytes: little, factor: { holding: 5, as: factor } },
      voltage: { holding: 6, factor: { holding: 7, as: power-of-ten } } } } }`);
    const shown: Readonly<Record<string, number>> = { energy: 123_456, power: 0x0102, voltage: 230 };
    const unit = unitsOf(plan, "line", (_, role) => shown[role]).get(1);
    expect([...(unit?.image("holding") ?? [])]).toEqual([12, 3_456, 0, 0, 0x0201, 0x0100, 230, 0]);
  });
});
