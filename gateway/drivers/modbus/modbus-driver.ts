import type { Clock } from "#gateway/ports/clock.ts";
import type { Driver, Written } from "#gateway/ports/driver.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { encode } from "./encode.ts";
import { type Learned, learnedInMemory } from "./learned.ts";
import { Line } from "./line.ts";
import type { Connect } from "./line-link.ts";
import { look } from "./look.ts";
import type { ModbusPoint } from "./plan.ts";
import { type RealTime, realTime } from "./real-time.ts";
import { connect as connectWire } from "./transport.ts";

type Options = {
  readonly site: Pick<Site, "points" | "sources">;
  /** Periods are counted on it; time-outs and waits after a failure are real time, as the network's are. */
  readonly clock: Clock;
  readonly log?: Log;
  /** 0 ≤ random() < 1: spreads the waits after a failure. */
  readonly random?: () => number;
  /** Where it is kept what units refuse; absent: it is learned anew at every start. */
  readonly learned?: Learned;
  readonly time?: RealTime;
  readonly connect?: Connect;
};

/** A driver that can also be told to try everything that a unit refused once more. */
export type ModbusDriver = Driver & {
  write(point: Point, value: number): Promise<Written>;
  forget(line: string, unit: number): boolean;
};

/**
 * Reads the Modbus points of a site and writes those that may be written. Lines know nothing of each other; a reading's
 * source time is the time of its receipt. Sources of health: `modbus:<line>`, and `modbus:<line>/<unit>` for each unit.
 */
export const modbusDriver = ({
  site,
  clock,
  log = silent,
  random = Math.random,
  learned = learnedInMemory(),
  time = realTime,
  connect = connectWire,
}: Options): ModbusDriver => {
  const byLine = Map.groupBy(site.points.filter(isModbus), ({ source }) => source.line);
  const lines = new Map(
    Array.from(byLine, ([name, points]) => {
      const line = site.sources.modbus[name];
      if (!line) throw new RangeError(`no Modbus line ${name} in this site`);
      return [name, new Line({ name, line, points, clock, time, connect, learned, random, log })];
    }),
  );
  const all = [...lines.values()];
  return {
    name: "modbus",
    start: async emit => {
      for (const line of all) line.start(emit);
    },
    stop: async () => {
      await Promise.all(all.map(line => line.stop()));
      await learned.saved();
    },
    health: () => all.flatMap(line => line.health()),
    write: async (point, value) => {
      if (!isModbus(point)) return { is: "refused", why: `${point.id} is not a Modbus point` };
      const encoded = encode(point, value);
      if (encoded.is === "refused") return { is: "refused", why: `${point.id}: ${encoded.why}` };
      const line = lines.get(point.source.line);
      return line ? line.write(encoded.request) : { is: "refused", why: `${point.id}: no such line` };
    },
    look: async point => {
      const line = isModbus(point) ? lines.get(point.source.line) : undefined;
      if (!isModbus(point) || !line)
        return { is: "none", why: `${point.id} is not read over Modbus`, raw: [] };
      const limits = site.sources.modbus[point.source.line]?.units[point.source.unit];
      return look(point, limits, request => line.look(request));
    },
    forget: (line, unit) => lines.get(line)?.forget(unit) ?? false,
  };
};

const isModbus = (point: Point): point is ModbusPoint => point.source.is === "modbus";
