import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packetGuard } from "./guard.ts";

const LIMITS = { connectBytes: 100, packetBytes: 1_000 };
const CONNECT = 0x10;
const PUBLISH = 0x30;

/** A packet with a body of zeroes, its length written as the standard says. */
const packet = (firstByte: number, bodyBytes: number, sent = bodyBytes): number[] => {
  const length: number[] = [];
  for (let left = bodyBytes; ; left = Math.floor(left / 128)) {
    length.push((left % 128) + (left >= 128 ? 128 : 0));
    if (left < 128) break;
  }
  return [firstByte, ...length, ...new Array<number>(sent).fill(0)];
};

const judge = (bytes: readonly number[], chunkBytes = bytes.length) => {
  const violates = packetGuard(LIMITS);
  for (let i = 0; i < bytes.length; i += chunkBytes) {
    const violation = violates(Uint8Array.from(bytes.slice(i, i + chunkBytes)));
    if (violation !== null) return violation;
  }
  return null;
};

describe("the guard before the broker", () => {
  const cases: readonly (readonly [string, number[], object | null])[] = [
    ["an ordinary conversation", [...packet(CONNECT, 20), ...packet(PUBLISH, 300), 0xc0, 0], null],
    ["packets of exactly the limits", [...packet(CONNECT, 100), ...packet(PUBLISH, 1_000)], null],
    ["a CONNECT that is too long", packet(CONNECT, 101, 0), { is: "oversized", bytes: 101, limit: 100 }],
    [
      "a message that is too long, at its header",
      [...packet(CONNECT, 20), ...packet(PUBLISH, 268_435_455, 0)],
      { is: "oversized", bytes: 268_435_455, limit: 1_000 },
    ],
    ["a message before CONNECT", packet(PUBLISH, 5), { is: "not-connect", firstByte: 0x30 }],
    ["a web browser", [...Buffer.from("GET / HTTP/1.1")], { is: "not-connect", firstByte: 0x47 }],
    [
      "a length of five bytes",
      [...packet(CONNECT, 20), PUBLISH, 0x80, 0x80, 0x80, 0x80, 1],
      { is: "malformed-length" },
    ],
  ];
  test.each(cases)("%s", (_, bytes, verdict) => {
    expect([judge(bytes), judge(bytes, 1)]).toEqual([verdict, verdict]);
  });

  test("judges alike, however the network cuts the packets", () => {
    const bodies = fc.array(fc.integer({ min: 0, max: 1_100 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(bodies, fc.integer({ min: 1, max: 400 }), (lengths, chunkBytes) => {
        const bytes = [...packet(CONNECT, 12), ...lengths.flatMap(length => packet(PUBLISH, length))];
        const tooLong = lengths.find(length => length > LIMITS.packetBytes);
        const verdict = tooLong === undefined ? null : { is: "oversized", bytes: tooLong, limit: 1_000 };
        expect(judge(bytes, chunkBytes)).toEqual(verdict);
      }),
      { seed: 26, numRuns: 300 },
    );
  });
});
