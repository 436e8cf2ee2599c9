import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Reading } from "#rules/reading/reading.ts";
import type { Signal } from "#rules/reading/signal.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { instant } from "#rules/time/instant.ts";
import { driversOf } from "../app/drivers.ts";
import { wirePoint } from "../app/wire-shapes.ts";
import { systemClock } from "../ports/clock.ts";
import { silent } from "../ports/log.ts";
import type { WirePoint } from "../wire/point.ts";

/**
 * Every point of a hall as its own drivers hear it in a short time, where no gateway runs: the same lines, the same
 * decoding. Ends early when all have been heard. Nothing is written to any device.
 *
 * @throws {Fault} when the embedded broker's port is taken
 */
export const shortLook = async (
  site: Site,
  directory: string,
  forMs: number,
  signal: AbortSignal,
): Promise<readonly WirePoint[]> => {
  const clock = systemClock();
  const isThere = await stat(directory).then(
    found => found.isDirectory(),
    () => false,
  );
  const own = isThere ? directory : await mkdtemp(join(tmpdir(), "hallwatch-doctor-"));
  const last = new Map<number, Reading>();
  const { drivers } = await driversOf({ site, clock, log: silent, directory: own, durable: async () => {} });
  const all = site.points.filter(({ source }) => source.is !== "own").length;
  try {
    for (const driver of drivers)
      await driver.start(readings => {
        for (const reading of readings) last.set(reading.point, reading);
      });
    const end = performance.now() + forMs;
    while (performance.now() < end && last.size < all && !signal.aborted)
      await wait(100, undefined, { signal }).catch(() => {});
  } finally {
    for (const driver of drivers) await driver.stop();
    if (!isThere) await rm(own, { recursive: true, force: true });
  }
  return site.points
    .filter(({ source }) => source.is !== "own")
    .map(point => wirePoint(point, signalOf(point, last)));
};

const signalOf = ({ index, id }: Point, last: ReadonlyMap<number, Reading>): Signal => {
  const reading = last.get(index);
  const none = instant(0);
  if (!reading) return { point: id, state: "never", value: Number.NaN, at: none, since: none };
  const { value, at, quality, reason } = reading;
  const state = quality === "good" ? "good" : quality === "uncertain" ? "stale" : "bad";
  return {
    point: id,
    state,
    value,
    at: quality === "bad" ? none : at,
    since: at,
    ...(reason !== undefined && { reason }),
  };
};
