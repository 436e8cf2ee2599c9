import { type Clock, systemClock } from "#gateway/ports/clock.ts";
import type { Driver } from "#gateway/ports/driver.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import type { Reading } from "#rules/reading/reading.ts";
import { type Millis, millis } from "#rules/time/instant.ts";
import { modbusDriver } from "../modbus-driver.ts";
import { type PointSketch, pointOf } from "./points.ts";

/** What a test says of a hall: its lines by name with their ports, and its points. */
export type HallSketch = {
  readonly lines: Readonly<Record<string, { readonly port: number }>>;
  readonly points: readonly PointSketch[];
  readonly timeout?: Millis;
  readonly gap?: Millis;
  readonly clock?: Clock;
  readonly log?: Log;
};

export type Hall = {
  readonly driver: Driver;
  /** Everything that came, in order. */
  readonly readings: readonly Reading[];
  /** What came of the points of one unit, as `<address>=<value>`, or `<address>: <reason>` when it is bad. */
  told(line: string, unit: number): readonly string[];
  /** The last of each point, likewise. */
  latest(line: string, unit: number): readonly string[];
};

/** A driver at work on real sockets. */
export const startHall = async ({
  lines,
  points: sketches,
  timeout = millis(100),
  gap = millis(0),
  clock = systemClock(),
  log = silent,
}: HallSketch): Promise<Hall> => {
  const points = sketches.map((sketch, index) => pointOf({ ...sketch, index }));
  const modbus = Object.fromEntries(
    Object.entries(lines).map(([name, { port }]) => [
      name,
      {
        wire: { is: "tcp" as const, host: "127.0.0.1", port },
        timeout,
        connectTimeout: millis(1_000),
        gap,
        units: {},
      },
    ]),
  );
  const driver = modbusDriver({ site: { points, sources: { modbus } }, clock, log, random: () => 0.5 });
  const readings: Reading[] = [];
  await driver.start(batch => readings.push(...batch));
  const of = (line: string, unit: number) =>
    readings.filter(({ point }) => points[point]!.via === `modbus:${line}/${unit}`);
  const tell = ({ point, value, quality, reason }: Reading) => {
    const { address } = points[point]!.source;
    return quality === "good" ? `${address}=${value}` : `${address}: ${reason}`;
  };
  return {
    driver,
    readings,
    told: (line, unit) => of(line, unit).map(tell),
    latest: (line, unit) => {
      const last = new Map(of(line, unit).map(reading => [reading.point, reading]));
      return [...last.values()].toSorted((a, b) => a.point - b.point).map(tell);
    },
  };
};
