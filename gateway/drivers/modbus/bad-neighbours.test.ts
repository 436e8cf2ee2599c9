import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { millis } from "#rules/time/instant.ts";
import { PATIENCE_MS } from "../../stores/testing/until.ts";
import { answerTo, type Behaviour, type Device, healthy, originOf, startDevice } from "./testing/device.ts";
import * as faults from "./testing/faults.ts";
import { type Hall, startHall } from "./testing/hall.ts";

const EVERY = millis(400);
const TIMEOUT = millis(100);
const ADDRESSES = [5, 6, 40];
const BEATS = 12;
const WELL = 9;
const PATIENCE = { timeout: PATIENCE_MS };

/** Right now and then, too late in between; remembers which answers were late. */
const oftenLate = () => {
  const lateSequences = new Set<number>();
  let asked = 0;
  const behaviour: Behaviour = (request, socket) => {
    asked += 1;
    if (asked % 3 !== 0) return healthy(request, socket);
    lateSequences.add(request.sequence & 0x3f);
    setTimeout(() => socket.writable && socket.write(answerTo(request)), TIMEOUT * 1.5);
  };
  return { behaviour, lateSequences };
};

/** One hall with a sick line (three bad units and a healthy one), a line of one bad unit, and a healthy line. */
const often = oftenLate();
const bad = { 1: faults.hang, 2: faults.garbage, 3: faults.late(TIMEOUT * 2) };
let sick: Device;
let flaky: Device;
let well: Device;
let hall: Hall;

const pointsOf = (line: string, unit: number) =>
  ADDRESSES.map(address => ({ line, unit, address, every: EVERY }));
const beatsOf = (device: Device) =>
  device.requests
    .filter(({ unit, address }) => unit === WELL && address === ADDRESSES[0])
    .map(({ at }) => at);

beforeAll(async () => {
  sick = await startDevice(bad);
  flaky = await startDevice({ 1: often.behaviour });
  well = await startDevice();
  hall = await startHall({
    lines: { sick, flaky, well },
    points: [
      ...[1, 2, 3, WELL].flatMap(unit => pointsOf("sick", unit)),
      ...pointsOf("flaky", 1),
      ...pointsOf("well", WELL),
    ],
    timeout: TIMEOUT,
  });
  await vi.waitUntil(() => [sick, well].every(device => beatsOf(device).length > BEATS), PATIENCE);
});
afterAll(async () => {
  await hall.driver.stop();
  await Promise.all([sick, flaky, well].map(device => device.stop()));
});

describe("next to a unit that hangs, one that answers garbage and one that answers late", () => {
  test.each([
    ["on the same line", () => sick],
    ["on another line", () => well],
  ])("a healthy unit %s keeps its period within a tenth", (_, device) => {
    const beats = beatsOf(device()).slice(0, BEATS + 1);
    const intervals = beats.slice(1).map((at, i) => at - beats[i]!);
    const median = intervals.toSorted((a, b) => a - b)[BEATS / 2]!;
    const mean = (beats.at(-1)! - beats[0]!) / BEATS;
    for (const period of [median, mean]) {
      expect(period).toBeGreaterThan(EVERY * 0.9);
      expect(period).toBeLessThan(EVERY * 1.1);
    }
  });

  test("each of the three is bad, every point once, with a reason that a technician understands", () => {
    const who = (unit: number) => `sick (127.0.0.1:${sick.port}) unit ${unit}`;
    const why = (unit: number, what: string) => ADDRESSES.map(address => `${address}: ${who(unit)}: ${what}`);
    expect(hall.told("sick", 1)).toEqual(why(1, "no answer in 100 ms"));
    expect(hall.told("sick", 2)).toEqual(why(2, "garbage: protocol id 21584 is not Modbus"));
    expect(hall.told("sick", 3)).toEqual(why(3, "no answer in 100 ms"));
  });

  test("a dead unit costs its line one small read a probe, less and less often", () => {
    const asked = sick.requests.filter(({ unit }) => unit === 1);
    // At 0, 1, 2, 3, 5 and 10 s, each a time-out later than the one before.
    expect(asked.length).toBeLessThanOrEqual(6);
    expect(asked.slice(1).every(({ count }) => count === 1)).toBe(true);
  });

  test("no value is ever given to another register than its own, and no late one to anybody", () => {
    expect(often.lateSequences.size).toBeGreaterThan(0);
    const good = hall.readings.filter(({ quality }) => quality === "good");
    expect(good.length).toBeGreaterThan(2 * BEATS * ADDRESSES.length);
    const units = [1, 2, 3, WELL, 1, WELL];
    for (const { point, value } of good) {
      const { unit, address, sequence } = originOf(value);
      const line = Math.floor(point / ADDRESSES.length);
      expect({ unit, address }).toEqual({ unit: units[line], address: ADDRESSES[point % ADDRESSES.length] });
      if (line === 4) expect(often.lateSequences).not.toContain(sequence);
    }
  });

  test("health counts what happened to each unit", () => {
    const health = Object.fromEntries(hall.driver.health().map(source => [source.id, source]));
    const hung = health["modbus:sick/1"]!;
    expect(hung).toMatchObject({ state: "down", counts: { readings: 3, mismatches: 0 } });
    expect(hung.counts.timeouts).toBe(hung.counts.requests);
    const babbling = health["modbus:sick/2"]!;
    expect(babbling).toMatchObject({ state: "down", counts: { readings: 3, timeouts: 0 } });
    expect(babbling.counts.mismatches).toBe(babbling.counts.requests);
    const fine = {
      state: "up",
      lastError: "",
      counts: { timeouts: 0, mismatches: 0, exceptions: 0, skipped: 0 },
    };
    expect(health["modbus:sick/9"]).toMatchObject(fine);
    expect(health["modbus:well/9"]).toMatchObject(fine);
    expect(health["modbus:well"]).toMatchObject({ state: "up", counts: { reconnects: 0 } });
    expect(health["modbus:sick"]).toMatchObject({ state: "up", gauges: { unitsDown: 3 } });
  });

  test("a unit that comes to its senses is good again at its next probe, all of it at once", async () => {
    for (const unit of [1, 2, 3]) sick.behave(unit, healthy);
    const good = (unit: number) => hall.latest("sick", unit).filter(told => told.includes("=")).length;
    await expect.poll(() => [1, 2, 3].map(good), PATIENCE).toEqual([3, 3, 3]);
    const states = hall.driver.health().filter(({ id }) => id.startsWith("modbus:sick/"));
    expect(states.map(({ state }) => state)).toEqual(["up", "up", "up", "up"]);
  });
});
