// What the Modbus driver costs: 50 units of 100 registers, against a plain node:net server in another process.
// Run: node bench/modbus.ts [seconds a case, default 4]. CPU is this process alone, so it is the driver's.
import { fork } from "node:child_process";
import { once } from "node:events";
import { cpus, totalmem } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { modbusDriver } from "#gateway/drivers/modbus/modbus-driver.ts";
import { originOf, startDevice } from "#gateway/drivers/modbus/testing/device.ts";
import { pointOf } from "#gateway/drivers/modbus/testing/points.ts";
import { connect } from "#gateway/drivers/modbus/transport.ts";
import { systemClock } from "#gateway/ports/clock.ts";
import { type Millis, millis } from "#rules/time/instant.ts";

const UNITS = 50;
const REGISTERS = 100;
const WARM_UP_MS = 1_000;
const HOST = "127.0.0.1";
const TIMEOUT = millis(1_000);

/** Counters that only grow, read before and after a case. */
type Counts = {
  readonly requests: number;
  readonly readings: number;
  readonly wrong: number;
  readonly failed: number;
};
type Subject = { counts(): Counts; stop(): Promise<void> };

const serve = async (): Promise<void> => {
  const { port } = await startDevice();
  process.send?.(port);
};

/** Reads of 100 registers on one connection, one after the other: the transport without plan and decoding. */
const sequential = async (port: number): Promise<Subject> => {
  const signal = new AbortController().signal;
  const connection = await connect({
    where: "bench",
    wire: { is: "tcp", host: HOST, port },
    timeout: TIMEOUT,
    signal,
  });
  const counts = { requests: 0, readings: 0, wrong: 0, failed: 0 };
  const run = async () => {
    while (connection.isOpen) {
      const request = { unit: 3, table: "holding", address: 0, count: REGISTERS } as const;
      const answer = await connection.read(request, TIMEOUT);
      counts.requests += 1;
      if (answer.is !== "words") counts.failed += 1;
      else if (answer.words.some((word, address) => !isRight(word, 3, address))) counts.wrong += 1;
    }
  };
  const running = run();
  return {
    counts: () => ({ ...counts }),
    stop: async () => {
      await connection.close();
      await running;
    },
  };
};

/** The whole driver: plan, schedule, transport, decoding, readings; each unit on a line of its own, or all on one. */
const driven = async (port: number, every: Millis, lines: "own" | "shared"): Promise<Subject> => {
  const nameOf = (unit: number) => (lines === "own" ? `line-${unit}` : "line");
  const points = Array.from({ length: UNITS * REGISTERS }, (_, index) => {
    const unit = Math.floor(index / REGISTERS) + 1;
    return pointOf({ index, line: nameOf(unit), unit, address: index % REGISTERS, every });
  });
  const wire = { is: "tcp", host: HOST, port } as const;
  const line = { wire, timeout: TIMEOUT, connectTimeout: TIMEOUT, gap: millis(0), units: {} };
  const names = new Set(points.map(({ source }) => source.line));
  const modbus = Object.fromEntries(Array.from(names, name => [name, line]));
  const driver = modbusDriver({ site: { points, sources: { modbus } }, clock: systemClock() });
  let wrong = 0;
  await driver.start(readings => {
    for (const { point, value } of readings) {
      const { unit, address } = points[point]!.source;
      if (!isRight(value, unit, address)) wrong += 1;
    }
  });
  const sum = (name: string) => driver.health().reduce((total, { counts }) => total + counts[name]!, 0);
  return {
    counts: () => ({
      requests: sum("requests"),
      readings: sum("readings"),
      wrong,
      failed: sum("timeouts") + sum("mismatches") + sum("exceptions"),
    }),
    stop: () => driver.stop(),
  };
};

const isRight = (word: number, unit: number, address: number): boolean => {
  const origin = originOf(word);
  return origin.unit === (unit & 0xf) && origin.address === (address & 0x3f);
};

const measure = async (subject: Subject, lengthMs: number) => {
  await pause(WARM_UP_MS);
  const [before, cpu, began] = [subject.counts(), process.cpuUsage(), performance.now()];
  await pause(lengthMs);
  const [after, used, took] = [subject.counts(), process.cpuUsage(cpu), performance.now() - began];
  await subject.stop();
  const requests = after.requests - before.requests;
  const readings = after.readings - before.readings;
  const cpuUs = used.user + used.system;
  return {
    "requests/s": Math.round((requests / took) * 1_000),
    "readings/s": Math.round((readings / took) * 1_000),
    "CPU %": Number((cpuUs / took / 10).toFixed(1)),
    "CPU µs/request": Number((cpuUs / requests).toFixed(1)),
    "CPU µs/reading": readings === 0 ? "-" : Number((cpuUs / readings).toFixed(2)),
    wrong: after.wrong,
    failed: after.failed,
  };
};

const main = async (lengthMs: number): Promise<void> => {
  const server = fork(import.meta.filename, ["serve"]);
  const [port]: number[] = await once(server, "message");
  const cases: Readonly<Record<string, () => Promise<Subject>>> = {
    "transport alone, 100 registers a read": () => sequential(port!),
    "50 lines, every 1 s": () => driven(port!, millis(1_000), "own"),
    "50 lines, every 100 ms": () => driven(port!, millis(100), "own"),
    "50 lines, every 10 ms": () => driven(port!, millis(10), "own"),
    "one line, every 1 s": () => driven(port!, millis(1_000), "shared"),
    "one line, every 10 ms": () => driven(port!, millis(10), "shared"),
  };
  const table: Record<string, Awaited<ReturnType<typeof measure>>> = {};
  try {
    for (const [name, start] of Object.entries(cases)) table[name] = await measure(await start(), lengthMs);
  } finally {
    server.kill();
  }
  const [{ model } = { model: "unknown CPU" }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(
    `${model}, ${cpus().length} cores, ${memory} GB, Node ${process.version}, loopback, ${lengthMs / 1_000} s a case`,
  );
  console.log(
    `${UNITS} units of ${REGISTERS} registers, each a point; the plan makes two reads of them (60 + 40)`,
  );
  console.table(table);
};

if (process.argv[2] === "serve") await serve();
else await main(Number(process.argv[2] ?? 4) * 1_000);
