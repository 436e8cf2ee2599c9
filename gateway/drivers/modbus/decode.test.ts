import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ModbusType } from "#rules/site/model.ts";
import { decode } from "./decode.ts";
import { type PointSketch, pointOf } from "./testing/points.ts";

/** A device's page of `testdata`: registers as its maker documents them. */
type DeviceCase = {
  readonly device: string;
  readonly points: Readonly<
    Record<string, Omit<PointSketch, "sentinels"> & { sentinels?: readonly string[] }>
  >;
  readonly reads: readonly { readonly point: string; readonly registers: string }[];
};

const folder = new URL("testdata/", import.meta.url);
const load = (path: string) => JSON.parse(readFileSync(new URL(path, folder), "utf8"));
const registersOf = (text: string) => text.split(" ").map(word => Number.parseInt(word, 16));

/** The value, its word, or why it is bad. */
const told = (sketch: PointSketch, registers: string): number | string => {
  const decoded = decode(pointOf(sketch), [registersOf(registers)]);
  if (decoded.is === "bad") return `bad: ${decoded.reason}`;
  return sketch.classWords?.[decoded.value] ?? decoded.value;
};

describe.each(readdirSync(folder).filter(name => name !== "frames"))("%s", name => {
  test("every documented register reads as its maker says", () => {
    const { points, reads }: DeviceCase = load(`${name}/input.json`);
    const values = reads.map(({ point, registers }) => {
      const { sentinels = [], ...sketch } = points[point]!;
      const classWords = sketch.values && { classWords: Object.values(sketch.values) };
      return told({ ...sketch, ...classWords, sentinels: sentinels.map(BigInt) }, registers);
    });
    expect(values).toEqual(load(`${name}/expected.json`));
  });
});

test.each<[string, PointSketch, string, number | string]>([
  [
    "a sentinel is met before scaling",
    { scale: 0.1, sentinels: [0x8000n] },
    "8000",
    "bad: the device says that it has no value (0x8000)",
  ],
  [
    "a sentinel of two words follows the word order",
    { type: "u32", words: "little", sentinels: [0x0001_0002n] },
    "0002 0001",
    "bad: the device says that it has no value (0x10002)",
  ],
  ["all ones are a value where no sentinel says otherwise", { type: "i16", scale: 0.1 }, "FFFF", -0.1],
  [
    "not-a-number is no number",
    { type: "f32" },
    "7FC0 0000",
    "bad: the device sent NaN in place of a number",
  ],
  [
    "infinity is no number",
    { type: "f64" },
    "FFF0 0000 0000 0000",
    "bad: the device sent -Infinity in place of a number",
  ],
  [
    "a counter that a double cannot hold",
    { type: "u64" },
    "0020 0000 0000 0001",
    "bad: 9007199254740993 is too large to be exact",
  ],
  [
    "a signed one likewise",
    { type: "i64" },
    "8000 0000 0000 0000",
    "bad: -9223372036854775808 is too large to be exact",
  ],
  ["a word", { values: { 3: "open", 4: "closed" }, classWords: ["closed", "open"] }, "0003", "open"],
  [
    "a raw value without a word",
    { values: { 3: "open" }, classWords: ["closed", "open"] },
    "0007",
    "bad: no word for the raw value 7",
  ],
  [
    "a raw value named like something every object has",
    { type: "f32", values: {}, classWords: ["closed"] },
    "7FC0 0000",
    "bad: no word for the raw value NaN",
  ],
  ["one bit of a register", { type: "bit", bit: 9 }, "0200", 1],
  ["its neighbour", { type: "bit", bit: 8 }, "0200", 0],
  ["a coil", { type: "bit", table: "coil" }, "0001", 1],
  ["a double, low word first", { type: "f64", words: "little" }, "0000 0000 0000 C008", -3],
])("%s", (_, sketch, registers, expected) => {
  expect(told(sketch, registers)).toBe(expected);
});

test("a tenth is a tenth: scaling leaves no dust behind the decimals", () => {
  const scaled = (register: string, sketch: PointSketch) => decode(pointOf(sketch), [registersOf(register)]);
  expect(scaled("0003", { scale: 0.1 })).toEqual({ is: "value", value: 0.3 });
  expect(scaled("028D", { scale: 0.1, offset: -40 })).toEqual({ is: "value", value: 25.3 });
  expect(scaled("00FF", { scale: 0.01, offset: 0.5 })).toEqual({ is: "value", value: 3.05 });
  expect(scaled("0007", { scale: 1000, offset: 1 })).toEqual({ is: "value", value: 7001 });
});

test("every 64-bit number comes back exactly or not at all, in either word order", () => {
  const written = (raw: bigint) => [48n, 32n, 16n, 0n].map(shift => Number((raw >> shift) & 0xffffn));
  fc.assert(
    fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.boolean(), (raw, isLittle) => {
      const type: ModbusType = "i64";
      const registers = isLittle ? written(raw).toReversed() : written(raw);
      const decoded = decode(pointOf({ type, words: isLittle ? "little" : "big" }), [registers]);
      const isExact = raw >= Number.MIN_SAFE_INTEGER && raw <= Number.MAX_SAFE_INTEGER;
      if (isExact) expect(decoded).toEqual({ is: "value", value: Number(raw) });
      else expect(decoded).toMatchObject({ is: "bad" });
    }),
    { numRuns: 500, seed: 9 },
  );
});
