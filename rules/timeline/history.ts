import type { Engine } from "../engine/engine.ts";
import type { LateReading } from "../engine/journal-runs.ts";
import type { Reading } from "../reading/reading.ts";
import { hours, type Instant } from "../time/instant.ts";

/** How far back a gateway that starts again reads its history. */
const REACH = hours(2);
const KEPT_AT_LEAST = 512;

/** The readings of the last hours, as a gateway keeps them in its history and teaches a new engine from it. */
export class History {
  readonly #points = new Map<number, LateReading[]>();

  keep(readings: readonly Reading[]): void {
    for (const { point, at, value, quality } of readings) {
      if (quality === "uncertain") continue;
      const known = this.#points.get(point) ?? [];
      known.push({ at, value });
      // Doubled before it is cut, so that a point that speaks often costs little.
      this.#points.set(point, known.length < 2 * KEPT_AT_LEAST ? known : recent(known));
    }
  }

  /** What an engine that begins at `at` learns of the time before. */
  teach(engine: Engine, at: Instant): void {
    const from = (at - REACH) as Instant;
    for (const [point, readings] of this.#points) {
      const known = readings.filter(each => each.at >= from && each.at <= at).toSorted((a, b) => a.at - b.at);
      engine.remember(point, known, from);
    }
  }
}

const recent = (readings: readonly LateReading[]): LateReading[] => {
  const last = readings.at(-1)?.at ?? 0;
  return readings.filter(
    (each, index) => each.at >= last - REACH || index >= readings.length - KEPT_AT_LEAST,
  );
};
