import { expect, test } from "vitest";
import { millis } from "#rules/time/instant.ts";
import { type Behaviour, healthy, startDevice } from "./testing/device.ts";
import { device, each, goodNow, hall, PATIENCE } from "./testing/rig.ts";

test("an absent device does not stop the start: its points are bad, and good as soon as it is there", async () => {
  const plant = await startDevice();
  await plant.stop();
  const { driver, ...at } = await hall({ lines: { plant }, points: each(0, 1) });
  expect(driver.health()).toMatchObject([
    { id: "modbus:plant", state: "starting" },
    { id: "modbus:plant/1", state: "starting" },
  ]);

  const why = `plant (127.0.0.1:${plant.port}): connection refused: nothing listens on this port, or the device takes no more connections`;
  await expect.poll(() => at.told("plant", 1), PATIENCE).toEqual([`0: ${why}`, `1: ${why}`]);
  expect(driver.health()).toMatchObject([
    { state: "down", lastError: why, lastErrorKind: "unreachable", gauges: { unitsDown: 1 } },
    { state: "down", lastError: why, lastErrorKind: "unreachable", counts: { requests: 0, readings: 2 } },
  ]);

  await device({}, plant.port);
  await expect.poll(() => goodNow({ driver, ...at }), PATIENCE).toEqual([0, 1]);
  expect(driver.health()).toMatchObject([{ state: "up", gauges: { unitsDown: 0 } }, { state: "up" }]);
});

/** Answers after a while, and counts how many requests were ever waiting at once. */
const slow = (milliseconds: number) => {
  const seen = { waiting: 0, most: 0 };
  const behaviour: Behaviour = (request, socket) => {
    seen.waiting += 1;
    seen.most = Math.max(seen.most, seen.waiting);
    setTimeout(() => {
      seen.waiting -= 1;
      healthy(request, socket);
    }, milliseconds);
  };
  return { behaviour, seen };
};

test("the units of a line take turns, one request at a time, also when it cannot keep up", async () => {
  const { behaviour, seen } = slow(30);
  const units = [1, 2, 3, 4];
  const plant = await device(Object.fromEntries(units.map(unit => [unit, behaviour])));
  const points = units.map(unit => ({ unit, every: millis(50) }));
  const { driver } = await hall({ lines: { plant }, points });
  await expect.poll(() => plant.requests.length, PATIENCE).toBeGreaterThanOrEqual(16);
  for (const unit of units) {
    const turns = plant.requests.slice(0, 16).filter(request => request.unit === unit).length;
    expect(Math.abs(turns - 4)).toBeLessThanOrEqual(1);
  }
  expect(seen.most).toBe(1);
  for (const { counts } of driver.health().slice(1)) expect(counts.skipped).toBeGreaterThan(0);
});

test("a line that needs idle time between two requests gets it", async () => {
  const plant = await device();
  await hall({ lines: { plant }, points: each(0, 20, 40), gap: millis(50) });
  await expect.poll(() => plant.requests.length, PATIENCE).toBeGreaterThanOrEqual(6);
  const times = plant.requests.map(({ at }) => at);
  const shortest = Math.min(...times.slice(1).map((at, i) => at - times[i]!));
  expect(shortest).toBeGreaterThanOrEqual(48);
});
