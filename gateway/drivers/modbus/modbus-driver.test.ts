import { expect, test } from "vitest";
import { scaledClock } from "#gateway/ports/clock.ts";
import { instant, millis, seconds } from "#rules/time/instant.ts";
import * as faults from "./testing/faults.ts";
import { startHall } from "./testing/hall.ts";
import { device, each, hall, PATIENCE } from "./testing/rig.ts";

test("periods are hall time: on a clock that runs sixty times as fast, 12 s are 200 ms", async () => {
  const now = instant(Date.now());
  const plant = await device();
  const clock = scaledClock({ start: instant(Date.parse("2025-07-08T09:00:00Z")), origin: now, speed: 60 });
  const running = await hall({ lines: { plant }, points: [{ every: seconds(12) }], clock });
  await expect.poll(() => plant.requests.length, PATIENCE).toBeGreaterThanOrEqual(7);
  const [first, ...rest] = plant.requests.map(({ at }) => at);
  expect((rest.at(5)! - first!) / 6).toBeGreaterThan(180);
  expect((rest.at(5)! - first!) / 6).toBeLessThan(220);
  expect(new Date(running.readings[0]!.at).toISOString()).toMatch(/^2025-07-08T09:00/);
});

test("after stop the sockets are closed and nothing more comes, even in the middle of a read", async () => {
  const plant = await device({ 2: faults.hang });
  const points = [...each(0), { unit: 2, every: millis(100) }];
  const { driver, readings } = await startHall({ lines: { plant }, points, timeout: millis(60_000) });
  await expect.poll(() => plant.requests.some(({ unit }) => unit === 2), PATIENCE).toBe(true);
  await driver.stop();
  const [came, asked] = [readings.length, plant.requests.length];
  const other = await hall({ lines: { plant }, points: each(0) });
  await expect.poll(() => other.readings.length, PATIENCE).toBeGreaterThanOrEqual(3);
  expect(readings.length).toBe(came);
  expect(plant.requests.slice(asked).every(({ unit }) => unit === 1)).toBe(true);
  expect(plant.openConnections).toBe(1);
});
