import { describe, expect, test } from "vitest";
import { dlt645Items } from "#rules/site/dlt645-items.ts";
import { randomOf } from "../testing/random.ts";
import { judge } from "./answer.ts";
import { readFrame, scan } from "./frame.ts";
import { bytesOf, meterFrame } from "./testing/bus.ts";

const METER = "000012345678";
const digitsOf = (item: string) => {
  const known = dlt645Items.get(item);
  if (!known) throw new Error(item);
  return known.digits;
};
const said = (bytes: Uint8Array, item: string) => {
  const { frames } = scan(bytes);
  return frames.map(frame => judge(frame, { meter: METER, item, digits: digitsOf(item) }));
};
const energy = bytesOf("68 78 56 34 12 00 00 68 91 08 33 33 34 33 67 45 3B 33 64 16");
const voltage = bytesOf("FE FE 68 78 56 34 12 00 00 68 91 06 33 34 34 35 B9 55 59 16");
const power = bytesOf("68 78 56 34 12 00 00 68 91 07 33 33 36 35 9A 57 B3 F1 16");

describe("questions", () => {
  test.each([
    ["00010000", "FE FE FE FE 68 78 56 34 12 00 00 68 11 04 33 33 34 33 C6 16"],
    ["02010100", "FE FE FE FE 68 78 56 34 12 00 00 68 11 04 33 34 34 35 C9 16"],
    ["02030000", "FE FE FE FE 68 78 56 34 12 00 00 68 11 04 33 33 36 35 CA 16"],
  ])("for item %s go out as the standard writes them", (item, hex) => {
    expect(readFrame(METER, item)).toEqual(bytesOf(hex));
  });
});

describe("answers", () => {
  test.each([
    ["energy in two decimals", energy, "00010000", 812.34],
    ["a voltage behind a preamble", voltage, "02010100", 228.6],
    ["a power whose highest bit is the sign", power, "02030000", -0.2467],
  ])("%s", (_, bytes, item, value) => {
    expect(said(bytes, item)).toEqual([{ is: "value", value }]);
  });

  test("with a wrong sum are none", () => {
    const bytes = bytesOf("68 78 56 34 12 00 00 68 91 06 33 34 34 35 B9 55 A6 16");
    expect(scan(bytes)).toEqual({ frames: [], isGarbled: true, rest: bytes.length });
  });

  test("of another meter, to another item and the echo of the question are passed over", () => {
    const others = [
      meterFrame("000012345679", 0x91, [0, 0, 1, 0, 0x34, 0x12, 0x08, 0x00]),
      meterFrame(METER, 0x91, [0, 0, 2, 0, 0x34, 0x12, 0x08, 0x00]),
      readFrame(METER, "00010000"),
    ];
    expect(said(Buffer.concat([...others, energy]), "00010000")).toEqual([
      { is: "other" },
      { is: "other" },
      { is: "other" },
      { is: "value", value: 812.34 },
    ]);
  });

  test("that refuse say why", () => {
    expect(said(meterFrame(METER, 0xd1, [0x02]), "00010000")).toEqual([
      { is: "refused", why: "the meter refuses: it has no such data" },
    ]);
  });

  test.each([
    ["FF where there is no value", [0xff, 0xff, 0xff, 0xff], /says FFFFFFFF, which is no number$/],
    ["a byte too few", [0x34, 0x12, 0x08], /has 3 bytes, but its form says 4$/],
    ["no number at all", [], /has 0 bytes/],
  ])("with %s are no value", (_, number, why) => {
    const [answer] = said(meterFrame(METER, 0x91, [0, 0, 1, 0, ...number]), "00010000");
    expect(answer).toEqual({ is: "refused", why: expect.stringMatching(why) });
  });

  test("of which more follows are no value", () => {
    const bytes = meterFrame(METER, 0xb1, [0, 0, 1, 0, 0x34, 0x12, 0x08, 0x00]);
    expect(said(bytes, "00010000")).toMatchObject([{ is: "refused" }]);
  });
});

describe("a stream", () => {
  test("cut anywhere gives the frame once it is whole, and keeps its beginning until then", () => {
    for (let cut = 0; cut < energy.length; cut++) {
      const { frames, rest } = scan(energy.subarray(0, cut));
      expect(frames).toEqual([]);
      expect(scan(Buffer.concat([energy.subarray(rest, cut), energy.subarray(cut)])).frames).toHaveLength(1);
    }
  });

  test("with a false start before the frame gives the frame", () => {
    expect(scan(Buffer.concat([bytesOf("68 00 68"), energy])).frames).toHaveLength(1);
    expect(scan(Buffer.concat([bytesOf("68 01 02 03 04 05 06 68 91 02"), energy])).frames).toHaveLength(1);
  });
});

test("of 20,000 damaged frames none counts unless its sum is right", () => {
  const random = randomOf(645);
  const below = (n: number) => Math.floor(random() * n);
  const whole = [energy, voltage, power];
  let accepted = 0;
  for (let round = 0; round < 20_000; round++) {
    const bytes = Buffer.from(whole[below(3)]!);
    for (let changes = 1 + below(4); changes > 0; changes--) bytes[below(bytes.length)] = below(256);
    const damaged = random() < 0.3 ? bytes.subarray(0, below(bytes.length)) : bytes;
    for (const frame of scan(damaged).frames) {
      accepted++;
      const data = [...frame.data];
      // Written anew from what was understood, it must stand in what came, sum and all.
      expect(damaged.includes(Buffer.from(meterFrame(frame.meter, frame.control, data)))).toBe(true);
      for (const item of dlt645Items.keys()) judge(frame, { meter: METER, item, digits: digitsOf(item) });
    }
  }
  expect(accepted).toBeGreaterThan(0);
});
