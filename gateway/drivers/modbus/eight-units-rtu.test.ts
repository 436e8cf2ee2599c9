import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { Reading } from "#rules/reading/reading.ts";
import { millis } from "#rules/time/instant.ts";
import { type ModbusDriver, modbusDriver } from "./modbus-driver.ts";
import { originOf } from "./testing/device.ts";
import { pointOf } from "./testing/points.ts";
import {
  deadRtu,
  lackingRtu,
  namedRtu,
  type RtuDevice,
  slowRtu,
  startRtuDevice,
} from "./testing/rtu-device.ts";

const EVERY = millis(600);
const TIMEOUT = millis(100);
const ADDRESSES = [0, 1, 20, 24, 40];
const HOLE = 22;
const WELL = [1, 2, 4, 5];
const BEATS = 10;
/** By then every dead unit has been found to be dead. */
const SETTLED_MS = 4_000;

const points = [1, 2, 3, 4, 5, 6, 7, 8]
  .flatMap(unit => ADDRESSES.map(address => ({ line: "bus", unit, address, every: EVERY })))
  .map((sketch, index) => pointOf({ ...sketch, index }));
const readings: Reading[] = [];
let bus: RtuDevice;
let driver: ModbusDriver;
let beganMs: number;

const beatsOf = (unit: number) =>
  readings
    .filter(({ point, quality }) => {
      const { source } = points[point]!;
      return source.unit === unit && source.address === 0 && quality === "good";
    })
    .map(({ at }) => at)
    .filter(at => at >= beganMs + SETTLED_MS);

beforeAll(async () => {
  bus = await startRtuDevice({
    3: deadRtu,
    4: slowRtu(60),
    5: lackingRtu(HOLE),
    6: slowRtu(TIMEOUT * 1.5),
    7: namedRtu(8),
    8: namedRtu(7),
  });
  const line = {
    wire: { is: "rtu", host: "127.0.0.1", port: bus.port },
    timeout: TIMEOUT,
    connectTimeout: millis(1_000),
    gap: millis(2),
    units: {},
  } as const;
  driver = modbusDriver({
    site: { points, sources: { modbus: { bus: line } } },
    clock: systemClock(),
    random: () => 0.5,
  });
  beganMs = Date.now();
  await driver.start(batch => readings.push(...batch));
  await vi.waitUntil(() => WELL.every(unit => beatsOf(unit).length > BEATS), { timeout: 25_000 });
});
afterAll(async () => {
  await driver.stop();
  await bus.stop();
});

describe("eight units behind one converter, over real sockets: dead, slow, with a hole, late, with swapped ids", () => {
  test.each(WELL)("unit %i keeps its period within a tenth", unit => {
    const beats = beatsOf(unit);
    const intervals = beats.slice(1).map((at, i) => at - beats[i]!);
    const median = intervals.toSorted((a, b) => a - b)[intervals.length >> 1]!;
    const mean = (beats.at(-1)! - beats[0]!) / intervals.length;
    for (const period of [median, mean]) {
      expect(period).toBeGreaterThan(EVERY * 0.9);
      expect(period).toBeLessThan(EVERY * 1.1);
    }
  });

  test("the other four are down, and their points are bad with a reason that tells who answered", () => {
    const states = Object.fromEntries(
      driver.health().map(({ id, state }) => [id.slice("modbus:bus".length), state]),
    );
    expect(states).toEqual({
      "": "up",
      ...{ "/1": "up", "/2": "up", "/3": "down", "/4": "up" },
      ...{ "/5": "up", "/6": "down", "/7": "down", "/8": "down" },
    });
    const why = (unit: number) =>
      readings.findLast(({ point }) => points[point]!.source.unit === unit)!.reason;
    expect(why(3)).toMatch(/unit 3: no answer in 100 ms$/);
    // The late one speaks in between, now and then.
    expect(why(7)).toMatch(/unit 7: unit [68] answered in place of unit 7$/);
    expect(why(8)).toMatch(/unit 8: unit [67] answered in place of unit 8$/);
  });

  test("no register is given the value of another, and nothing of those that are late or swapped counts", () => {
    const good = readings.filter(({ quality }) => quality === "good");
    expect(good.length).toBeGreaterThan(BEATS * WELL.length * ADDRESSES.length);
    for (const { point, value } of good) {
      const { unit, address } = points[point]!.source;
      expect(originOf(value)).toMatchObject({ unit, address });
      expect(WELL).toContain(unit);
    }
  });

  test("the hole is read three times at most, and what lies around it is good", () => {
    const over = bus.requests.filter(
      ({ unit, address, count }) => unit === 5 && address <= HOLE && HOLE < address + count,
    );
    expect(over.length).toBeLessThanOrEqual(3);
    expect(over.length).toBeGreaterThan(0);
  });
});
