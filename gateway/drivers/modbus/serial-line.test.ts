import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { Reading } from "#rules/reading/reading.ts";
import { millis } from "#rules/time/instant.ts";
import { PATIENCE_MS } from "../../stores/testing/until.ts";
import { type ModbusDriver, modbusDriver } from "./modbus-driver.ts";
import { describeWithPeers, startSerialPeer, stopPeers } from "./testing/peers.ts";
import { pointOf } from "./testing/points.ts";

const PATIENCE = { timeout: PATIENCE_MS };
const every = millis(100);
const points = [
  pointOf({ index: 0, unit: 1, address: 7, every }),
  pointOf({ index: 1, unit: 1, address: 60, type: "u32", every }),
  pointOf({ index: 2, unit: 2, address: 3, table: "input", every }),
  pointOf({ index: 3, unit: 1, address: 150, every, write: { code: 6 } }),
];

describeWithPeers(
  ["pymodbus", "socat"],
  "the whole driver on a serial line, with pymodbus at its other end",
  () => {
    let cable: Awaited<ReturnType<typeof startSerialPeer>>;
    let driver: ModbusDriver;
    const last = new Map<number, Reading>();
    const values = () => points.map(({ index }) => last.get(index)?.value ?? null);
    const reasons = () => points.map(({ index }) => last.get(index)?.reason ?? "");

    beforeAll(async () => {
      cable = await startSerialPeer("pymodbus");
      const bus = {
        wire: { is: "serial", port: cable.near, baud: 19_200, format: "8N1" },
        timeout: millis(2_000),
        connectTimeout: millis(2_000),
        gap: millis(0),
        units: {},
      } as const;
      driver = modbusDriver({ site: { points, sources: { modbus: { plant: bus } } }, clock: systemClock() });
      await driver.start(readings => {
        for (const reading of readings) last.set(reading.point, reading);
      });
    });
    afterAll(async () => {
      await driver?.stop();
      await stopPeers();
    });

    test("every point reads right", async () => {
      await expect.poll(values, PATIENCE).toEqual([1_007, 1_060 * 65_536 + 1_061, 30_003, 1_150]);
    });

    test("what is written is read back", async () => {
      expect(await driver.write(points[3]!, 4_321)).toEqual({ is: "done" });
      await expect.poll(() => values()[3], PATIENCE).toBe(4_321);
    });

    test("an adapter that is pulled out makes every point bad, and says what to look at", async () => {
      await cable.cut();
      await expect
        .poll(
          () => reasons().every(reason => /no such port: is the adapter plugged in\?$/.test(reason)),
          PATIENCE,
        )
        .toBe(true);
      expect(driver.health().every(({ state }) => state === "down")).toBe(true);
    });

    test("plugged in again it reads on by itself", async () => {
      await cable.mend();
      await expect.poll(values, PATIENCE).toEqual([1_007, 1_060 * 65_536 + 1_061, 30_003, 1_150]);
    });
  },
);
