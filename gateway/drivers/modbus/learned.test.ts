import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { seconds } from "#rules/time/instant.ts";
import { type Learned, learnedInMemory } from "./learned.ts";
import { LEARNED_FILE, learnedFile } from "./learned-file.ts";
import { retryAfter } from "./lessons.ts";
import { type Bus, brief, dead, lacking, type Manner, refusing, well } from "./testing/bus.ts";
import type { PointSketch } from "./testing/points.ts";
import { startVirtualHall, type VirtualHall } from "./testing/virtual-hall.ts";
import { virtualTime } from "./testing/virtual-time.ts";

const DAY_MS = 86_400_000;
const folders: string[] = [];
const halls: VirtualHall[] = [];
afterEach(async () => {
  await Promise.all(halls.splice(0).map(hall => hall.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const each = (...addresses: readonly number[]): readonly PointSketch[] =>
  addresses.map(address => ({ line: "bus", unit: 1, address, every: seconds(60) }));

const start = async (
  manner: Manner,
  points: readonly PointSketch[],
  learned?: Learned,
  virtual = virtualTime(),
) => {
  const hall = await startVirtualHall({
    lines: { bus: { 1: manner } },
    points,
    virtual,
    ...(learned && { learned }),
  });
  halls.push(hall);
  return hall;
};

const readsOf = ({ heard }: Bus) =>
  heard.flatMap(({ request }) => ("count" in request ? [`${request.address}+${request.count}`] : []));
const goodIn = ({ readings, points }: VirtualHall) => {
  const last = new Map(readings.map(reading => [reading.point, reading]));
  const good = [...last.values()].filter(({ quality }) => quality === "good");
  return good.map(({ point }) => points[point]!.source.address).toSorted((a, b) => a - b);
};

test("a hole that the device refuses is found by halves and then left out, and what is around it is read as before", async () => {
  const hall = await start(lacking(22), each(0, 1, 10, 20, 24, 30, 40));
  await hall.run(1_000);
  const reads = readsOf(hall.buses.bus!);
  expect(reads.slice(0, 6)).toEqual(["0+41", "0+11", "20+21", "20+11", "20+5", "20+1"]);
  await hall.run(600_000);
  expect(new Set(readsOf(hall.buses.bus!).slice(reads.length))).toEqual(new Set(["0+21", "24+17"]));
  expect(goodIn(hall)).toEqual([0, 1, 10, 20, 24, 30, 40]);
});

test("a device that gives fewer registers at once than its page says is read in pieces that it bears", async () => {
  const hall = await start(brief(16), each(...Array.from({ length: 60 }, (_, address) => address)));
  await hall.run(600_000);
  const last = readsOf(hall.buses.bus!).slice(-8);
  expect(last.every(read => Number(read.split("+")[1]) <= 16)).toBe(true);
  expect(new Set(last).size).toBeLessThanOrEqual(5);
  expect(goodIn(hall)).toHaveLength(60);
});

test("a border that no read may cross is not crossed again", async () => {
  const crossing: Manner = (request, atMs) =>
    "count" in request && request.address < 30 && request.address + request.count > 30
      ? refusing(2)(request, atMs)
      : well(request, atMs);
  const hall = await start(crossing, each(...Array.from({ length: 60 }, (_, address) => address)));
  await hall.run(600_000);
  const reads = readsOf(hall.buses.bus!);
  expect(
    reads.filter(
      read => Number(read.split("+")[0]) < 30 && Number(read.split("+")[0]) + Number(read.split("+")[1]) > 30,
    ).length,
  ).toBeLessThanOrEqual(2);
  expect(goodIn(hall)).toHaveLength(60);
});

test("what was learned survives a restart: the hole is not read again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hallwatch-learned-"));
  folders.push(folder);
  const path = join(folder, LEARNED_FILE);
  const first = await start(lacking(22), each(0, 20, 24), learnedFile(path));
  await first.run(120_000);
  await first.stop();
  expect(existsSync(path)).toBe(true);
  expect(existsSync(`${path}.new`)).toBe(false);

  const second = await start(lacking(22), each(0, 20, 24), learnedFile(path));
  await second.run(120_000);
  expect(new Set(readsOf(second.buses.bus!))).toEqual(new Set(["0+21", "24+1"]));
  // With other points nothing is known.
  const third = await start(lacking(22), each(0, 20, 25), learnedFile(path));
  await third.run(1_000);
  expect(readsOf(third.buses.bus!)[0]).toBe("0+26");
});

test("a file that cannot be understood is told, and everything is learned anew", () => {
  const folder = mkdtempSync(join(tmpdir(), "hallwatch-learned-"));
  folders.push(folder);
  const path = join(folder, LEARNED_FILE);
  for (const text of ["", "{", `{"bus/1":{}}`, "[]"]) {
    writeFileSync(path, text);
    const told: string[] = [];
    const tell = (_: object, event: string) => told.push(event);
    const learned = learnedFile(path, { info: tell, warn: tell, error: tell, debug: tell } as never);
    expect(learned.load("bus", 1)).toBeNull();
    expect(told).toEqual(["what units refuse is learned anew"]);
    expect(readFileSync(path, "utf8")).toBe(text);
  }
});

test("after thirty days, or when somebody says so, everything is tried once more", async () => {
  const learned = learnedInMemory();
  const hall = await start(lacking(22), each(0, 20, 24), learned);
  await hall.run(60_000);
  hall.buses.bus!.behave(1, well);
  const asked = hall.buses.bus!.heard.length;
  await hall.run(29 * DAY_MS);
  expect(new Set(readsOf(hall.buses.bus!).slice(asked))).toEqual(new Set(["0+21", "24+1"]));
  await hall.run(2 * DAY_MS);
  expect(readsOf(hall.buses.bus!).at(-1)).toBe("0+25");

  hall.buses.bus!.behave(1, lacking(22));
  await hall.run(600_000);
  expect(readsOf(hall.buses.bus!).at(-1)).not.toBe("0+25");
  hall.buses.bus!.behave(1, well);
  hall.driver.forget("bus", 1);
  await hall.run(600_000);
  expect(readsOf(hall.buses.bus!).at(-1)).toBe("0+25");
});

test("a point on an illegal address is bad, tried more and more rarely, and good as soon as the device has it", async () => {
  const hall = await start(lacking(20), each(0, 20));
  await hall.run(DAY_MS);
  const tries = readsOf(hall.buses.bus!).filter(read => read === "20+1").length;
  expect(tries).toBeGreaterThanOrEqual(7);
  expect(tries).toBeLessThanOrEqual(10);
  expect(hall.readings.filter(({ point }) => point === 1).every(({ quality }) => quality === "bad")).toBe(
    true,
  );
  expect(hall.driver.health()[1]).toMatchObject({ state: "up", lastErrorKind: "refused" });
  hall.buses.bus!.behave(1, well);
  await hall.run(2 * DAY_MS);
  expect(goodIn(hall)).toEqual([0, 20]);
  expect([1, 2, 3, 20].map(tries => retryAfter({ tries }) / 60_000)).toEqual([5, 10, 20, 1_280]);
});

test("a device that refuses everything while it starts is learned right again within minutes", async () => {
  const hall = await start(refusing(2), each(0, 10, 20, 30));
  await hall.run(30_000);
  expect(goodIn(hall)).toEqual([]);
  hall.buses.bus!.behave(1, well);
  await hall.run(400_000);
  expect(goodIn(hall)).toEqual([0, 10, 20, 30]);
  expect(readsOf(hall.buses.bus!).at(-1)).toBe("0+31");
});

test("a unit that falls silent when it is asked for some registers is read without them", async () => {
  const silentOver: Manner = (request, atMs) =>
    "count" in request && request.address <= 22 && 22 < request.address + request.count
      ? dead(request, atMs)
      : well(request, atMs);
  const hall = await start(silentOver, each(0, 20, 24, 40));
  await hall.run(600_000);
  expect(goodIn(hall)).toEqual([0, 20, 24, 40]);
  const asked = hall.buses.bus!.heard.length;
  await hall.run(3_600_000);
  expect(new Set(readsOf(hall.buses.bus!).slice(asked))).toEqual(new Set(["0+21", "24+17"]));
});
