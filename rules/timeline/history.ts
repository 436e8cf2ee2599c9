import type { Engine } from "../engine/engine.ts";
import type { LateReading } from "../engine/journal-runs.ts";
import type { Reading } from "../reading/reading.ts";
import { hours, type Instant } from "../time/instant.ts";

/** How far back a gateway that starts again reads its history. */
const REACH = hours(2);

/** The readings of the last hours, as a gateway keeps them in its history and teaches a new engine from it. */
export class History {
  readonly #points = new Map<number, LateReading[]>();

  keep(readings: readonly Reading[]): void {
    for (const { point, at, value, quality } of readings) {
      if (quality === "uncertain") continue;
      const known = this.#points.get(point);
      if (known) known.push({ at, value });
      else this.#points.set(point, [{ at, value }]);
    }
  }

  /** What an engine that begins at `at` learns of the time before. */
  teach(engine: Engine, at: Instant): void {
    const from = (at - REACH) as Instant;
    for (const [point, readings] of this.#points) {
      const known = readings.filter(each => each.at >= from && each.at <= at).toSorted((a, b) => a.at - b.at);
      this.#points.set(point, known);
      engine.remember(point, known, from);
    }
  }
}
