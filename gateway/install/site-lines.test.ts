import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { model } from "./models.ts";
import { deviceLine, quoted, wireLine } from "./site-lines.ts";

test("whatever a device is called, YAML reads the same text back", () => {
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 20 }),
    fc.constantFrom(
      "on",
      "No",
      "null",
      "10.0.0.7",
      "1.5",
      "mqtt://a:1883",
      "a: b",
      "电表 3",
      "#1",
      "- x",
      "zigbee2mqtt/a b",
    ),
  );
  fc.assert(
    fc.property(text, name => {
      expect(parse(`{ name: ${quoted(name)} }`)).toEqual({ name });
    }),
    { seed: 3, numRuns: 2_000 },
  );
});

test("a wire becomes the line that a site file has for it", () => {
  expect([
    wireLine("plant", { is: "tcp", host: "10.0.0.7", port: 502 }),
    wireLine("bus1", { is: "rtu", host: "converter-2", port: 4_001 }),
    wireLine("bus2", { is: "serial", port: "usb:A50285BI", baud: 9_600, format: "8E1" }),
  ]).toEqual([
    "plant: { host: 10.0.0.7, port: 502 }",
    "bus1: { host: converter-2, port: 4001, framing: rtu }",
    'bus2: { serial: "usb:A50285BI", baud: 9600, format: 8E1 }',
  ]);
});

test("a ratio that nobody has stated is left open, so that the check asks for it", async () => {
  const profile = await model("chint-dtsu666");
  if (!profile) throw new Error("this model ships");
  const device = {
    id: "M5",
    profile,
    name: { zh: "电表 5", en: "Meter 5" },
    zone: "hall",
    at: { is: "modbus" as const, line: "bus1", unit: 5 },
  };
  const line = deviceLine({ ...device, multipliers: { CT: 40 } });
  expect(line).toContain('modbus: { line: bus1, unit: 5 }, multipliers: { CT: 40, PT: "?" } }');
});
