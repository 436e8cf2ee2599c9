// Engine alone: readings per second and CPU time per reading, for 1,000 and 100,000 points with one rule each.
// Run: node bench/engine.ts
import { Engine } from "../rules/engine/engine.ts";
import { rulebook } from "../rules/engine/rulebook.ts";
import { at, hall, rule, type Things } from "../rules/engine/testing/hall.ts";
import type { Reading } from "../rules/reading/reading.ts";
import { instant, minutes } from "../rules/time/instant.ts";
import { figure, machine, median } from "./machine.ts";

const ROUNDS = 7;
const READINGS = 1_000_000;

/** Every point violates for half of each cycle of 20 values, so rules run and holds start and end. */
const measure = (points: number): { perSecond: number; cpuNanos: number; megabytes: number } => {
  const things: Things = Object.fromEntries(
    Array.from({ length: points }, (_, index) => [`L${index}`, ["light-circuit", "hall", "power"] as const]),
  );
  const site = hall(things, { hall: [] });
  const lit = rule({
    id: "lit",
    each: "light-circuit",
    condition: "light.power >= 10",
    inForce: ["closed"],
    hold: minutes(15),
  });
  const book = rulebook(site, [{ name: "bench", title: { zh: "", en: "" }, settings: {}, rules: [lit] }]);
  const before = process.memoryUsage().rss;
  const engine = new Engine(site, book, at("18:00"));
  let now: number = at("18:00");
  const batch = 1_000;
  const rates: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const batches = Array.from({ length: READINGS / batch }, (_, which) => {
      now += 100;
      return Array.from({ length: batch }, (_, index): Reading => {
        const turn = which * batch + index;
        const value = 20.5 - ((turn / points) % 20 < 10 ? 0 : 15) + (turn % 7) * 0.1;
        return { point: turn % points, value, at: instant(now), receivedAt: instant(now), quality: "good" };
      });
    });
    const usage = process.cpuUsage();
    const from = performance.now();
    for (const readings of batches)
      engine.step({ is: "readings", readings, at: readings[0]?.at ?? instant(now) });
    rates.push(READINGS / ((performance.now() - from) / 1000));
    const { user, system } = process.cpuUsage(usage);
    cpu.push(((user + system) * 1000) / READINGS);
  }
  return {
    perSecond: median(rates.slice(1)),
    cpuNanos: median(cpu.slice(1)),
    megabytes: (process.memoryUsage().rss - before) / 2 ** 20,
  };
};

console.log(machine());
console.log("points      readings/s   CPU ns/reading");
for (const points of [1_000, 100_000]) {
  const { perSecond, cpuNanos } = measure(points);
  console.log(
    `${String(points).padEnd(10)}  ${figure(perSecond).padStart(10)}   ${figure(cpuNanos).padStart(14)}`,
  );
}
