import { SHUT } from "#rules/closing/testing/bench.ts";
import type { SlowJudge } from "#rules/closing/testing/slow-judge.ts";
import { admit, badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { after, type Instant, seconds } from "#rules/time/instant.ts";
import type { LawHall } from "./law-hall.ts";
import { POINTS, type Sensed } from "./law-steps.ts";

/** A value that is not as it should be. */
const WRONG: Readonly<Record<string, number>> = Object.fromEntries(
  POINTS.map(point => [point, point === "SEC.power" ? 0 : point.endsWith("power") ? 120 : 1]),
);

/** What a lying driver makes of what a device told. */
export type Lie = (reading: Reading) => Reading;

/** The devices of a hall: what they sense goes to the hall, and unaltered to the slow judge. */
export class LawDevices {
  readonly #hall: LawHall;
  readonly #judge: SlowJudge;
  readonly #lie: Lie;
  readonly #points: ReadonlyMap<string, Point>;

  constructor(
    hall: LawHall,
    { site, judge, lie }: { readonly site: Site; readonly judge: SlowJudge; readonly lie: Lie },
  ) {
    this.#hall = hall;
    this.#judge = judge;
    this.#lie = lie;
    this.#points = new Map(site.points.map(point => [point.id, point]));
  }

  /** Something is sensed now, or nothing. */
  async sense(sensed: Sensed): Promise<void> {
    const now = this.#hall.now();
    switch (sensed.is) {
      case "nothing":
        return;
      case "all":
        return this.tell(
          POINTS.filter(id => id !== sensed.but || sensed.isFailed).map(id =>
            this.seen(id, id !== sensed.but),
          ),
        );
      case "one":
        return this.tell([this.seen(sensed.point, sensed.isRight)]);
      case "late":
        return this.tell([this.seen(sensed.point, sensed.isRight, after(now, seconds(-sensed.byS)))]);
      case "ahead":
        return this.tell([this.seen(sensed.point, sensed.isRight, after(now, seconds(sensed.byS)))]);
      case "retained": {
        const sourceAt = sensed.byS === null ? undefined : after(now, seconds(-sensed.byS));
        return this.tell([this.seen(sensed.point, sensed.isRight, sourceAt, true)]);
      }
      case "bad":
        return this.tell([badReading(this.point(sensed.point), "no answer in 1 s", now)]);
      default:
        return sensed satisfies never;
    }
  }

  /** What was told is kept for the slow judge as it was, and heard by the hall as the lying driver makes of it. */
  async tell(readings: readonly Reading[]): Promise<void> {
    for (const { point, value, at, receivedAt, quality } of readings) {
      if (quality === "uncertain") continue;
      const id = [...this.#points.values()][point]?.id ?? "";
      this.#judge.raw.push({ point: id, value: quality === "good" ? value : null, at, receivedAt });
    }
    await this.#hall.hear(readings.map(this.#lie));
  }

  /** A reading that is right or wrong, of now unless it says since when. */
  seen(id: string, isRight: boolean, sourceAt?: Instant, retained?: boolean): Reading {
    const value = isRight ? (SHUT[id] ?? 0) : (WRONG[id] ?? 0);
    return admit(this.point(id), { value, sourceAt, retained }, this.#hall.now());
  }

  /** @throws when the hall has no such point */
  point(id: string): Point {
    const point = this.#points.get(id);
    if (point === undefined) throw new Error(`no point ${id}`);
    return point;
  }
}
