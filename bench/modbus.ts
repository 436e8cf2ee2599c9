// What reading Modbus costs and how well its periods are kept: 500 units of 100 registers, a fifth of them dead or hung, and
// our own wire against modbus-serial. The devices are a plain node:net server in another process, so CPU is the reader's.
// Run: node bench/modbus.ts [seconds a case, default 20]
import { fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { setTimeout as pause } from "node:timers/promises";
import { modbusDriver } from "#gateway/drivers/modbus/modbus-driver.ts";
import { type Behaviour, originOf, startDevice } from "#gateway/drivers/modbus/testing/device.ts";
import { hang, late } from "#gateway/drivers/modbus/testing/faults.ts";
import { pointOf } from "#gateway/drivers/modbus/testing/points.ts";
import { connect } from "#gateway/drivers/modbus/transport.ts";
import { systemClock } from "#gateway/ports/clock.ts";
import { type Millis, millis, seconds } from "#rules/time/instant.ts";
import { machine } from "./machine.ts";

const UNITS = 500;
const UNITS_A_LINE = 10;
const REGISTERS = 100;
const HOST = "127.0.0.1";
const TIMEOUT = seconds(1);
/** Until every dead unit has been found to be dead. */
const SETTLING_MS = 15_000;
const CONNECTIONS = 50;
/** Of the ten units of every line the ninth says nothing and the tenth answers when nobody waits any more. */
const BAD: Readonly<Record<number, Behaviour>> = { 9: hang, 10: late(3_000) };

const serve = async (): Promise<void> => {
  const { port } = await startDevice(BAD);
  process.send?.(port);
};

const isRight = (word: number, unit: number, address: number): boolean => {
  const origin = originOf(word);
  return origin.unit === (unit & 0xf) && origin.address === (address & 0x3f);
};

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;

type Hall = {
  readonly port: number;
  readonly every: Millis;
  /** 1: each unit on a line of its own. */
  readonly unitsALine: number;
};

/** The whole driver: plan, schedule, wire, decoding, readings. Every register is a point. */
const hall = async ({ port, every, unitsALine }: Hall, lengthMs: number) => {
  const place = (nth: number) => ({
    line: `line-${Math.floor(nth / unitsALine)}`,
    unit: (nth % UNITS_A_LINE) + 1,
  });
  const points = Array.from({ length: UNITS * REGISTERS }, (_, index) =>
    pointOf({ ...place(Math.floor(index / REGISTERS)), index, address: index % REGISTERS, every }),
  );
  const wire = { is: "tcp", host: HOST, port } as const;
  const line = { wire, timeout: TIMEOUT, connectTimeout: TIMEOUT, gap: millis(0), units: {} };
  const modbus = Object.fromEntries(points.map(({ source }) => [source.line, line]));
  const driver = modbusDriver({ site: { points, sources: { modbus } }, clock: systemClock() });
  const delays: number[] = [];
  const lastMs = new Map<number, number>();
  let [readings, wrong, isCounting] = [0, 0, false];
  await driver.start(batch => {
    const nowMs = performance.now();
    for (const { point, value, quality } of batch) {
      if (quality !== "good") continue;
      const { unit, address } = points[point]!.source;
      if (!isRight(value, unit, address)) wrong += 1;
      readings += 1;
      if (address !== 0) continue;
      const before = lastMs.get(point);
      lastMs.set(point, nowMs);
      if (isCounting && before !== undefined) delays.push((nowMs - before) / every);
    }
  });
  const requestsNow = () =>
    driver.health().reduce((sum, { id, counts }) => sum + (id.includes("/") ? counts.requests! : 0), 0);
  await pause(SETTLING_MS);
  isCounting = true;
  const [requestsBefore, readingsBefore, cpu, beganMs] = [
    requestsNow(),
    readings,
    process.cpuUsage(),
    performance.now(),
  ];
  await pause(lengthMs);
  const [used, tookMs, requests] = [
    process.cpuUsage(cpu),
    performance.now() - beganMs,
    requestsNow() - requestsBefore,
  ];
  const told = readings - readingsBefore;
  const states = driver.health().filter(({ id }) => id.includes("/"));
  await driver.stop();
  const cpuUs = used.user + used.system;
  const sorted = delays.toSorted((a, b) => a - b);
  return {
    "units up": states.filter(({ state }) => state === "up").length,
    "requests/s": Math.round((requests / tookMs) * 1_000),
    "registers/s": Math.round((told / tookMs) * 1_000),
    "delay p50": Number(quantile(sorted, 0.5).toFixed(3)),
    "delay p99": Number(quantile(sorted, 0.99).toFixed(3)),
    "delay max": Number(quantile(sorted, 1).toFixed(3)),
    "CPU %": Number((cpuUs / tookMs / 10).toFixed(1)),
    "CPU µs/request": Math.round(cpuUs / requests),
    "registers/CPU s": Math.round((told / cpuUs) * 1e6),
    wrong,
  };
};

type Client = { read(): Promise<readonly number[]>; close(): Promise<void> };

const ours = async (port: number): Promise<Client> => {
  const { signal } = new AbortController();
  const connection = await connect({
    where: "bench",
    wire: { is: "tcp", host: HOST, port },
    timeout: TIMEOUT,
    signal,
  });
  const request = { unit: 3, table: "holding", address: 0, count: REGISTERS } as const;
  return {
    read: async () => {
      const answer = await connection.read(request, TIMEOUT);
      return answer.is === "words" ? answer.words : [];
    },
    close: () => connection.close(),
  };
};

type ModbusSerial = new () => {
  connectTCP(host: string, options: { port: number }): Promise<void>;
  setID(id: number): void;
  setTimeout(ms: number): void;
  readHoldingRegisters(address: number, count: number): Promise<{ data: readonly number[] }>;
  close(done: () => void): void;
};

const modbusSerial = async (port: number): Promise<Client> => {
  const Library: ModbusSerial = createRequire(import.meta.url)("modbus-serial");
  const client = new Library();
  await client.connectTCP(HOST, { port });
  client.setID(3);
  client.setTimeout(TIMEOUT);
  return {
    read: async () => (await client.readHoldingRegisters(0, REGISTERS)).data,
    close: () => new Promise(resolve => client.close(resolve)),
  };
};

/** Reads of 100 registers, one after the other on each connection, as fast as they come; every register is looked at. */
const wires = async (open: (port: number) => Promise<Client>, port: number, lengthMs: number) => {
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => open(port)));
  let [requests, wrong, isOver] = [0, 0, false];
  const runs = clients.map(async client => {
    while (!isOver) {
      const words = await client.read();
      requests += 1;
      if (words.length !== REGISTERS || words.some((word, address) => !isRight(word, 3, address))) wrong += 1;
    }
  });
  await pause(1_000);
  const [before, cpu, beganMs] = [requests, process.cpuUsage(), performance.now()];
  await pause(lengthMs);
  const [used, tookMs, done] = [process.cpuUsage(cpu), performance.now() - beganMs, requests - before];
  isOver = true;
  await Promise.all(runs);
  await Promise.all(clients.map(client => client.close()));
  const cpuUs = used.user + used.system;
  return {
    "requests/s": Math.round((done / tookMs) * 1_000),
    "CPU µs/request": Number((cpuUs / done).toFixed(1)),
    "registers/CPU s": Math.round(((done * REGISTERS) / cpuUs) * 1e6),
    wrong,
  };
};

const main = async (lengthMs: number): Promise<void> => {
  const server = fork(import.meta.filename, ["serve"]);
  const [port]: number[] = await once(server, "message");
  const at = port!;
  try {
    console.log(machine());
    console.log(
      `${UNITS} units of ${REGISTERS} registers, each a point, over loopback; a tenth says nothing, a tenth answers late`,
    );
    console.table({
      "50 lines of 10, every 10 s": await hall(
        { port: at, every: seconds(10), unitsALine: 10 },
        3 * lengthMs,
      ),
      "50 lines of 10, every 5 s": await hall({ port: at, every: seconds(5), unitsALine: 10 }, 2 * lengthMs),
      "500 lines, every 1 s": await hall({ port: at, every: seconds(1), unitsALine: 1 }, lengthMs),
    });
    console.log(`${CONNECTIONS} connections, ${REGISTERS} registers a read, as fast as they come`);
    console.table({
      "our own wire": await wires(ours, at, lengthMs / 4),
      "modbus-serial 8.0.25": await wires(modbusSerial, at, lengthMs / 4),
    });
  } finally {
    server.kill();
  }
};

if (process.argv[2] === "serve") await serve();
else await main(Number(process.argv[2] ?? 20) * 1_000);
