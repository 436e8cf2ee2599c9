import type { Clock } from "#gateway/ports/clock.ts";
import type { Driver } from "#gateway/ports/driver.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { Panel, type PrintedPoint } from "./panel.ts";

type Options = {
  readonly site: Pick<Site, "points" | "sources">;
  readonly clock: Clock;
  readonly log?: Log;
  /** 0 ≤ random() < 1: spreads the waits after a failure. */
  readonly random?: () => number;
};

/** Listens to the printer lines of fire alarm panels; nothing is ever sent to one. Sources of health: `panel:<name>`. */
export const panelDriver = ({ site, clock, log = silent, random = Math.random }: Options): Driver => {
  const byName = Map.groupBy(site.points.filter(isPrinted), ({ source }) => source.panel);
  const panels = Array.from(byName, ([name, points]) => {
    const line = site.sources.panel?.[name];
    if (!line) throw new RangeError(`no fire alarm panel ${name} in this site`);
    return new Panel({ name, line, points, clock, random, log });
  });
  return {
    name: "panel",
    start: async emit => {
      for (const panel of panels) panel.start(emit);
    },
    stop: async () => {
      await Promise.all(panels.map(panel => panel.stop()));
    },
    health: () => panels.map(panel => panel.health()),
  };
};

const isPrinted = (point: Point): point is PrintedPoint => point.source.is === "panel";
