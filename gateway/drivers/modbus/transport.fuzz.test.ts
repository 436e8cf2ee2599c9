import { afterAll, beforeAll, expect, test } from "vitest";
import { millis } from "#rules/time/instant.ts";
import { dice } from "../testing/random.ts";
import { damaged } from "./testing/damage.ts";
import { answerTo, type Device, healthy, startDevice, wordAt } from "./testing/device.ts";
import { type Answer, type Connection, connect, type ReadRequest } from "./transport.ts";

const FRAMES = 300;
const TIMEOUT = millis(5_000);
const HEADER = 9;
const request: ReadRequest = { unit: 3, table: "holding", address: 10, count: 4 };

let device: Device;
beforeAll(async () => {
  device = await startDevice();
});
afterAll(() => device.stop());

const open = (): Promise<Connection> =>
  connect({
    where: "plant",
    wire: { is: "tcp", host: "127.0.0.1", port: device.port },
    timeout: TIMEOUT,
    signal: new AbortController().signal,
  });

/** Modbus TCP has no checksum, so changed values in a perfect envelope are values. */
const isAcceptable = (right: Buffer, bytes: Uint8Array, answer: Answer): boolean => {
  if (answer.is !== "words") return answer.is !== "written";
  const data = answer.words.flatMap(word => [word >> 8, word & 0xff]);
  return Buffer.from(bytes).includes(Buffer.from([...right.subarray(0, HEADER), ...data]));
};

test("over real sockets no damaged frame passes for an answer, and none spoils the next", async () => {
  const roll = dice(11);
  for (let i = 0; i < FRAMES; i += 1) {
    let right: Buffer = Buffer.alloc(0);
    let bytes: Uint8Array = right;
    device.behave(3, (asked, socket) => {
      right = answerTo(asked);
      bytes = damaged(right, roll);
      // What is less than an answer would be waited for; the time-out is another test's.
      socket.end(bytes);
    });
    const connection = await open();
    const answer = await connection.read(request, TIMEOUT);
    expect(answer.is).not.toBe("timeout");
    expect(isAcceptable(right, bytes, answer)).toBe(true);
    await connection.close();

    device.behave(3, healthy);
    const next = await open();
    const sequence = device.requests.length;
    const words = [10, 11, 12, 13].map(address => wordAt(3, address, sequence));
    expect(await next.read(request, TIMEOUT)).toEqual({ is: "words", words });
    await next.close();
  }
});
