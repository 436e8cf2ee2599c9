import { expect, it } from "vitest";
import type { MqttPoint } from "../site/plan.ts";
import { malformed, payloadOf } from "./payload.ts";

const point = (more: Partial<MqttPoint> = {}): MqttPoint => ({
  is: "mqtt",
  topic: "t",
  path: ["v"],
  values: {},
  scale: 1,
  offset: 0,
  time: null,
  availability: null,
  ...more,
});
const at = Date.parse("2025-07-08T17:45:00.250+08:00");
const time = { path: ["ts"], form: "iso" as const };

it("a device says everything in one message, in its own words and with its own time", () => {
  const door = [
    { point: point({ path: ["contact"], values: { CLOSED: "closed", OPEN: "open" }, time }), shown: "open" },
    {
      point: point({ path: ["lock"], values: { LOCKED: "locked", UNLOCKED: "unlocked" }, time }),
      shown: "locked",
    },
  ];
  expect(payloadOf(door, at)).toBe('{"ts":"2025-07-08T09:45:00.250Z","contact":"OPEN","lock":"LOCKED"}');
});

it("time is written as the site file reads it", () => {
  const forms = (["iso", "ms", "s"] as const).map(form =>
    payloadOf([{ point: point({ time: { path: ["t"], form } }), shown: 1 }], at),
  );
  expect(forms).toEqual([
    '{"t":"2025-07-08T09:45:00.250Z","v":1}',
    '{"t":1751967900250,"v":1}',
    '{"t":1751967900,"v":1}',
  ]);
});

it("values lie where their paths point, in objects and lists", () => {
  const nested = [
    { point: point({ path: ["a", "b"] }), shown: 1 },
    { point: point({ path: ["a", "c", 1, "v"] }), shown: 2 },
    { point: point({ path: ["a", "c", 0, "v"] }), shown: 3 },
  ];
  expect(payloadOf(nested, at)).toBe('{"a":{"b":1,"c":[{"v":3},{"v":2}]}}');
});

it("numbers are in the device's own scale, and carry no noise of floating point", () => {
  expect(payloadOf([{ point: point({ scale: 0.1 }), shown: 26.3 }], at)).toBe('{"v":263}');
  expect(payloadOf([{ point: point({ scale: 5 / 9, offset: -160 / 9 }), shown: 20 }], at)).toBe('{"v":68}');
  expect(payloadOf([{ point: point(), shown: 0.1 + 0.2 }], at)).toBe('{"v":0.3}');
});

it("a word that stands for a number or a claim is sent as one, a word without translation as it is", () => {
  const contact = { 0: "closed", 1: "open" };
  const claim = { true: "closed", false: "open" };
  const said = [contact, claim, {}].map(values =>
    payloadOf([{ point: point({ values }), shown: "open" }], at),
  );
  expect(said).toEqual(['{"v":1}', '{"v":false}', '{"v":"open"}']);
});

it("without a path the value is the whole payload", () => {
  expect(payloadOf([{ point: point({ path: [], values: { OPEN: "open" } }), shown: "open" }], at)).toBe(
    "OPEN",
  );
  expect(payloadOf([{ point: point({ path: [] }), shown: 21.5 }], at)).toBe("21.5");
});

it("what shows nothing now is left out, and a device that shows nothing says nothing", () => {
  const scan = { point: point({ path: ["scan"] }), shown: undefined };
  expect(payloadOf([{ point: point(), shown: 1 }, scan], at)).toBe('{"v":1}');
  expect(payloadOf([scan], at)).toBeNull();
});

it("a broken sender sends text that no JSON parser takes", () => {
  for (const text of ['{"ts":"2025-07-08T09:45:00.250Z","contact":"OPEN"}', "21.5", "OPEN", "[1,2,3]"])
    expect(() => JSON.parse(malformed(text))).toThrow(SyntaxError);
});
