import { afterEach } from "vitest";
import { millis } from "#rules/time/instant.ts";
import { PATIENCE_MS } from "../../../stores/testing/until.ts";
import type { Behaviour, Device } from "./device.ts";
import { startDevice } from "./device.ts";
import { type Hall, type HallSketch, startHall } from "./hall.ts";

/** Long enough for anything that a test waits for. */
export const PATIENCE = { timeout: PATIENCE_MS };

const devices: Device[] = [];
const halls: Hall[] = [];
afterEach(async () => {
  await Promise.all(halls.splice(0).map(({ driver }) => driver.stop()));
  await Promise.all(devices.splice(0).map(device => device.stop()));
});

/** A device that stops with the test. */
export const device = async (units: Readonly<Record<number, Behaviour>> = {}, port = 0): Promise<Device> => {
  const started = await startDevice(units, port);
  devices.push(started);
  return started;
};

/** A hall whose driver stops with the test. */
export const hall = async (sketch: HallSketch): Promise<Hall> => {
  const started = await startHall(sketch);
  halls.push(started);
  return started;
};

/** Points of unit 1 on the plant, read ten times a second. */
export const each = (...addresses: readonly number[]) =>
  addresses.map(address => ({ address, every: millis(100) }) as const);

/** The addresses of unit 1 on the plant that have a good value now. */
export const goodNow = ({ latest }: Hall): readonly number[] =>
  latest("plant", 1)
    .filter(told => told.includes("="))
    .map(told => Number.parseInt(told, 10));

/** Those that are bad now, each with its reason. */
export const badNow = ({ latest }: Hall): readonly string[] =>
  latest("plant", 1).filter(told => !told.includes("="));
