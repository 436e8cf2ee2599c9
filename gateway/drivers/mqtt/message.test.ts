import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Reading } from "#rules/reading/reading.ts";
import { type Instant, instant, toIso } from "#rules/time/instant.ts";
import { type MqttPoint, messageReader } from "./message.ts";
import { tell } from "./testing/hall.ts";
import { type PointSketch, pointsOf, WORDS } from "./testing/points.ts";

const receivedAt = instant(Date.parse("2025-07-08T09:45:00Z"));

const temperature: PointSketch = { id: "temperature", class: "zone-air-temp", path: ["temp"] };
const contact: PointSketch = {
  id: "contact",
  class: "door-contact",
  path: ["contact"],
  values: WORDS.contact,
};
const lock: PointSketch = { id: "lock", class: "door-lock", path: ["lock"], values: WORDS.lock };

/** The readings of one payload, and why it could not be read as a whole. */
const read = (
  sketches: readonly PointSketch[],
  payload: string | Buffer,
  { retained = false, maxBytes = 65_536 } = {},
) => {
  const points = pointsOf(sketches);
  const sources: MqttPoint[] = points.flatMap(point =>
    point.source.is === "mqtt" ? [{ point, source: point.source }] : [],
  );
  const readings: Reading[] = [];
  const why = messageReader(sources, maxBytes)(Buffer.from(payload), retained, receivedAt, readings);
  return { why, readings, told: readings.map(reading => tell(points, reading)) };
};

/**
 * One folder is one payload: `payload.bin` as it came, `points.json` when the points differ from a temperature, a
 * contact and a lock, and `expected.json` with what is told.
 */
describe("payloads of the field", () => {
  const folder = join(import.meta.dirname, "testdata");
  test.each(readdirSync(folder))("%s", name => {
    const file = (kind: string) => join(folder, name, kind);
    const json = (kind: string) => JSON.parse(readFileSync(file(kind), "utf8"));
    const payload = readFileSync(
      existsSync(file("payload.bin")) ? file("payload.bin") : file("payload.json"),
    );
    const points = existsSync(file("points.json")) ? json("points.json") : [temperature, contact, lock];
    const { why, told } = read(points, payload);
    expect({ why, told }).toEqual(json("expected.json"));
  });
});

test("a key that is absent is no reading: absent is not null", () => {
  expect(read([temperature, contact], '{"battery":81}').told).toEqual([]);
  expect(read([temperature, contact], '{"temp":null,"contact":null}').told).toEqual([
    "temperature: device reports null",
    "contact: device reports null",
  ]);
});

test("a payload cannot reach into the program: only its own keys count", () => {
  const paths = [
    ["__proto__"],
    ["constructor", "name"],
    ["toString"],
    ["temp", "length"],
    ["__proto__", "temp"],
  ];
  const sketches = paths.map((path, i) => ({ ...temperature, id: `${i}`, path }));
  const { told, why } = read(sketches, '{"__proto__":{"temp":21},"temp":[1,2]}');
  expect([told, why]).toEqual([["0: device reports an object where a number belongs", "4=21"], null]);
  expect(read(sketches, '{"temp":"hot"}').told).toEqual([]);
  expect(Object.hasOwn(Object.prototype, "temp")).toBe(false);
});

test("several points of one topic may look into lists and objects", () => {
  const sketches = [
    { ...temperature, id: "first", path: ["sensors", 0, "t"] },
    { ...temperature, id: "second", path: ["sensors", 1, "t"] },
    { ...temperature, id: "third", path: ["sensors", 2, "t"] },
    { ...temperature, id: "by-key", path: ["sensors", "0", "t"] },
  ];
  expect(read(sketches, '{"sensors":[{"t":20.5},{"t":21}]}').told).toEqual(["first=20.5", "second=21"]);
  expect(read(sketches, '{"sensors":null}').told).toHaveLength(4);
});

test("a number is scaled to the unit of its class", () => {
  const { readings } = read([{ ...temperature, scale: 0.1 }], '{"temp":209}');
  expect(readings[0]?.value).toBeCloseTo(20.9, 10);
});

test("a payload that is longer than allowed is not parsed", () => {
  const { told, why } = read([temperature], `{"temp":20,"pad":"${"x".repeat(100)}"}`, { maxBytes: 64 });
  expect([told, why]).toEqual([
    ["temperature: payload of 120 bytes is larger than 64"],
    "payload of 120 bytes is larger than 64",
  ]);
});

describe("a payload that is the value itself", () => {
  const bareTemperature = { ...temperature, path: [] };
  const bareLock = { ...lock, path: [] };
  const cases: readonly (readonly [payload: string, asNumber: string, asWord: string])[] = [
    ["20.9", "=20.9", ': device reports "20.9", which is none of LOCKED, UNLOCKED, JAMMED'],
    [" 20.9\n", "=20.9", ': device reports "20.9", which is none of LOCKED, UNLOCKED, JAMMED'],
    ["LOCKED", ': device reports "LOCKED" where a number belongs', "=locked"],
    ['"LOCKED"', ': device reports "LOCKED" where a number belongs', "=locked"],
    ["null", ": device reports null", ": device reports null"],
    [
      '{"temp":1}',
      ": device reports an object where a number belongs",
      ": device reports an object where a word belongs",
    ],
  ];
  test.each(cases)("%s", (payload, asNumber, asWord) => {
    const { told } = read([bareTemperature, bareLock], payload);
    expect(told).toEqual([`temperature${asNumber}`, `lock${asWord}`]);
  });

  test("true, false and numbers are words when the site file says what they mean", () => {
    const values = { true: "open", false: "closed", "1": "open", "0": "closed" };
    const told = ["true", "false", "1", "0", "2"].flatMap(payload => {
      const bare = { ...contact, path: [], values };
      const inside = { ...contact, id: "inside", values };
      return [...read([bare], payload).told, ...read([inside], `{"contact":${payload}}`).told];
    });
    expect(told).toEqual([
      "contact=open",
      "inside=open",
      "contact=closed",
      "inside=closed",
      "contact=open",
      "inside=open",
      "contact=closed",
      "inside=closed",
      'contact: device reports "2", which is none of 0, 1, true, false',
      'inside: device reports "2", which is none of 0, 1, true, false',
    ]);
  });

  test("without a list of words in the site file, the words of the class are the words", () => {
    const { values: _, ...plain } = { ...contact, path: [] };
    expect(["open", "closed", "OPEN"].flatMap(word => read([plain], word).told)).toEqual([
      "contact=open",
      "contact=closed",
      'contact: device reports "OPEN", which is none of closed, open',
    ]);
  });
});

describe("the time that a payload carries", () => {
  const at = (form: "iso" | "ms" | "s", ts: string): readonly [string, string] => {
    const sketch = { ...temperature, time: { path: ["ts"], form } };
    const reading = read([sketch], `{"temp":20${ts === "" ? "" : `,"ts":${ts}`}}`).readings[0];
    return [toIso(reading?.at ?? (0 as Instant)), reading?.flag ?? ""];
  };
  const believed = "2025-07-08T09:44:30.000Z";
  const received = "2025-07-08T09:45:00.000Z";

  test.each([
    ["iso", '"2025-07-08T09:44:30Z"'],
    ["iso", '"2025-07-08T17:44:30.000+08:00"'],
    ["iso", '"2025-07-08T17:44:30+0800"'],
    ["ms", "1751967870000"],
    ["ms", '"1751967870000"'],
    ["s", "1751967870"],
    ["s", "1751967870.0004"],
  ] as const)("is believed: %s %s", (form, ts) => {
    expect(at(form, ts)).toEqual([believed, ""]);
  });

  test.each([
    ["iso", '"2025-07-08T17:44:30"'],
    ["iso", '"yesterday"'],
    ["iso", "1751967870000"],
    ["ms", "1751967870"],
    ["ms", '"12:30"'],
    ["s", "true"],
    ["s", "1751967870000"],
  ] as const)(
    "is no moment, or not a plausible one: %s %s; the receipt time is taken and flagged",
    (form, ts) => {
      expect(at(form, ts)).toEqual([received, "clock"]);
    },
  );

  test.each(["", "null"])("is not there (%s): the receipt time is taken", ts => {
    expect(at("iso", ts)).toEqual([received, ""]);
  });
});

describe("a broker's memory", () => {
  test("is uncertain, since nobody knows how old it is, unless it carries its own time", () => {
    const timed = { ...temperature, id: "timed", time: { path: ["ts"], form: "iso" } } as const;
    const payload = '{"temp":20,"ts":"2025-07-08T08:00:00Z"}';
    const { told, readings } = read([temperature, timed], payload, { retained: true });
    expect(told).toEqual(["temperature=20 (retained, uncertain)", "timed=20 (retained, good)"]);
    expect(readings.map(reading => toIso(reading.at))).toEqual([
      "2025-07-08T09:45:00.000Z",
      "2025-07-08T08:00:00.000Z",
    ]);
  });
});
