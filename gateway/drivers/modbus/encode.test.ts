import fc from "fast-check";
import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { encode } from "./encode.ts";
import { type PointSketch, pointOf } from "./testing/points.ts";

const SWITCH = { values: { 0: "off", 1: "on" }, classWords: ["off", "on"] } as const;
const coil: PointSketch = { table: "coil", type: "bit", address: 2, write: { code: 5 }, ...SWITCH };
const setpoint: PointSketch = { address: 7, type: "i16", scale: 0.1, write: { code: 6 } };

/** `<code> <address> <values>`, or why not. */
const told = (sketch: PointSketch, value: number): string => {
  const encoded = encode(pointOf(sketch), value);
  if (encoded.is === "refused") return encoded.why;
  const { unit, code, address, values } = encoded.request;
  return `unit ${unit}: ${code} at ${address}: ${values.join(" ")}`;
};

test.each<[string, PointSketch, number, string]>([
  ["a coil is switched on by its word", coil, 1, "unit 1: 5 at 2: 1"],
  ["and off", coil, 0, "unit 1: 5 at 2: 0"],
  ["whatever its words are called first", { ...coil, classWords: ["on", "off"] }, 0, "unit 1: 5 at 2: 1"],
  ["a coil by function 15", { ...coil, write: { code: 15 } }, 1, "unit 1: 15 at 2: 1"],
  ["a setpoint in tenths", setpoint, 24.5, "unit 1: 6 at 7: 245"],
  ["a negative one", setpoint, -3, "unit 1: 6 at 7: 65506"],
  ["nothing is rounded", setpoint, 24.55, "24.55 lies between two steps of the register"],
  ["nothing wraps", setpoint, 3_300, "33000 does not fit into i16"],
  ["no number is no value", setpoint, Number.NaN, "NaN is no number"],
  [
    "a float of two registers",
    { ...setpoint, type: "f32", scale: 1, write: { code: 16 } },
    24.5,
    "unit 1: 16 at 7: 16836 0",
  ],
  [
    "function 6 cannot carry two registers",
    { ...setpoint, type: "u32" },
    1,
    "function 6 writes one register, u32 takes 2",
  ],
  [
    "another place than the one that is read",
    {
      ...setpoint,
      table: "input",
      write: { code: 6, place: { table: "holding", address: 90, type: "u16", words: "big" } },
    },
    24.5,
    "unit 1: 6 at 90: 245",
  ],
  ["a read-only table", { ...setpoint, table: "input" }, 1, "function 6 does not write to input registers"],
  [
    "a coil's function on a register",
    { ...setpoint, write: { code: 5 } },
    1,
    "function 5 does not write to holding registers",
  ],
  ["a point without a write", { address: 7 }, 1, "this point can only be read"],
  ["every unit at once", { ...setpoint, unit: 0 }, 1, "unit 0 is every device at once"],
  [
    "one bit of a register, which would take its neighbours along",
    { type: "bit", bit: 3, write: { code: 6 } },
    1,
    "1 does not fit into bit",
  ],
  [
    "what means no value",
    { ...setpoint, sentinels: [0x7fffn] },
    3_276.7,
    '32767 means "no value" to this device',
  ],
  [
    "a word that the device does not know",
    { ...coil, classWords: ["off", "on", "auto"] },
    2,
    "the device knows no raw value for auto",
  ],
  ["an index without a word", coil, 7, "the device knows no raw value for this word"],
  [
    "a composed point",
    { ...setpoint, minus: { table: "holding", address: 8, type: "i16", words: "big" } },
    1,
    "this point is made of several registers",
  ],
])("%s", (_, sketch, value, expected) => {
  expect(told(sketch, value)).toBe(expected);
});

test("whatever is written reads back as the value that was asked for", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -32_000, max: 32_000 }),
      fc.constantFrom(0.1, 0.01, 0.001, 1, 2.5, 10, 0.4),
      fc.constantFrom(0, -40, 0.5),
      (raw, scale, offset) => {
        const point = pointOf({ ...setpoint, scale, offset });
        const asked = decode(point, [[raw & 0xffff]]);
        if (asked.is !== "value") throw new Error(asked.reason);
        const encoded = encode(point, asked.value);
        expect(encoded).toMatchObject({ is: "request", request: { values: [raw & 0xffff] } });
      },
    ),
    { numRuns: 2_000, seed: 22 },
  );
});
