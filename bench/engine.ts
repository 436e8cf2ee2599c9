// The engine alone, in nanoseconds of one core. Run: node --expose-gc bench/engine.ts
// Every point reports every ten seconds and brings another value each time. Judged points break their rule in ten of
// twenty reports, each in its own ten, so that rules run and holds start and end as often in small halls as in large
// ones. What is compared is measured in turns, so that a busy machine is busy for both.
import { Engine } from "../rules/engine/engine.ts";
import { type Rulebook, rulebook } from "../rules/engine/rulebook.ts";
import { at, hall, rule, type Things } from "../rules/engine/testing/hall.ts";
import type { Reading } from "../rules/reading/reading.ts";
import type { Site } from "../rules/site/model.ts";
import { instant, minutes } from "../rules/time/instant.ts";
import { figure, machine } from "./machine.ts";

const ROUNDS = 10;
/** Rounds in which the code is still being compiled. */
const COLD = 3;
const READINGS = 300_000;
const BATCH = 1_000;
/** One point in five is judged. */
const SHARE = 5;
const PERIOD_MS = 10_000;
/** As many as are remembered of each point to judge late data, and more. */
const REPORTS = 40;

const lit = rule({
  id: "lit",
  each: "light-circuit",
  condition: "light.power >= 10",
  inForce: ["closed"],
  hold: minutes(15),
});

const siteOf = (points: number, share: number): Site => {
  const things: Things = Object.fromEntries(
    Array.from({ length: points }, (_, index) => [
      `L${index}`,
      [index % share === 0 ? "light-circuit" : "power-circuit", "hall", "power"] as const,
    ]),
  );
  return hall(things, { hall: [] });
};

const bookOf = (site: Site): Rulebook =>
  rulebook(site, [{ name: "bench", title: { zh: "", en: "" }, settings: {}, rules: [lit] }]);

/** An engine with devices that report in turn. */
class Bench {
  readonly points: number;
  readonly instances: number;
  readonly nanos: number[] = [];
  readonly #engine: Engine;
  readonly #order: Uint32Array;
  #now: number = at("18:00");
  #turn = 0;

  /** @param isShuffled  whether the points report in an order of their own instead of the site file's */
  constructor(points: number, isShuffled = false) {
    const site = siteOf(points, SHARE);
    const book = bookOf(site);
    this.points = points;
    this.instances = book.instances.length;
    this.#engine = new Engine(site, book, instant(this.#now));
    this.#order = Uint32Array.from({ length: points }, (_, index) => index);
    if (isShuffled) shuffle(this.#order);
  }

  /** Takes the readings of a round in; nanoseconds of this process for each. */
  round(): void {
    const batches = Array.from({ length: READINGS / BATCH }, () => this.#batch());
    const before = process.cpuUsage();
    for (const readings of batches)
      this.#engine.step({ is: "readings", readings, at: readings[0]?.at ?? instant(this.#now) });
    const { user, system } = process.cpuUsage(before);
    this.nanos.push(((user + system) * 1_000) / READINGS);
  }

  /** Lets every judged point report as often as is remembered of it: what follows is a hall's every day. */
  warm(): void {
    const judged = Array.from({ length: this.instances }, (_, index) => index * SHARE);
    const readings = Array.from({ length: Math.min(BATCH, judged.length) }, () => ({
      point: 0,
      value: 0,
      at: instant(0),
      receivedAt: instant(0),
      quality: "good" as const,
    }));
    for (let report = 0; report < REPORTS; report++) {
      this.#now += PERIOD_MS;
      const at = instant(Math.floor(this.#now));
      for (let first = 0; first < judged.length; first += readings.length) {
        for (const [index, reading] of readings.entries()) {
          const point = judged[(first + index) % judged.length] ?? 0;
          Object.assign(reading, { point, value: reported(point, report), at, receivedAt: at });
        }
        this.#engine.step({ is: "readings", readings, at });
      }
    }
    this.#turn = REPORTS * this.points;
  }

  #batch(): Reading[] {
    this.#now += (PERIOD_MS * BATCH) / this.points;
    const now = instant(Math.floor(this.#now));
    return Array.from({ length: BATCH }, (): Reading => {
      const turn = this.#turn++;
      const point = this.#order[turn % this.points] ?? 0;
      const value = reported(point, Math.floor(turn / this.points));
      return { point, value, at: now, receivedAt: now, quality: "good" };
    });
  }
}

/** What a point says in one of its reports: another value each time, lit in ten of twenty. */
const reported = (point: number, report: number): number =>
  ((report + 7 * point) % 20 < 10 ? 20.5 : 5.5) + (report % 7) * 0.1;

/** Fisher and Yates, with a generator of its own (mulberry32), so that every run has the same order. */
const shuffle = (order: Uint32Array): void => {
  let state = 5;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
};

const megabytes = (): number => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
};

console.log(machine());
if (!globalThis.gc) console.log("without --expose-gc memory is not measured, and times have garbage in them");

console.log("\npoints      rule instances   readings/s   ns/reading");
const benches = [
  new Bench(1_000),
  new Bench(10_000),
  new Bench(1_000_000),
  new Bench(1_000_000, true),
] as const;
for (const bench of benches) bench.warm();
for (let round = 0; round < ROUNDS; round++) {
  globalThis.gc?.();
  // Whoever comes first after the collection has cold caches: each in turn.
  for (let turn = 0; turn < benches.length; turn++) benches[(round + turn) % benches.length]?.round();
}
// The least of the rounds: what other processes and the collector of garbage take is not the engine's.
const costs = benches.map(({ nanos }) => Math.min(...nanos.slice(COLD)));
for (const [index, { points, instances }] of benches.entries()) {
  const nanos = costs[index] ?? Number.NaN;
  const order = index === 3 ? "   in an order of their own" : "";
  console.log(
    `${figure(points).padEnd(10)}  ${figure(instances).padStart(14)}   ${figure(1e9 / nanos).padStart(10)}   ${figure(nanos).padStart(10)}${order}`,
  );
}
const [thousand = 1, , million = 1, shuffled = 1] = costs;
console.log(
  `1,000 → 1,000,000 points: × ${figure(million / thousand)} (in turn), × ${figure(shuffled / thousand)} (shuffled)`,
);

if (globalThis.gc) {
  const site = siteOf(100_000, 1);
  const before = megabytes();
  const from = performance.now();
  const book = bookOf(site);
  const read = performance.now() - from;
  const engine = new Engine(site, book, at("18:00"));
  const started = performance.now() - from - read;
  const fresh = megabytes() - before;
  for (let report = 1; report <= REPORTS; report++) {
    const now = instant(at("18:00") + report * PERIOD_MS);
    for (let first = 0; first < site.points.length; first += BATCH) {
      const readings = Array.from({ length: BATCH }, (_, index): Reading => {
        const point = first + index;
        return { point, value: reported(point, report), at: now, receivedAt: now, quality: "good" };
      });
      engine.step({ is: "readings", readings, at: now });
    }
  }
  const settled = megabytes() - before;
  console.log(
    `\n${figure(engine.tally().instances)} instances: ${figure(fresh)} MB, ${figure(settled)} MB after ${REPORTS} reports of each; rules read in ${figure(read)} ms, started in ${figure(started)} ms`,
  );
}
