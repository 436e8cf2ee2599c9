import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { Fault } from "#gateway/ports/fault.ts";
import { millis } from "#rules/time/instant.ts";
import { type Behaviour, type Device, healthy, startDevice, wordAt } from "./testing/device.ts";
import * as faults from "./testing/faults.ts";
import { withCrc } from "./testing/wire.ts";
import { type Answer, type Connection, connect, type ReadRequest } from "./transport.ts";

const TIMEOUT = millis(200);
const request: ReadRequest = { unit: 3, table: "holding", address: 10, count: 4 };
const values = (sequence: number) => [10, 11, 12, 13].map(address => wordAt(3, address, sequence));

const opened: Connection[] = [];
const started: Device[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(connection => connection.close()));
  await Promise.all(started.splice(0).map(device => device.stop()));
});

const deviceOf = async (behaviour: Behaviour): Promise<Device> => {
  const device = await startDevice({ 3: behaviour });
  started.push(device);
  return device;
};

const connectTo = async ({ port }: { port: number }): Promise<Connection> => {
  const signal = new AbortController().signal;
  const connection = await connect({
    where: "plant",
    wire: { is: "tcp", host: "127.0.0.1", port },
    timeout: TIMEOUT,
    signal,
  });
  opened.push(connection);
  return connection;
};

test("registers and bits arrive as they are, lowest address first", async () => {
  const connection = await connectTo(await deviceOf(healthy));
  const answers: Answer[] = [];
  for (const table of ["holding", "input", "coil", "discrete"] as const)
    answers.push(await connection.read({ ...request, table, count: 4 }, TIMEOUT));
  expect(answers).toEqual([
    { is: "words", words: values(0) },
    { is: "words", words: values(1) },
    { is: "words", words: [0, 1, 0, 1] },
    { is: "words", words: [0, 1, 0, 1] },
  ]);
});

test("a thousand reads on one connection each get their own answer", async () => {
  const device = await deviceOf(healthy);
  const connection = await connectTo(device);
  for (let sequence = 0; sequence < 1_000; sequence += 1)
    expect(await connection.read(request, TIMEOUT)).toEqual({ is: "words", words: values(sequence) });
  expect(device.connections).toBe(1);
});

test("an answer that comes byte by byte is put together", async () => {
  const connection = await connectTo(await deviceOf(faults.byteByByte));
  expect(await connection.read(request, TIMEOUT)).toEqual({ is: "words", words: values(0) });
});

test("an exception is an answer: the connection stays", async () => {
  const device = await deviceOf(faults.exceptionOf(2));
  const connection = await connectTo(device);
  expect(await connection.read(request, TIMEOUT)).toEqual({ is: "exception", code: 2 });
  device.behave(3, healthy);
  expect(await connection.read(request, TIMEOUT)).toEqual({ is: "words", words: values(1) });
  expect(device.connections).toBe(1);
});

const refused = [
  ["of another protocol", faults.wrongProtocol, "garbled", "garbage: protocol id 1 is not Modbus"],
  ["of another unit", faults.wrongUnit, "mismatch", "unit 4 answered in place of unit 3"],
  ["of another function", faults.wrongFunction, "mismatch", "function 4 answered in place of function 3"],
  ["that is no Modbus", faults.garbage, "garbled", "garbage: protocol id 21584 is not Modbus"],
  [
    "that announces 60 000 bytes",
    faults.hugeLength,
    "garbled",
    /^answer of wrong length: 59915 bytes announced/,
  ],
  ["that announces nothing", faults.zeroLength, "garbled", /^answer of wrong length: 0 bytes announced/],
  ["that claims fewer bytes than it has", faults.shortCount, "mismatch", /6 bytes of values, 8 expected/],
  ["that claims more bytes than it has", faults.longCount, "mismatch", /10 bytes of values, 8 expected/],
  [
    "with fewer registers than asked for",
    faults.fewerRegisters,
    "mismatch",
    /^answer of wrong length: 8 bytes/,
  ],
  [
    "that is another unit's exception",
    faults.foreignException,
    "mismatch",
    "unit 4 answered in place of unit 3",
  ],
  ["that comes twice", faults.twice, "garbled", /^garbage: more bytes than the one answer/],
] as const;

test.each(refused)(
  "an answer %s is refused at once and the connection dropped",
  async (_, fault, is, why) => {
    const connection = await connectTo(await deviceOf(fault));
    const began = performance.now();
    const answer = await connection.read(request, TIMEOUT);
    expect(answer).toEqual({ is, why: typeof why === "string" ? why : expect.stringMatching(why) });
    expect(performance.now() - began).toBeLessThan(TIMEOUT);
    expect(connection.isOpen).toBe(false);
  },
);

test("an answer to another request is passed over, and the right one behind it taken", async () => {
  const connection = await connectTo(
    await deviceOf((request, socket) => {
      faults.wrongTransaction(request, socket);
      healthy(request, socket);
    }),
  );
  for (let sequence = 0; sequence < 3; sequence += 1)
    expect(await connection.read(request, TIMEOUT)).toEqual({ is: "words", words: values(sequence) });
});

test("an answer to another request costs the connection when the right one does not come", async () => {
  const connection = await connectTo(await deviceOf(faults.wrongTransaction));
  expect(await connection.read(request, TIMEOUT)).toEqual({
    is: "mismatch",
    why: "an answer to another request: late or sent twice",
  });
  expect(connection.isOpen).toBe(false);
});

test("a device that is always one answer behind is found out at its second answer", async () => {
  const connection = await connectTo(await deviceOf(faults.oneBehind()));
  expect(await connection.read(request, TIMEOUT)).toMatchObject({ is: "words" });
  expect(await connection.read(request, TIMEOUT)).toMatchObject({ is: "mismatch" });
});

test.each([
  ["says nothing", faults.hang, { is: "timeout" }],
  ["is too late", faults.late(300), { is: "timeout" }],
  [
    "stops half-way",
    faults.stall,
    { is: "garbled", why: expect.stringMatching(/^no whole answer came, only 00 01/) },
  ],
])(
  "a device that %s times out and loses the connection, so that nothing late can be taken for news",
  async (_, fault, ended) => {
    const connection = await connectTo(await deviceOf(fault));
    expect(await connection.read(request, TIMEOUT)).toEqual(ended);
    expect(connection.isOpen).toBe(false);
    expect(await connection.read(request, TIMEOUT)).toEqual({
      is: "closed",
      why: "the connection is closed",
    });
  },
);

test("a connection that ends in the middle of an answer is noticed at once, not at the time-out", async () => {
  const connection = await connectTo(await deviceOf(faults.closeMidReply));
  const began = performance.now();
  const answer = await connection.read(request, TIMEOUT);
  expect(answer).toEqual({ is: "closed", why: "the device closed the connection" });
  expect(performance.now() - began).toBeLessThan(TIMEOUT);
});

test("bytes that nobody asked for cost the connection", async () => {
  let say: () => void = () => {};
  const device = await deviceOf((request, socket) => {
    healthy(request, socket);
    say = () => socket.write("hello");
  });
  const connection = await connectTo(device);
  expect(await connection.read(request, TIMEOUT)).toMatchObject({ is: "words" });
  say();
  await expect.poll(() => connection.isOpen).toBe(false);
});

test("closing ends the read that is under way", async () => {
  const connection = await connectTo(await deviceOf(faults.hang));
  const reading = connection.read(request, millis(60_000));
  await connection.close();
  expect(await reading).toMatchObject({ is: "closed" });
});

test("an endpoint where nobody listens is a fault that says so", async () => {
  const device = await startDevice();
  await device.stop();
  const refused = connectTo(device);
  await expect(refused).rejects.toThrow(Fault);
  await expect(refused).rejects.toThrow(/^plant: connection refused/);
});

test("giving up while connecting ends the wait", async () => {
  const abort = new AbortController();
  const options = {
    where: "plant",
    wire: { is: "tcp", host: "127.0.0.1", port: 9 } as const,
    timeout: millis(60_000),
    signal: abort.signal,
  };
  const connecting = connect(options);
  abort.abort();
  await expect(connecting).rejects.toThrow(Fault);
});

test("RTU over TCP: what nobody asked for is passed over, and silence costs the connection", async () => {
  const answer = withCrc([3, 3, 2, 1, 2]);
  let behave: (socket: Socket) => void = socket => socket.write(answer);
  const server = createServer({ noDelay: true }, socket => {
    socket.on("error", () => socket.destroy());
    socket.on("data", () => behave(socket));
    // The end of an answer to somebody who asked over a connection before.
    socket.write(Uint8Array.of(7, 7, 7));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const connection = await connect({
    where: "bus",
    wire: { is: "rtu", host: "127.0.0.1", port: (server.address() as AddressInfo).port },
    timeout: TIMEOUT,
    signal: new AbortController().signal,
  });
  expect(await connection.read({ ...request, count: 1 }, millis(5_000))).toEqual({
    is: "words",
    words: [258],
  });
  expect(connection.isOpen).toBe(true);
  behave = () => {};
  expect(await connection.read({ ...request, count: 1 }, TIMEOUT)).toEqual({ is: "timeout" });
  expect(connection.isOpen).toBe(false);
  server.close();
  await once(server, "close");
});
