import { describe, expect, test } from "vitest";
import type { Clock } from "#gateway/ports/clock.ts";
import { instant, millis } from "#rules/time/instant.ts";
import { dice } from "../testing/random.ts";
import type { Connect } from "./line-link.ts";
import { modbusDriver } from "./modbus-driver.ts";
import type { RealTime } from "./real-time.ts";
import { damaged } from "./testing/damage.ts";
import { originOf, wordAt } from "./testing/device.ts";
import { pointOf } from "./testing/points.ts";
import { answerFrame, connectionOver, type MemoryLink, memoryLink } from "./testing/wire.ts";

/** Real milliseconds; on the bus's own clock every request takes 20 ms, answered or not. */
const TIMEOUT = millis(1);
const REQUEST_MS = 20;
/** How late an answer may be after its request has been given up. */
const LATEST_MS = 5_000;
/** Exceptions of a device that is busy or broken; those that say that an address is wrong are learned, and read no more. */
const TROUBLES = [4, 5, 6, 8, 10, 11];
const UNITS = [1, 2, 3, 4, 5, 6, 7, 8];
const STARTS = [0, 40];
/** One answer in so many goes wrong. */
const WELL_BETWEEN = 100;

/** Time that passes with what happens on the bus, so that every run is the same; who waits makes it pass. */
const busTime = () => {
  let nowMs = 0;
  const start = instant(Date.UTC(2025, 6, 8));
  const after = (lengthMs: number, call: () => void) => {
    const timer = setImmediate(() => {
      nowMs += lengthMs;
      call();
    });
    return { stop: () => clearImmediate(timer) };
  };
  const time: RealTime = { nowMs: () => nowMs, after };
  const clock: Clock = { now: () => instant(start + nowMs), after, every: after };
  const pass = (lengthMs: number) => {
    nowMs += lengthMs;
  };
  return { time, clock, pass };
};

type Wire = { readonly connect: Connect; readonly counts: { reads: number; late: number; faults: number } };

/**
 * A transparent converter in front of a bus: answers have no transaction ids, and a late one comes over whatever connection
 * is open when it comes. Units answer right, but now and then late, damaged, in another's name, with an exception, with
 * another's answer before their own, or not at all.
 */
const wireOf = (seed: number, { time, pass }: ReturnType<typeof busTime>): Wire => {
  const roll = dice(seed);
  const counts = { reads: 0, late: 0, faults: 0 };
  let current: MemoryLink | null = null;
  let late: { readonly unit: number; readonly atMs: number; readonly bytes: Uint8Array }[] = [];

  const answerTo = (frame: Uint8Array): readonly Uint8Array[] => {
    const [unit, code, high, low, , count] = frame as unknown as readonly number[];
    const address = (high! << 8) | low!;
    const words = Array.from({ length: count! }, (_, i) => wordAt(unit!, address + i, counts.reads));
    const pdu = [code!, 2 * count!, ...words.flatMap(word => [word >> 8, word & 255])];
    const of = (who: number, what: readonly number[]) =>
      answerFrame("rtu", { transaction: 0, unit: who, pdu: what });
    const right = of(unit!, pdu);
    const before = late.filter(one => one.unit === unit);
    if (before.length > 0) {
      // A unit answers in the order in which it was asked: all that it owes and this, one of them, or nothing for now.
      const given = [before.length + 1, 1, 0][roll(3)]!;
      const owed = [...before, { unit: unit!, atMs: before.at(-1)!.atMs, bytes: right }];
      late = [...late.filter(one => one.unit !== unit), ...owed.slice(given)];
      return owed.slice(0, given).map(({ bytes }) => bytes);
    }
    if (roll(WELL_BETWEEN) > 0) return [right];
    counts.faults += 1;
    const others = of((unit! % UNITS.length) + 1, pdu);
    switch (roll(8)) {
      case 0:
        return [damaged(right, roll)];
      case 1:
        return [others, right];
      case 2:
        return [of(unit!, [code! + 0x80, TROUBLES[roll(TROUBLES.length)]!])];
      case 3:
        return [right.subarray(0, 5), right.subarray(5)];
      case 4:
        return roll(4) === 0 ? [] : [right];
      case 5:
        return roll(4) === 0 ? [others] : [right];
      default:
        counts.late += 1;
        late.push({ unit: unit!, atMs: time.nowMs() + REQUEST_MS + roll(LATEST_MS), bytes: right });
        return [];
    }
  };

  const hear = (frame: Uint8Array) => {
    counts.reads += 1;
    const due = late.filter(({ atMs }) => atMs <= time.nowMs());
    if (due.length > 0) late = late.filter(({ atMs }) => atMs > time.nowMs());
    const answers = answerTo(frame);
    pass(REQUEST_MS);
    const bytes = [...due.map(one => one.bytes), ...answers];
    const deliver = () => {
      for (const part of bytes) current?.receive(part);
    };
    // Timers must get their turn between answers, as they do on a network.
    if (counts.reads % 16 === 0) setImmediate(deliver);
    else queueMicrotask(deliver);
  };

  return {
    counts,
    connect: async () => {
      current = memoryLink();
      current.sent.push = () => 0;
      current.onSend = hear;
      return connectionOver(current, "rtu");
    },
  };
};

type Run = {
  readonly seed: number;
  /** Until the bus has heard so many requests. */
  readonly reads: number;
  /** Registers in one read. */
  readonly length: number;
  /** What the reader is told that the wire is. */
  readonly wire: "rtu" | "tcp";
};

const readOver = async ({ seed, reads, length, wire }: Run) => {
  const bus = busTime();
  const { connect, counts } = wireOf(seed, bus);
  const points = UNITS.flatMap(unit =>
    STARTS.flatMap(start =>
      Array.from({ length }, (_, offset) => ({ unit, address: start + offset, every: millis(50) })),
    ),
  ).map((sketch, index) => pointOf({ ...sketch, index }));
  const units = Object.fromEntries(UNITS.map(unit => [unit, { block: length, reserved: [], illegal: [] }]));
  const line = { timeout: TIMEOUT, connectTimeout: TIMEOUT, gap: millis(0), units };
  const plant = { ...line, wire: { is: wire, host: "bus", port: 1 } };
  const roll = dice(seed);
  const driver = modbusDriver({
    site: { points, sources: { modbus: { plant } } },
    clock: bus.clock,
    time: bus.time,
    random: () => roll(100) / 100,
    connect,
  });
  const seen = { good: 0, bad: 0, wrong: 0 };
  await driver.start(readings => {
    for (const { point, value, quality } of readings) {
      const { unit, address } = points[point]!.source;
      const origin = originOf(value);
      if (quality !== "good") seen.bad += 1;
      else if (origin.unit === unit && origin.address === address) seen.good += 1;
      else seen.wrong += 1;
    }
  });
  while (counts.reads < reads) await new Promise(resolve => setTimeout(resolve, 20));
  await driver.stop();
  return { ...counts, ...seen };
};

test("in a million values read with random faults no register is given the value of another", async () => {
  const seen = await readOver({ seed: 11, reads: 120_000, length: 10, wire: "rtu" });
  expect(seen.late).toBeGreaterThan(200);
  expect(seen.good).toBeGreaterThan(1_000_000);
  expect(seen.wrong).toBe(0);
});

describe("where all reads are equally long, so that a late answer fits them all,", () => {
  test("no register is given the value of another either", async () => {
    const seen = await readOver({ seed: 12, reads: 50_000, length: 1, wire: "rtu" });
    expect(seen.late).toBeGreaterThan(100);
    expect(seen.good).toBeGreaterThan(20_000);
    expect(seen.wrong).toBe(0);
  });

  test("a reader that relies on transaction ids would be fooled", async () => {
    const seen = await readOver({ seed: 12, reads: 50_000, length: 1, wire: "tcp" });
    expect(seen.wrong).toBeGreaterThan(0);
  });
});
