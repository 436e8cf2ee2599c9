// What the stores cost. CPU is that of all threads of this process, from append to durable (history) or to the
// server's answer (influx); a server's own CPU is not in it. Medians of interleaved rounds.
// Run: node bench/stores.ts
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { systemClock } from "../gateway/ports/clock.ts";
import type { History } from "../gateway/ports/history.ts";
import { influxHistory } from "../gateway/stores/influx/influx-history.ts";
import { memoryHistory } from "../gateway/stores/memory/history.ts";
import { sqliteHistory } from "../gateway/stores/sqlite/history.ts";
import { sqliteRecord } from "../gateway/stores/sqlite/record.ts";
import { lightOn, transition } from "../gateway/stores/testing/sample-alerts.ts";
import { sampleSite } from "../gateway/stores/testing/sample-site.ts";
import { serverPresent, startInflux, startVictoria } from "../gateway/stores/testing/servers.ts";
import type { Reading } from "../rules/reading/reading.ts";
import { instant } from "../rules/time/instant.ts";
import { figure, machine, median } from "./machine.ts";

const ROUNDS = 7;
const READINGS = 200_000;
const POINTS = 1_000;
const START = Date.parse("2025-07-08T01:45:00Z");

type Cost = { readonly cpuMicros: number; readonly perSecond: number };
type Subject = { readonly name: string; readonly measure: () => Promise<Cost> };

const directory = mkdtempSync(join(tmpdir(), "hallwatch-bench-"));
const site = sampleSite(POINTS);
const clock = systemClock();
let moment = START;

/** Every point once in ten seconds of its time, spread over them, with one decimal as sensors have. */
const batches = (count: number, size: number): readonly (readonly Reading[])[] =>
  Array.from({ length: count / size }, (_, batch) =>
    Array.from({ length: size }, (_, n): Reading => {
      const turn = batch * size + n;
      moment += 10;
      const at = instant(moment);
      const value = Math.round(200 + 50 * Math.sin(turn / 777) + (turn % 13)) / 10;
      return { point: turn % POINTS, value, at, receivedAt: at, quality: "good" };
    }),
  );

const cost = async (count: number, work: () => Promise<void>): Promise<Cost> => {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await work();
  const elapsed = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMicros: (user + system) / count, perSecond: count / (elapsed / 1_000) };
};

/** Until nothing waits: stored, or taken by the server. */
const drained = async (history: History): Promise<void> => {
  await history.flush();
  while ((history.health().counts.waiting ?? 0) > 0) await pause(5);
};

const flood = (history: History) => (): Promise<Cost> => {
  const appends = batches(READINGS, 1_000);
  return cost(READINGS, async () => {
    for (const [n, readings] of appends.entries()) {
      history.append(readings);
      if (n % 50 === 49) await history.flush();
    }
    await drained(history);
  });
};

/** 10,000 readings a second for two seconds, as they come from drivers: a hundred every ten milliseconds. */
const stream = (history: History) => (): Promise<Cost> => {
  const appends = batches(20_000, 100);
  return cost(20_000, async () => {
    const begun = performance.now();
    for (const [n, readings] of appends.entries()) {
      history.append(readings);
      const ahead = begun + (n + 1) * 10 - performance.now();
      if (ahead > 0) await pause(ahead);
    }
    await drained(history);
  });
};

/** What the stream costs without any store. */
const nobody: History = { ...memoryHistory({ points: site.points }), append: () => {} };

const record = sqliteRecord({ directory });
let alerts = 0;
const commits = (count: number, together: number) => (): Promise<Cost> =>
  cost(count, async () => {
    for (let done = 0; done < count; done += together)
      await Promise.all(
        Array.from({ length: together }, () => record.commit(transition("raised", lightOn(`a${alerts++}`)))),
      );
  });

const embedded = sqliteHistory({ directory, points: site.points, keepDays: 36_500, clock });
const stops: (() => Promise<void>)[] = [() => record.stop(), () => embedded.stop()];
const subjects: Subject[] = [
  { name: "record: one commit after the other", measure: commits(300, 1) },
  { name: "record: 50 commits at once", measure: commits(5_000, 50) },
  { name: "sqlite history, flood", measure: flood(embedded) },
  { name: "sqlite history, 10,000/s", measure: stream(embedded) },
];
await record.start();
await embedded.start();
for (const [name, start] of [
  ["influxd", startInflux],
  ["victoria-metrics", startVictoria],
] as const) {
  if (!serverPresent(name)) continue;
  const server = await start();
  const target = { name, url: server.url, database: "hall", spoolMegabytes: 500 };
  const history = influxHistory({ target, site, directory, clock });
  await history.start();
  subjects.push({ name: `spool -> ${name}, flood`, measure: flood(history) });
  subjects.push({ name: `spool -> ${name}, 10,000/s`, measure: stream(history) });
  stops.push(
    () => history.stop(),
    () => server.remove(),
  );
}
subjects.push({ name: "the bench itself, 10,000/s", measure: stream(nobody) });

const costs = new Map<string, Cost[]>(subjects.map(({ name }) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1)
  for (const { name, measure } of subjects) {
    const measured = await measure();
    if (round > 0) costs.get(name)?.push(measured); // The first round warms up.
  }
for (const stop of stops) await stop();
rmSync(directory, { recursive: true, force: true });

console.log(`${machine()}; ${POINTS} points, ${ROUNDS - 1} rounds\n`);
console.log("| store | CPU µs each (min-max) | each/s |\n| --- | --- | --- |");
for (const [name, all] of costs) {
  const cpu = all.map(({ cpuMicros }) => cpuMicros);
  const range = `${figure(Math.min(...cpu))}-${figure(Math.max(...cpu))}`;
  console.log(
    `| ${name} | ${figure(median(cpu))} (${range}) | ${figure(median(all.map(one => one.perSecond)))} |`,
  );
}
const rss = process.memoryUsage().rss / 2 ** 20;
console.log(`\nRSS at the end ${figure(rss)} MB`);
