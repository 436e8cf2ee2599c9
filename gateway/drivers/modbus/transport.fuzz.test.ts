import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { millis } from "#rules/time/instant.ts";
import { answerTo, type Device, healthy, startDevice, wordAt } from "./testing/device.ts";
import { type Connection, connect, type ReadRequest } from "./transport.ts";

const TIMEOUT = millis(2_000);
const HEADER = 9;
const request: ReadRequest = { unit: 3, table: "holding", address: 10, count: 4 };

/** One thing that goes wrong with a frame on its way. */
type Damage = (frame: Buffer) => Buffer;

const at = fc.nat(16);
const byte = fc.nat(255);
const change: fc.Arbitrary<Damage> = fc.tuple(at, byte).map(([i, value]) => frame => {
  const changed = Buffer.from(frame);
  if (i < changed.length) changed[i] = value;
  return changed;
});
const insert: fc.Arbitrary<Damage> = fc.tuple(at, fc.uint8Array({ minLength: 1, maxLength: 5 })).map(
  ([i, noise]) =>
    frame =>
      Buffer.concat([frame.subarray(0, i), noise, frame.subarray(i)]),
);
const remove: fc.Arbitrary<Damage> = fc.tuple(at, fc.integer({ min: 1, max: 5 })).map(
  ([i, n]) =>
    frame =>
      Buffer.concat([frame.subarray(0, i), frame.subarray(i + n)]),
);
const cut: fc.Arbitrary<Damage> = at.map(i => frame => frame.subarray(0, i));
const repeat: fc.Arbitrary<Damage> = fc.constant(frame => Buffer.concat([frame, frame]));
const noise: fc.Arbitrary<Damage> = fc.uint8Array({ maxLength: 40 }).map(bytes => () => Buffer.from(bytes));
const damages = fc.array(fc.oneof({ weight: 4, arbitrary: change }, insert, remove, cut, repeat, noise), {
  minLength: 1,
  maxLength: 3,
});

let device: Device;
let connection: Connection | null = null;
beforeAll(async () => {
  device = await startDevice();
});
afterAll(async () => {
  await connection?.close();
  await device.stop();
});

const read = async () => {
  if (!connection?.isOpen) {
    const signal = new AbortController().signal;
    connection = await connect({
      where: "plant",
      wire: { is: "tcp", host: "127.0.0.1", port: device.port },
      timeout: TIMEOUT,
      signal,
    });
  }
  return connection.read(request, TIMEOUT);
};

/** What a damaged frame may pass for: Modbus TCP has no checksum, so changed values in a perfect envelope are values. */
const acceptable = (right: Buffer, damaged: Buffer) => {
  const isEnvelope =
    right.length === damaged.length && right.subarray(0, HEADER).equals(damaged.subarray(0, HEADER));
  if (isEnvelope) return { is: "words", words: [0, 1, 2, 3].map(i => damaged.readUInt16BE(HEADER + 2 * i)) };
  const exception = Buffer.from([...right.subarray(0, 4), 0, 3, right[6]!, right[7]! | 0x80]);
  if (damaged.length === HEADER && damaged.subarray(0, 8).equals(exception))
    return { is: "exception", code: damaged[8] };
  return { is: expect.stringMatching(/^(mismatch|closed)$/), why: expect.any(String) };
};

test("no damaged frame passes for an answer, and none spoils the next", async () => {
  await fc.assert(
    fc.asyncProperty(damages, async damages => {
      let right: Buffer = Buffer.alloc(0);
      let damaged: Buffer = right;
      device.behave(3, (request, socket) => {
        right = answerTo(request);
        damaged = damages.reduce((frame, damage) => damage(frame), right);
        socket.write(damaged);
        // What is less than an answer would only be waited for; the time-out is another test's.
        if (damaged.length < right.length) socket.end();
      });
      expect(await read()).toEqual(acceptable(right, damaged));
      if (damaged.length < right.length) await connection?.close();
      device.behave(3, healthy);
      const sequence = device.requests.length;
      expect(await read()).toEqual({
        is: "words",
        words: [10, 11, 12, 13].map(address => wordAt(3, address, sequence)),
      });
    }),
    { numRuns: 4_000, seed: 11 },
  );
}, 60_000);
