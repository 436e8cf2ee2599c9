import type { Clock } from "#gateway/ports/clock.ts";
import type { Driver } from "#gateway/ports/driver.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import type { Point, Site } from "#rules/site/model.ts";
import type { PanelPoint } from "./account.ts";
import { Receiver } from "./receiver.ts";

type Options = {
  readonly site: Pick<Site, "points" | "sources">;
  /** Silence is counted on it. */
  readonly clock: Clock;
  readonly log?: Log;
  /** Resolves when all readings that were taken in are durable. */
  readonly durable: () => Promise<void>;
};

/** A driver that also says on which port a receiver listens. */
export type ReceiverDriver = Driver & { port(receiver: string): number };

/**
 * Takes what intruder panels tell; it tells them nothing but that it was received. Sources of health: `receiver:<name>`,
 * and `receiver:<name>/<account>` for each panel.
 */
export const receiverDriver = ({ site, clock, log = silent, durable }: Options): ReceiverDriver => {
  const byName = Map.groupBy(site.points.filter(isOfPanel), ({ source }) => source.receiver);
  const receivers = new Map(
    Array.from(byName, ([name, points]) => {
      const plan = site.sources.receiver?.[name];
      if (!plan) throw new RangeError(`no receiver ${name} in this site`);
      return [name, new Receiver({ name, plan, points, clock, log, durable })];
    }),
  );
  const all = [...receivers.values()];
  return {
    name: "receiver",
    start: async emit => {
      for (const receiver of all) await receiver.start(emit);
    },
    stop: async () => {
      await Promise.all(all.map(receiver => receiver.stop()));
    },
    health: () => all.flatMap(receiver => receiver.health()),
    port: name => receivers.get(name)?.port ?? 0,
  };
};

const isOfPanel = (point: Point): point is PanelPoint => point.source.is === "receiver";
