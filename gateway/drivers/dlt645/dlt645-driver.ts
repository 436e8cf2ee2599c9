import type { Clock } from "#gateway/ports/clock.ts";
import type { Driver } from "#gateway/ports/driver.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { Dlt645Line } from "./dlt645-line.ts";
import type { MeterPoint } from "./meter.ts";

type Options = {
  readonly site: Pick<Site, "points" | "sources">;
  /** Periods are counted on it; time-outs and waits after a failure are real time. */
  readonly clock: Clock;
  readonly log?: Log;
  /** 0 ≤ random() < 1: spreads the waits after a failure. */
  readonly random?: () => number;
};

/**
 * Reads DL/T 645-2007 meters; it writes nothing. Sources of health: `dlt645:<line>`, and `dlt645:<line>/<meter>` for
 * each meter.
 */
export const dlt645Driver = ({ site, clock, log = silent, random = Math.random }: Options): Driver => {
  const byLine = Map.groupBy(site.points.filter(isOfMeter), ({ source }) => source.line);
  const lines = Array.from(byLine, ([name, points]) => {
    const plan = site.sources.dlt645?.[name];
    if (!plan) throw new RangeError(`no DL/T 645 line ${name} in this site`);
    return new Dlt645Line({ name, plan, points, clock, random, log });
  });
  return {
    name: "dlt645",
    start: async emit => {
      for (const line of lines) line.start(emit);
    },
    stop: async () => {
      await Promise.all(lines.map(line => line.stop()));
    },
    health: () => lines.flatMap(line => line.health()),
  };
};

const isOfMeter = (point: Point): point is MeterPoint => point.source.is === "dlt645";
