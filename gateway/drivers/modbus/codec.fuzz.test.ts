import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import type { ModbusTable } from "#rules/site/modbus.ts";
import { millis } from "#rules/time/instant.ts";
import { dice } from "../testing/random.ts";
import type { Answer, ReadRequest } from "./exchange.ts";
import { damaged } from "./testing/damage.ts";
import {
  answerFrame,
  connectionOver,
  type MemoryLink,
  memoryLink,
  transactionOf,
  type WireName,
  withCrc,
} from "./testing/wire.ts";
import type { LinkConnection } from "./transport-connection.ts";

const FRAMES = 50_000;
const NEVER = millis(60_000);
const MEBIBYTE = 2 ** 20;

/** What a register holds in these tests: it tells whose it is. */
const wordAt = (unit: number, address: number) => ((unit & 0x1f) << 11) | (address & 0x7ff);
const CODES = { holding: 3, input: 4 } as const;

type Roll = ReturnType<typeof dice>;

const requestOf = (roll: Roll): ReadRequest & { readonly table: keyof typeof CODES } => ({
  unit: 1 + roll(30),
  table: roll(2) === 0 ? "holding" : "input",
  address: roll(1_000),
  count: 1 + roll(30),
});

const pduOf = ({ unit, table, address, count }: ReturnType<typeof requestOf>): readonly number[] => {
  const words = Array.from({ length: count }, (_, i) => wordAt(unit, address + i));
  return [CODES[table], count * 2, ...words.flatMap(word => [word >> 8, word & 0xff])];
};

/** Gives the bytes in pieces of any size. */
const deliver = (link: MemoryLink, bytes: Uint8Array, roll: Roll): void => {
  for (let at = 0; at < bytes.length; ) {
    const size = roll(3) === 0 ? 1 + roll(20) : bytes.length;
    link.receive(bytes.subarray(at, at + size));
    at += size;
  }
};

/**
 * Whether the damage has made another answer that the standard cannot tell from a right one: over Modbus TCP changed values
 * in a perfect envelope, over RTU a frame whose changed checksum happens to be right (one in 65,536).
 */
const isPerfect = (wire: WireName, right: Uint8Array, bytes: Uint8Array, answer: Answer): boolean => {
  if (answer.is !== "words") return false;
  const data = answer.words.flatMap(word => [word >> 8, word & 0xff]);
  const frame =
    wire === "mbap" ? [...right.subarray(0, 9), ...data] : [...withCrc([...right.subarray(0, 3), ...data])];
  return Buffer.from(bytes).includes(Buffer.from(frame));
};

const run = async (wire: WireName, seed: number) => {
  const roll = dice(seed);
  const seen = { wrong: 0, perfect: 0, right: 0, refused: 0, exceptions: 0 };
  let link = memoryLink();
  let connection: LinkConnection = connectionOver(link, wire);
  for (let i = 0; i < FRAMES; i += 1) {
    if (!connection.isOpen) {
      link = memoryLink();
      connection = connectionOver(link, wire);
    }
    const request = requestOf(roll);
    const asked = connection.read(request, NEVER);
    const transaction = transactionOf(link.sent.pop()!);
    const right = answerFrame(wire, { transaction, unit: request.unit, pdu: pduOf(request) });
    // A whole frame of an earlier request, now and then, before what is damaged.
    const late = answerFrame(wire, {
      transaction: transaction ^ 1,
      unit: request.unit ^ 1,
      pdu: pduOf(request),
    });
    if (roll(5) === 0) deliver(link, late, roll);
    const bytes = damaged(right, roll);
    deliver(link, bytes, roll);
    let isEnded = false;
    const ended = asked.then(answer => {
      isEnded = true;
      return answer;
    });
    await Promise.resolve();
    // Less than an answer would be waited for: the end of the connection stands for the time-out.
    if (!isEnded) link.drop();
    const answer = await ended;
    if (answer.is === "exception") seen.exceptions += 1;
    else if (answer.is !== "words") seen.refused += 1;
    else if (answer.words.every((word, at) => word === wordAt(request.unit, request.address + at)))
      seen.right += 1;
    else if (isPerfect(wire, right, bytes, answer)) seen.perfect += 1;
    else seen.wrong += 1;
  }
  await connection.close();
  return seen;
};

test.each<[WireName, number]>([
  ["mbap", 31],
  ["rtu", 32],
])(
  "fifty thousand damaged frames over %s: no crash, and no value that is not its register's",
  async (wire, seed) => {
    const seen = await run(wire, seed);
    expect(seen.wrong).toBe(0);
    expect(seen.right + seen.refused + seen.perfect + seen.exceptions).toBe(FRAMES);
    expect(seen.refused).toBeGreaterThan(FRAMES / 2);
    // What was only delayed, repeated behind or preceded by noise is still told apart from garbage.
    expect(seen.right).toBeGreaterThan(0);
    if (wire === "rtu") expect(seen.perfect + seen.exceptions).toBeLessThan(5);
  },
  30_000,
);

test("a connection that is talked to for ever keeps nothing of it", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const link = memoryLink();
  const connection = connectionOver(link, "rtu");
  const chunk = new Uint8Array(1_024).fill(0x55);
  const heap = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = heap();
  for (let i = 0; i < 100_000; i += 1) link.receive(chunk);
  expect(heap() - before).toBeLessThan(2 * MEBIBYTE);
  expect(connection.isOpen).toBe(true);
  await connection.close();
});

const tables: readonly ModbusTable[] = ["coil", "discrete"];
test.each(tables)("%s bits behind damage are never more than were asked for", async table => {
  const roll = dice(33);
  for (let i = 0; i < 2_000; i += 1) {
    const link = memoryLink();
    const connection = connectionOver(link, "rtu");
    const count = 1 + roll(60);
    const asked = connection.read({ unit: 7, table, address: 0, count }, NEVER);
    const bytes = Array.from({ length: (count + 7) >> 3 }, () => roll(256));
    const pdu = [table === "coil" ? 1 : 2, bytes.length, ...bytes];
    deliver(link, damaged(answerFrame("rtu", { transaction: 0, unit: 7, pdu }), roll), roll);
    link.drop();
    const answer = await asked;
    if (answer.is !== "words") continue;
    expect(answer.words).toEqual(Array.from({ length: count }, (_, i) => (bytes[i >> 3]! >> (i & 7)) & 1));
  }
});
