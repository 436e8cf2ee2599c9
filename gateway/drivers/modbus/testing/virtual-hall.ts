import type { Log } from "#gateway/ports/log.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { ModbusLine } from "#rules/site/modbus.ts";
import { millis } from "#rules/time/instant.ts";
import type { Learned } from "../learned.ts";
import { type ModbusDriver, modbusDriver } from "../modbus-driver.ts";
import type { ModbusPoint } from "../plan.ts";
import { type Bus, busOf, type Manner } from "./bus.ts";
import { type PointSketch, pointOf } from "./points.ts";
import { type VirtualTime, virtualTime } from "./virtual-time.ts";

/** What a test says of a hall whose lines are in memory. */
export type Sketch = {
  /** By line: what its units do. */
  readonly lines: Readonly<Record<string, Readonly<Record<number, Manner>>>>;
  readonly points: readonly PointSketch[];
  readonly line?: Partial<ModbusLine>;
  /** Nobody gets a connection at first. */
  readonly isUnreachable?: true;
  readonly learned?: Learned;
  readonly virtual?: VirtualTime;
  readonly log?: Log;
};

export type VirtualHall = {
  readonly driver: ModbusDriver;
  readonly points: readonly ModbusPoint[];
  readonly readings: readonly Reading[];
  readonly buses: Readonly<Record<string, Bus>>;
  run(lengthMs: number): Promise<void>;
  stop(): Promise<void>;
};

/** A driver at work in virtual time. RTU unless told otherwise, 300 ms of patience, no gap. */
export const startVirtualHall = async ({
  lines,
  points: sketches,
  line,
  isUnreachable,
  learned,
  virtual = virtualTime(),
  log,
}: Sketch): Promise<VirtualHall> => {
  const { clock, time, run } = virtual;
  const points = sketches.map((sketch, index) => pointOf({ ...sketch, index }));
  const buses = Object.fromEntries(
    Object.entries(lines).map(([name, manners]) => [name, busOf(time, manners)]),
  );
  if (isUnreachable) for (const bus of Object.values(buses)) bus.reach(false);
  const modbus = Object.fromEntries(
    Object.keys(lines).map((name, index) => [
      name,
      {
        wire: { is: "rtu", host: name, port: index + 1 },
        timeout: millis(300),
        connectTimeout: millis(1_000),
        gap: millis(0),
        units: {},
        ...line,
      } as const,
    ]),
  );
  const driver = modbusDriver({
    site: { points, sources: { modbus } },
    clock,
    time,
    connect: options => buses["host" in options.wire ? options.wire.host : ""]!.connect(options),
    random: () => 0.5,
    ...(learned && { learned }),
    ...(log && { log }),
  });
  const readings: Reading[] = [];
  await driver.start(batch => readings.push(...batch));
  const stop = async () => {
    const stopped = driver.stop();
    // A request that is under way ends with its time-out at the latest.
    await run(1_000);
    await stopped;
  };
  return { driver, points, readings, buses, run, stop };
};
