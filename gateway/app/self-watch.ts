import { statfsSync } from "node:fs";
import { admit, badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { seconds } from "#rules/time/instant.ts";
import type { Clock, Timer } from "../ports/clock.ts";
import type { Driver, SourceHealth } from "../ports/driver.ts";
import type { History } from "../ports/history.ts";
import type { Loop } from "./loop.ts";
import { type Figure, sourceFigure } from "./self-watch-source.ts";

export type SelfWatchParts = {
  readonly site: Site;
  readonly clock: Clock;
  readonly loop: Loop;
  readonly drivers: readonly Driver[];
  readonly histories: readonly History[];
  /** Where everything is kept: the disk that may run full. */
  readonly directory: string;
};

/** Well inside the staleness limit of its points: a gateway that stops measuring itself is found like any other device. */
const EVERY = seconds(10);

/**
 * The gateway as a device of its hall: what it measures of itself, of its lines and of the units on them goes in by the
 * same door as every other reading. What cannot be measured now is a bad reading with the reason.
 */
export class SelfWatch {
  readonly #parts: SelfWatchParts;
  readonly #points: readonly Point[];
  #timer: Timer | null = null;

  constructor(parts: SelfWatchParts) {
    this.#parts = parts;
    this.#points = parts.site.points.filter(({ source }) => source.is === "own");
  }

  start(): void {
    if (this.#points.length === 0) return;
    this.#tell();
    this.#timer = this.#parts.clock.every(EVERY, () => this.#tell());
  }

  stop(): void {
    this.#timer?.stop();
  }

  #tell(): void {
    const { clock, loop, drivers } = this.#parts;
    const at = clock.now();
    const sources = new Map(drivers.flatMap(driver => driver.health().map(each => [each.id, each])));
    loop.offer(
      this.#points.map((point): Reading => {
        const figure = this.#figure(point, sources);
        if (figure.is === "none") return badReading(point, figure.why, at);
        return admit(point, { value: figure.value, sourceAt: at }, at);
      }),
    );
  }

  #figure(point: Point, sources: ReadonlyMap<string, SourceHealth>): Figure {
    const of = point.source.is === "own" ? point.source.of : undefined;
    if (of !== undefined) return sourceFigure(point, of, sources.get(of));
    return { is: "value", value: this.#measure(point.role) };
  }

  #mqtt(): readonly SourceHealth[] {
    return this.#parts.drivers.flatMap(driver => driver.health().filter(({ id }) => id === "mqtt"));
  }

  /** NaN for what cannot be measured now: a bad reading. */
  #measure(role: string): number {
    const { loop, drivers, histories, clock, directory } = this.#parts;
    switch (role) {
      case "disk":
        return freeShare(directory);
      case "queue":
        return loop.counts.queued;
      case "delay":
        return loop.counts.lagMs / 1_000;
      case "backlog":
        return sum(histories.map(history => history.health().counts.waiting ?? 0));
      case "polls_skipped":
        return sum(drivers.flatMap(driver => driver.health().map(({ counts }) => counts.skipped ?? 0)));
      case "mqtt_refused":
        return sum(this.#mqtt().map(({ counts }) => sum(NOT_TAKEN.map(name => counts[name] ?? 0))));
      case "mqtt_clients":
        return sum(this.#mqtt().map(({ counts }) => counts.clients ?? 0));
      case "certificate":
        return this.#mqtt()[0]?.gauges?.certificateDays ?? Number.NaN;
      case "clock":
        return (clock.offset?.() ?? 0) / 1_000;
      default:
        return Number.NaN;
    }
  }
}

/** What the hall's broker counts of what it did not take. */
const NOT_TAKEN = ["refused", "unauthorized", "denied", "limited", "oversized"];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Percent of the disk that is free. */
const freeShare = (directory: string): number => {
  try {
    const { bavail, blocks } = statfsSync(directory);
    return (100 * bavail) / blocks;
  } catch {
    return Number.NaN;
  }
};
