import { expect, test } from "vitest";
import { millis } from "#rules/time/instant.ts";
import { type Behaviour, healthy, originOf, wordAt } from "./testing/device.ts";
import * as faults from "./testing/faults.ts";
import { badNow, device, each, goodNow, hall, PATIENCE } from "./testing/rig.ts";

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
  expect(running.driver.health()).toMatchObject([
    { state: "up", counts: { reconnects: 0 } },
    { state: "up", counts: { exceptions: 3 } },
  ]);
});

test("a unit that comes back is asked for everything, also for what it refused before", async () => {
  const plant = await device({ 1: faults.lacking(1) });
  const running = await hall({ lines: { plant }, points: each(0, 1) });
  await expect.poll(() => badNow(running).length, PATIENCE).toBe(1);
  plant.behave(1, faults.hang);
  await expect.poll(() => badNow(running).length, PATIENCE).toBe(2);
  plant.behave(1, healthy);
  await expect.poll(() => goodNow(running), PATIENCE).toEqual([0, 1]);
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
  expect(running.driver.health()).toMatchObject([{ state: "up" }, { state: "up" }]);
});

test("a Modbus gateway that says that a unit does not answer keeps its connection, and the other units", async () => {
  const plant = await device({ 1: faults.exceptionOf(0x0b) });
  const points = [...each(0), { unit: 2, address: 5, every: millis(100) }];
  const running = await hall({ lines: { plant }, points });
  const why = `plant (127.0.0.1:${plant.port}) unit 1: the Modbus gateway got no answer from this unit (0B): check its power and bus`;
  await expect.poll(() => badNow(running), PATIENCE).toEqual([`0: ${why}`]);
  expect(running.driver.health()).toMatchObject([
    { id: "modbus:plant", state: "up", lastError: "" },
    { id: "modbus:plant/1", state: "down", lastError: why, lastErrorKind: "no-answer" },
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
  expect(running.driver.health()).toMatchObject([{ state: "up" }, { state: "up", lastErrorKind: "refused" }]);
});

test("a register without a value is bad with the reason, next to good ones", async () => {
  const plant = await device();
  // A healthy register counts requests in its lowest six bits: these are all the values that it can have.
  const sentinels = Array.from({ length: 64 }, (_, sequence) => BigInt(wordAt(1, 1, sequence)));
  const points = [{ address: 0 }, { address: 1, sentinels }].map(point => ({ ...point, every: millis(100) }));
  const running = await hall({ lines: { plant }, points });
  await expect.poll(() => goodNow(running), PATIENCE).toEqual([0]);
  expect(badNow(running)).toEqual([
    expect.stringMatching(/unit 1: the device says that it has no value \(0x10/),
  ]);
});

test("the log tells when a unit fails and when it is back, and nothing in between", async () => {
  const plant = await device({ 1: faults.hang });
  const told: string[] = [];
  const tell = (_: object, event: string) => told.push(event);
  const log = { debug: tell, info: tell, warn: tell, error: tell };
  const running = await hall({ lines: { plant }, points: each(0), log });
  await expect.poll(() => told, PATIENCE).toEqual(["unit down"]);
  plant.behave(1, healthy);
  await expect.poll(() => goodNow(running), PATIENCE).toEqual([0]);
  expect(told).toEqual(["unit down", "unit up"]);
});

test("good values carry the time of receipt and belong to the register that was asked for", async () => {
  const plant = await device();
  const { readings } = await hall({ lines: { plant }, points: each(3, 4, 20) });
  await expect.poll(() => readings.length, PATIENCE).toBeGreaterThanOrEqual(6);
  const origins = readings.slice(0, 6).map(({ value }) => originOf(value).address);
  expect(origins).toEqual([3, 4, 20, 3, 4, 20]);
  for (const { at, receivedAt } of readings) expect(at).toBe(receivedAt);
});
