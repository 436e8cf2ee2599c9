import type { Clock } from "#gateway/ports/clock.ts";
import type { Driver } from "#gateway/ports/driver.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { Line } from "./line.ts";
import type { ModbusPoint } from "./plan.ts";

type Options = {
  readonly site: Pick<Site, "points" | "sources">;
  /** Periods are counted on it; time-outs and waits after a failure are real time, as the network's are. */
  readonly clock: Clock;
  readonly log?: Log;
  /** 0 ≤ random() < 1: spreads the waits after a failure. */
  readonly random?: () => number;
};

/**
 * Reads the Modbus points of a site. Lines know nothing of each other; a reading's source time is the time of its
 * receipt. One source of health a unit: `modbus:<line>/<unit>`.
 */
export const modbusDriver = ({ site, clock, log = silent, random = Math.random }: Options): Driver => {
  const byLine = Map.groupBy(site.points.filter(isModbus), ({ source }) => source.line);
  const lines = Array.from(byLine, ([name, points]) => {
    const line = site.sources.modbus[name];
    if (!line) throw new RangeError(`no Modbus line ${name} in this site`);
    return new Line({ name, line, points, clock, random, log });
  });
  return {
    name: "modbus",
    start: async emit => {
      for (const line of lines) line.start(emit);
    },
    stop: async () => {
      await Promise.all(lines.map(line => line.stop()));
    },
    health: () => lines.flatMap(line => line.health()),
  };
};

const isModbus = (point: Point): point is ModbusPoint => point.source.is === "modbus";
