import type { Clock } from "#gateway/ports/clock.ts";
import type { Driver } from "#gateway/ports/driver.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { Recorder, type RecorderPoint } from "./recorder.ts";

type Options = {
  readonly site: Pick<Site, "points" | "sources">;
  /** Silence is counted on it. */
  readonly clock: Clock;
  readonly log?: Log;
  /** 0 ≤ random() < 1: spreads the waits after a failure. */
  readonly random?: () => number;
  /** Where passwords are looked up by name. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

/** Listens to Hikvision recorders; it asks them for nothing else. Sources of health: `hikvision:<name>`. */
export const hikvisionDriver = ({
  site,
  clock,
  log = silent,
  random = Math.random,
  environment = process.env,
}: Options): Driver => {
  const byName = Map.groupBy(site.points.filter(isRecorded), ({ source }) => source.recorder);
  const recorders = Array.from(byName, ([name, points]) => {
    const plan = site.sources.hikvision?.[name];
    if (!plan) throw new RangeError(`no recorder ${name} in this site`);
    const password = environment[plan.passwordEnv] ?? "";
    return new Recorder({ name, plan, password, points, clock, random, log });
  });
  return {
    name: "hikvision",
    start: async emit => {
      for (const recorder of recorders) recorder.start(emit);
    },
    stop: async () => {
      await Promise.all(recorders.map(recorder => recorder.stop()));
    },
    health: () => recorders.map(recorder => recorder.health()),
  };
};

const isRecorded = (point: Point): point is RecorderPoint => point.source.is === "hikvision";
