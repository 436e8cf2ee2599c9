import { afterEach, describe, expect, test, vi } from "vitest";
import { millis } from "#rules/time/instant.ts";
import type { Answer, ReadRequest, WriteRequest } from "./exchange.ts";
import { rtu } from "./rtu.ts";
import {
  answerFrame,
  connectionOver,
  type MemoryLink,
  memoryLink,
  transactionOf,
  type WireName,
  withCrc,
} from "./testing/wire.ts";
import { LinkConnection } from "./transport-connection.ts";

const WIRES: readonly WireName[] = ["mbap", "rtu"];
const SOON = millis(5);
const NEVER = millis(60_000);
const request: ReadRequest = { unit: 3, table: "holding", address: 10, count: 4 };
const right: Answer = { is: "words", words: [0x0102, 0x0304, 0x0506, 0x0708] };
const PDU = [3, 8, 1, 2, 3, 4, 5, 6, 7, 8];

type Session = {
  readonly link: MemoryLink;
  readonly connection: LinkConnection;
  /** A frame with these in place of what is right. */
  frame(other?: { pdu?: readonly number[]; unit?: number; transaction?: number }): Uint8Array;
};

const session = (wire: WireName): Session => {
  const link = memoryLink();
  const connection = connectionOver(link, wire);
  const frame: Session["frame"] = (other = {}) =>
    answerFrame(wire, { transaction: transactionOf(link.sent.at(-1)!), unit: 3, pdu: PDU, ...other });
  return { link, connection, frame };
};

/** What the request ends as when these chunks come. */
const answerTo = async (
  wire: WireName,
  chunks: (session: Session) => readonly Uint8Array[],
  asked: ReadRequest | WriteRequest = request,
): Promise<Answer> => {
  const it = session(wire);
  const answer = "table" in asked ? it.connection.read(asked, SOON) : it.connection.write(asked, SOON);
  for (const chunk of chunks(it)) it.link.receive(chunk);
  return answer;
};

const splitAt = (bytes: Uint8Array, i: number) => [bytes.subarray(0, i), bytes.subarray(i)];
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap(part => [...part]));

const exchanges: readonly (readonly [string, ReadRequest | WriteRequest, readonly number[], Answer])[] = [
  [
    "coils",
    { ...request, table: "coil", count: 10 },
    [1, 2, 0b0101_0011, 0b10],
    words(1, 1, 0, 0, 1, 0, 1, 0, 0, 1),
  ],
  ["discrete inputs", { ...request, table: "discrete", count: 3 }, [2, 1, 0b101], words(1, 0, 1)],
  ["holding registers", request, PDU, right],
  ["input registers", { ...request, table: "input", count: 1 }, [4, 2, 0xff, 0xfe], words(0xfffe)],
  [
    "a coil switched on",
    { unit: 3, code: 5, address: 2, values: [1] },
    [5, 0, 2, 0xff, 0],
    { is: "written" },
  ],
  ["a coil switched off", { unit: 3, code: 5, address: 2, values: [0] }, [5, 0, 2, 0, 0], { is: "written" }],
  ["one register", { unit: 3, code: 6, address: 300, values: [258] }, [6, 1, 44, 1, 2], { is: "written" }],
  [
    "several coils",
    { unit: 3, code: 15, address: 2, values: [1, 0, 1] },
    [15, 0, 2, 0, 3],
    { is: "written" },
  ],
  [
    "several registers",
    { unit: 3, code: 16, address: 2, values: [1, 2] },
    [16, 0, 2, 0, 2],
    { is: "written" },
  ],
  ["an exception", request, [0x83, 2], { is: "exception", code: 2 }],
  ["a refused write", { unit: 3, code: 6, address: 1, values: [1] }, [0x86, 4], { is: "exception", code: 4 }],
];

function words(...values: readonly number[]): Answer {
  return { is: "words", words: values };
}

describe.each(WIRES)("over %s", wire => {
  test.each(exchanges)(
    "%s: the answer is put together from one piece, two cut anywhere, or single bytes",
    async (_, asked, pdu, answer) => {
      const length = wire === "mbap" ? 7 + pdu.length : 3 + pdu.length;
      for (let i = 0; i < length; i += 1)
        expect(await answerTo(wire, ({ frame }) => splitAt(frame({ pdu }), i), asked)).toEqual(answer);
      const bytes = ({ frame }: Session) => Array.from(frame({ pdu }), byte => Uint8Array.of(byte));
      expect(await answerTo(wire, bytes, asked)).toEqual(answer);
    },
  );

  test("a late answer before the right one is passed over, merged with it or cut anywhere", async () => {
    const both = ({ frame }: Session) =>
      joined(frame({ transaction: 77, unit: 4, pdu: [3, 2, 9, 9] }), frame());
    const length = wire === "mbap" ? 11 + 17 : 7 + 13;
    for (let i = 0; i <= length; i += 1)
      expect(await answerTo(wire, session => splitAt(both(session), i))).toEqual(right);
  });

  test("a good frame of somebody else behind the answer does not spoil it", async () => {
    expect(
      await answerTo(wire, ({ frame }) => [joined(frame(), frame({ transaction: 77, unit: 4 }))]),
    ).toEqual(right);
  });

  test.each<[string, Answer["is"], (session: Session) => readonly Uint8Array[]]>([
    ["nothing", "timeout", () => []],
    ["half an answer", "garbled", ({ frame }) => [frame().subarray(0, 9)]],
    ["the answer twice at once", "garbled", ({ frame }) => [joined(frame(), frame())]],
    ["noise behind the answer", "garbled", ({ frame }) => [joined(frame(), Uint8Array.of(1, 2, 3))]],
    ["text", "garbled", () => [Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n")]],
    ["another unit's answer", "mismatch", ({ frame }) => [frame({ unit: 4 })]],
    ["another unit's exception", "mismatch", ({ frame }) => [frame({ unit: 4, pdu: [0x83, 2] })]],
    ["another function", "mismatch", ({ frame }) => [frame({ pdu: [4, ...PDU.slice(1)] })]],
    ["fewer registers", "mismatch", ({ frame }) => [frame({ pdu: [3, 6, 1, 2, 3, 4, 5, 6] })]],
    ["more registers", "mismatch", ({ frame }) => [frame({ pdu: [3, 10, ...PDU.slice(2), 9, 9] })]],
    ["no registers", "mismatch", ({ frame }) => [frame({ pdu: [3, 0] })]],
  ])("no answer: %s", async (_, is, chunks) => {
    expect(await answerTo(wire, chunks)).toMatchObject({ is });
  });

  test.each<[string, WriteRequest, readonly number[]]>([
    ["value", { unit: 3, code: 6, address: 7, values: [1] }, [6, 0, 7, 0, 2]],
    ["address", { unit: 3, code: 5, address: 7, values: [1] }, [5, 0, 8, 0xff, 0]],
    ["number of values", { unit: 3, code: 16, address: 7, values: [1, 2] }, [16, 0, 7, 0, 1]],
  ])("a write that is repeated with another %s is not done", async (_, asked, pdu) => {
    expect(await answerTo(wire, ({ frame }) => [frame({ pdu })], asked)).toMatchObject({ is: "mismatch" });
  });

  test("a connection that closes in the middle ends the request at once", async () => {
    const it = session(wire);
    const answer = it.connection.read(request, NEVER);
    it.link.receive(it.frame().subarray(0, 5));
    it.link.drop();
    expect(await answer).toEqual({ is: "closed", why: "the device closed the connection" });
    expect(await it.connection.read(request, NEVER)).toEqual({
      is: "closed",
      why: "the connection is closed",
    });
  });

  test("a second request while one is under way is the caller's mistake", async () => {
    const it = session(wire);
    const answer = it.connection.read(request, NEVER);
    expect(() => it.connection.read(request, NEVER)).toThrow("a request is under way");
    it.link.drop();
    await answer;
  });

  test("seventy thousand requests each get their own answer: no id is used up or taken twice", async () => {
    const it = session(wire);
    let own = 0;
    it.link.onSend = () => it.link.receive(it.frame({ pdu: [3, 2, (own >> 8) & 0xff, own & 0xff] }));
    let wrong = 0;
    for (own = 0; own < 70_000; own += 1) {
      const answer = await it.connection.read({ ...request, count: 1 }, NEVER);
      if (answer.is !== "words" || answer.words[0] !== (own & 0xffff)) wrong += 1;
      it.link.sent.length = 0;
    }
    expect(wrong).toBe(0);
    await it.connection.close();
  });

  test.each<[string, WriteRequest]>([
    ["every device at once", { unit: 0, code: 5, address: 1, values: [1] }],
    ["a toggle code", { unit: 1, code: 5, address: 1, values: [0x5500] }],
    ["two values by a function for one", { unit: 1, code: 6, address: 1, values: [1, 2] }],
    ["beyond the last address", { unit: 1, code: 16, address: 0xffff, values: [1, 2] }],
    ["a number that no register holds", { unit: 1, code: 6, address: 1, values: [65_536] }],
    ["nothing", { unit: 1, code: 16, address: 1, values: [] }],
  ])("%s cannot be written", (_, asked) => {
    const it = session(wire);
    expect(() => it.connection.write(asked, NEVER)).toThrow(RangeError);
    expect(it.link.sent).toEqual([]);
  });
});

describe("only over Modbus TCP", () => {
  test.each<[string, readonly number[], string]>([
    ["another protocol", [2, 1], "garbage: protocol id 256 is not Modbus"],
    ["no length", [4, 0, 0], "answer of wrong length: 0 bytes announced"],
    ["60,000 bytes", [4, 0xea, 0x60], "answer of wrong length: 60000 bytes announced"],
    ["a byte more than the standard allows", [4, 0, 255], "answer of wrong length: 255 bytes announced"],
  ])("%s in the header ends the connection at once", async (_, [at, ...bytes], why) => {
    const it = session("mbap");
    const answer = it.connection.read(request, NEVER);
    const frame = it.frame();
    frame.set(bytes, at);
    it.link.receive(frame);
    expect(await answer).toEqual({ is: "garbled", why });
    expect(it.connection.isOpen).toBe(false);
  });

  test("a port that answers in RTU frames is called by its name, however its bytes come", async () => {
    const rtu = withCrc([3, ...PDU]);
    for (let i = 0; i < rtu.length; i += 1)
      expect(await answerTo("mbap", () => splitAt(rtu, i))).toEqual({
        is: "garbled",
        why: "this port speaks Modbus RTU, not Modbus TCP: write framing: rtu",
      });
    expect(await answerTo("mbap", () => [withCrc([3, 0x83, 2])])).toMatchObject({ why: /framing: rtu/ });
  });

  test("bytes that nobody asked for cost the connection", () => {
    const it = session("mbap");
    it.link.receive(Uint8Array.of(1));
    expect(it.connection.isOpen).toBe(false);
  });
});

describe("only over RTU", () => {
  const asked: ReadRequest = { ...request };

  test.each<[string, (frame: Uint8Array) => Uint8Array]>([
    ["the checksum", frame => frame.with(frame.length - 1, frame.at(-1)! ^ 1)],
    ["a value", frame => frame.with(5, frame[5]! ^ 0x80)],
    ["the unit, to another", frame => frame.with(0, 4)],
  ])("one bit wrong in %s and nothing is believed", async (_, damage) => {
    expect(await answerTo("rtu", ({ frame }) => [damage(frame())], asked)).toMatchObject({ is: "garbled" });
  });

  test("noise before the answer is passed over", async () => {
    for (const noise of [[0], [0xff, 0xff], [3], [3, 3], [3, 3, 8], [3, 0x83], [1, 2, 3, 4, 5, 6, 7, 8, 9]])
      expect(await answerTo("rtu", ({ frame }) => [joined(Uint8Array.from(noise), frame())])).toEqual(right);
  });

  test("a line that talks without end is told before its bytes fill the memory", async () => {
    const it = session("rtu");
    const answer = it.connection.read(request, NEVER);
    let bytes = 0;
    for (; it.connection.isOpen; bytes += 64) it.link.receive(new Uint8Array(64).fill(0xaa));
    expect(await answer).toEqual({ is: "garbled", why: "garbage without end" });
    expect(bytes).toBeLessThan(1_000);
  });

  test("what comes while nothing is asked is a late answer, and nobody's", async () => {
    const it = session("rtu");
    it.link.receive(withCrc([3, ...PDU]));
    it.link.receive(withCrc([3, ...PDU]).subarray(0, 7));
    const answer = it.connection.read(request, SOON);
    expect(await answer).toEqual({ is: "timeout" });
  });

  test("an adapter that repeats what is sent is found out by the first read", async () => {
    const it = session("rtu");
    it.link.onSend = frame => it.link.receive(joined(frame, withCrc([3, ...PDU])));
    expect(await it.connection.read(request, SOON)).toEqual(right);
    const order: WriteRequest = { unit: 3, code: 6, address: 7, values: [1] };
    it.link.onSend = frame => it.link.receive(joined(frame, frame));
    expect(await it.connection.write(order, SOON)).toEqual({ is: "written" });
    it.link.onSend = frame => it.link.receive(frame);
    expect(await it.connection.write(order, SOON)).toEqual({ is: "timeout" });
  });

  test("an echo is passed over wherever it is cut", async () => {
    for (let i = 0; i <= 8 + 13; i += 1)
      expect(await answerTo("rtu", ({ link, frame }) => splitAt(joined(link.sent[0]!, frame()), i))).toEqual(
        right,
      );
  });

  test("a port that answers in Modbus TCP frames is called by its name", async () => {
    const mbap = Uint8Array.of(3, 3, 0, 0, 0, 11, 3, ...PDU);
    expect(await answerTo("rtu", () => [mbap])).toEqual({
      is: "garbled",
      why: "this port speaks Modbus TCP, not Modbus RTU: leave out framing: rtu",
    });
  });
});

describe("a line that needs to be quiet for two milliseconds before a request", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const quietLine = () => {
    vi.useFakeTimers();
    const link = memoryLink();
    const options = { framing: rtu, dropsOnFailure: false, dropsOnStray: false, quietMs: 2 };
    const connection = new LinkConnection(link, { ...options, tell: error => error.message });
    const noise = (lengthMs: number) => {
      for (let i = 0; i < lengthMs; i += 1) {
        link.receive(Uint8Array.of(0xaa));
        vi.advanceTimersByTime(1);
      }
    };
    const ask = () => connection.read(request, millis(100));
    return { link, noise, ask, connection };
  };

  test("nothing goes out while bytes still come, and then what came is not taken for an answer", async () => {
    const { link, noise, ask } = quietLine();
    noise(1);
    const answer = ask();
    noise(10);
    expect(link.sent).toEqual([]);
    vi.advanceTimersByTime(2);
    expect(link.sent.length).toBe(1);
    link.receive(withCrc([3, ...PDU]));
    expect(await answer).toEqual(right);
  });

  test("a line that is never quiet is spoken on nevertheless, and the answer found in the noise", async () => {
    const { link, noise, ask } = quietLine();
    noise(1);
    const answer = ask();
    noise(50);
    expect(link.sent.length).toBe(1);
    link.receive(withCrc([3, ...PDU]));
    expect(await answer).toEqual(right);
  });

  test("after a time-out the line stays open, and each request has its own time", async () => {
    const { link, ask, connection } = quietLine();
    for (let i = 1; i <= 3; i += 1) {
      const answer = ask();
      vi.advanceTimersByTime(102);
      expect(await answer).toEqual({ is: "timeout" });
      expect([link.sent.length, connection.isOpen]).toEqual([i, true]);
    }
  });
});
