import { afterEach, expect, test } from "vitest";
import { scaledClock } from "#gateway/ports/clock.ts";
import { instant, millis, seconds } from "#rules/time/instant.ts";
import { type Behaviour, type Device, healthy, originOf, startDevice } from "./testing/device.ts";
import * as faults from "./testing/faults.ts";
import { type Hall, type HallSketch, startHall } from "./testing/hall.ts";

const PATIENCE = { timeout: 10_000 };

const devices: Device[] = [];
const halls: Hall[] = [];
afterEach(async () => {
  await Promise.all(halls.splice(0).map(({ driver }) => driver.stop()));
  await Promise.all(devices.splice(0).map(device => device.stop()));
});

const device = async (units: Readonly<Record<number, Behaviour>> = {}, port = 0): Promise<Device> => {
  const started = await startDevice(units, port);
  devices.push(started);
  return started;
};
const hall = async (sketch: HallSketch): Promise<Hall> => {
  const started = await startHall(sketch);
  halls.push(started);
  return started;
};

/** The addresses of unit 1 on the plant that have a good value now. */
const goodNow = ({ latest }: Hall) =>
  latest("plant", 1)
    .filter(told => told.includes("="))
    .map(told => Number.parseInt(told, 10));
const badNow = ({ latest }: Hall) => latest("plant", 1).filter(told => !told.includes("="));

const each = (...addresses: readonly number[]) =>
  addresses.map(address => ({ address, every: millis(100) }) as const);

test("an absent device does not stop the start: its points are bad, and good as soon as it is there", async () => {
  const plant = await startDevice();
  await plant.stop();
  const { driver, ...at } = await hall({ lines: { plant }, points: each(0, 1) });
  expect(driver.health()).toMatchObject([{ id: "modbus:plant/1", state: "starting" }]);

  const why = `plant (127.0.0.1:${plant.port}): connection refused: nothing listens on this port, or the device takes no more connections`;
  await expect.poll(() => at.told("plant", 1), PATIENCE).toEqual([`0: ${why}`, `1: ${why}`]);
  expect(driver.health()).toMatchObject([
    { state: "down", lastError: why, counts: { requests: 0, readings: 2 } },
  ]);

  await device({}, plant.port);
  await expect.poll(() => goodNow({ driver, ...at }), PATIENCE).toEqual([0, 1]);
  expect(driver.health()).toMatchObject([{ state: "up" }]);
});

test("one illegal address does not blind its neighbours, and is not asked for together with them again", async () => {
  const plant = await device({ 1: faults.lacking(2) });
  const running = await hall({ lines: { plant }, points: each(0, 1, 2, 3) });
  await expect.poll(() => goodNow(running), PATIENCE).toEqual([0, 1, 3]);
  const why = `plant (127.0.0.1:${plant.port}) unit 1, holding 2+1: the device has no such address (02): check the address in the site file`;
  expect(badNow(running)).toEqual([`2: ${why}`]);

  const asked = plant.requests.length;
  await expect.poll(() => plant.requests.length, PATIENCE).toBeGreaterThan(asked + 10);
  const again = new Set(plant.requests.slice(asked).map(({ address, count }) => `${address}+${count}`));
  expect(again).toEqual(new Set(["0+2", "3+1"]));
  expect(running.driver.health()).toMatchObject([{ state: "up", counts: { exceptions: 3, reconnects: 0 } }]);
});

test("a device that talks about one block and is silent about another is up, and only the silent block is bad", async () => {
  const silentBelow10: Behaviour = (request, socket) => {
    if (request.address >= 10) healthy(request, socket);
  };
  const plant = await device({ 1: silentBelow10 });
  const running = await hall({ lines: { plant }, points: each(0, 1, 30, 31) });
  const why = `plant (127.0.0.1:${plant.port}) unit 1: no answer in 100 ms`;
  await expect.poll(() => badNow(running), PATIENCE).toEqual([`0: ${why}`, `1: ${why}`]);
  expect(goodNow(running)).toEqual([30, 31]);
  expect(running.driver.health()).toMatchObject([{ state: "up", counts: { timeouts: 3 } }]);
});

test("a Modbus gateway that says that a unit does not answer keeps its connection, and the other units", async () => {
  const plant = await device({ 1: faults.exceptionOf(0x0b) });
  const points = [...each(0), { unit: 2, address: 5, every: millis(100) }];
  const running = await hall({ lines: { plant }, points });
  const why = `plant (127.0.0.1:${plant.port}) unit 1: the Modbus gateway got no answer from this unit (0B): check its power and bus`;
  await expect.poll(() => badNow(running), PATIENCE).toEqual([`0: ${why}`]);
  expect(running.driver.health()).toMatchObject([
    { id: "modbus:plant/1", state: "down", lastError: why },
    { id: "modbus:plant/2", state: "up", lastError: "" },
  ]);
  expect(plant.connections).toBe(1);
});

test("a device that reports its own failure is up and its points are bad", async () => {
  const plant = await device({ 1: faults.exceptionOf(4) });
  const running = await hall({ lines: { plant }, points: each(0) });
  await expect
    .poll(() => badNow(running), PATIENCE)
    .toEqual([expect.stringMatching(/the device reports a failure of its own \(04\)$/)]);
  expect(running.driver.health()).toMatchObject([{ state: "up" }]);
});

test("a register without a value is bad with the reason, next to good ones", async () => {
  const plant = await device();
  const sentinels = [BigInt((1 << 12) | (1 << 6))];
  const points = [{ address: 0 }, { address: 1, sentinels: [...sentinels, ...sequences(sentinels[0]!)] }];
  const running = await hall({
    lines: { plant },
    points: points.map(point => ({ ...point, every: millis(100) })),
  });
  await expect.poll(() => goodNow(running), PATIENCE).toEqual([0]);
  expect(badNow(running)).toEqual([
    expect.stringMatching(/unit 1: the device says that it has no value \(0x10/),
  ]);
});
/** A healthy register counts requests in its lowest six bits: all the values that it can have. */
const sequences = (first: bigint) => Array.from({ length: 63 }, (_, i) => first + BigInt(i + 1));

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

test("good values carry the time of receipt and belong to the register that was asked for", async () => {
  const plant = await device();
  const { readings } = await hall({ lines: { plant }, points: each(3, 4, 20) });
  await expect.poll(() => readings.length, PATIENCE).toBeGreaterThanOrEqual(6);
  const origins = readings.slice(0, 6).map(({ value }) => originOf(value).address);
  expect(origins).toEqual([3, 4, 20, 3, 4, 20]);
  for (const { at, receivedAt } of readings) expect(at).toBe(receivedAt);
});
