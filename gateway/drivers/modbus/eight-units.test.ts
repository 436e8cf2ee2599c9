import { afterEach, describe, expect, test } from "vitest";
import { seconds } from "#rules/time/instant.ts";
import { type Bus, dead, lacking, slow } from "./testing/bus.ts";
import { originOf } from "./testing/device.ts";
import { startVirtualHall, type VirtualHall } from "./testing/virtual-hall.ts";

const EVERY = seconds(5);
const HOUR_MS = 3_600_000;
const HOLE = 22;
const ADDRESSES = [0, 1, 20, 24, 40];
/** Units 7 and 8 have each other's id: what one is asked the other answers in its own name, which counts for nobody. */
const manners = { 3: dead, 4: slow(250), 5: lacking(HOLE), 6: slow(400), 7: dead, 8: dead };
const WELL = [1, 2, 4, 5];

const halls: VirtualHall[] = [];
afterEach(async () => {
  await Promise.all(halls.splice(0).map(hall => hall.stop()));
});

const start = async (...[sketch]: Parameters<typeof startVirtualHall>) => {
  const hall = await startVirtualHall(sketch);
  halls.push(hall);
  return hall;
};

const units = [1, 2, 3, 4, 5, 6, 7, 8];
const pointsOf = (line: string, every = EVERY) =>
  units.flatMap(unit => ADDRESSES.map(address => ({ line, unit, address, every })));

/** Milliseconds between one reading of a point and the next, in order of length. */
const intervalsOf = ({ readings, points }: VirtualHall, unit: number, address: number) => {
  const point = points.find(({ source }) => source.unit === unit && source.address === address)!;
  const at = readings.filter(reading => reading.point === point.index && reading.quality === "good");
  return at
    .slice(1)
    .map((reading, index) => reading.at - at[index]!.at)
    .toSorted((a, b) => a - b);
};

const readsOver = ({ heard }: Bus, unit: number, address: number) =>
  heard.filter(
    ({ request }) =>
      request.unit === unit &&
      "count" in request &&
      request.address <= address &&
      address < request.address + request.count,
  );

describe("eight units on one line: one dead, one slow, one with an illegal hole, one late, two with swapped ids", () => {
  test("the others keep their period within a tenth, for an hour", async () => {
    const hall = await start({ lines: { bus: manners }, points: pointsOf("bus") });
    await hall.run(HOUR_MS);
    for (const unit of WELL)
      for (const address of ADDRESSES) {
        const intervals = intervalsOf(hall, unit, address);
        expect(intervals.length).toBeGreaterThan(0.98 * (HOUR_MS / EVERY));
        const at = (share: number) => intervals[Math.floor(share * (intervals.length - 1))]!;
        expect(
          [at(0.01) >= 0.9 * EVERY, at(0.99) <= 1.1 * EVERY],
          `${unit}: ${at(0.01)} to ${at(0.99)}`,
        ).toEqual([true, true]);
      }
  });

  test("those that do not answer get no more than a tenth of the line's time", async () => {
    const hall = await start({ lines: { bus: manners }, points: pointsOf("bus") });
    await hall.run(HOUR_MS);
    const lost = hall.buses.bus!.heard.filter(({ request }) => !WELL.includes(request.unit));
    expect(lost.length).toBeGreaterThan(4 * 50);
    expect((lost.length * 300) / HOUR_MS).toBeLessThan(0.1);
  });

  test("no value is given to another register than its own", async () => {
    const hall = await start({ lines: { bus: manners }, points: pointsOf("bus") });
    await hall.run(HOUR_MS / 6);
    const good = hall.readings.filter(({ quality }) => quality === "good");
    expect(good.length).toBeGreaterThan(2_000);
    for (const { point, value } of good) {
      const { unit, address } = hall.points[point]!.source;
      expect(originOf(value)).toMatchObject({ unit, address });
    }
  });

  test("each of the bad ones is down, and its points are bad", async () => {
    const hall = await start({ lines: { bus: manners }, points: pointsOf("bus") });
    await hall.run(60_000);
    const health = hall.driver.health();
    expect(health[0]).toMatchObject({ id: "modbus:bus", state: "up", gauges: { unitsDown: 4 } });
    const down = health.filter(({ state }) => state === "down").map(({ id }) => id);
    expect(down).toEqual([3, 6, 7, 8].map(unit => `modbus:bus/${unit}`));
    const slowOne = health.find(({ id }) => id === "modbus:bus/4")!;
    expect(slowOne.gauges).toMatchObject({ answerMs: 250, successPercent: 100 });
  });

  test("the hole is read a few times and never again, for a day", async () => {
    const hall = await start({ lines: { bus: { 5: lacking(HOLE) } }, points: pointsOf("bus", seconds(60)) });
    await hall.run(60_000);
    const learned = readsOver(hall.buses.bus!, 5, HOLE).length;
    expect(learned).toBeLessThanOrEqual(3);
    await hall.run(24 * HOUR_MS);
    expect(readsOver(hall.buses.bus!, 5, HOLE).length).toBe(learned);
    expect(readsOver(hall.buses.bus!, 4, HOLE).length).toBeGreaterThan(1_000);
  });
});

test("unit 1 dead on one line leaves unit 1 on another line alone", async () => {
  const hall = await start({
    lines: { a: { 1: dead }, b: {} },
    points: ["a", "b"].map(line => ({ line, unit: 1, every: seconds(1) })),
  });
  await hall.run(600_000);
  const states = Object.fromEntries(hall.driver.health().map(({ id, state }) => [id, state]));
  expect(states).toMatchObject({ "modbus:a/1": "down", "modbus:b/1": "up", "modbus:b": "up" });
  const b = hall.buses.b!.heard.map(({ atMs }) => atMs);
  const gaps = b.slice(1).map((at, index) => at - b[index]!);
  expect(b.length).toBeGreaterThanOrEqual(600);
  expect([Math.min(...gaps), Math.max(...gaps)]).toEqual([1_000, 1_000]);
});
