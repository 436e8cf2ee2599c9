// Replay: a year of 100 points every ten seconds straight into the rules, and two weeks of it out of SQLite.
// Run: node bench/replay.ts [days] [stored days]
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { historyPath, openArchive } from "../gateway/stores/sqlite/archive.ts";
import { sqliteRecorded } from "../gateway/stores/sqlite/recorded.ts";
import { type Replayed, type ReplayPlan, replay } from "../rules/replay/replay.ts";
import { hours, instant, minutes } from "../rules/time/instant.ts";
import { figure, machine } from "./machine.ts";
import { EVERY, hundredPoints, madeUp } from "./replay-hall.ts";

const DAY = hours(24);
const YEAR = 365;
const [days = YEAR, storedDays = 14] = process.argv.slice(2).map(Number);
const START = Date.parse("2025-01-01T00:00:00+08:00");
const { site, book } = hundredPoints();

const plan = (length: number): ReplayPlan => ({
  site,
  book,
  since: instant(START),
  from: instant(START),
  to: instant(START + length * DAY),
  acknowledgeAfter: minutes(5),
  shifts: [8 * 60, 20 * 60],
});

type Figures = {
  readonly seconds: number;
  /** Of the processor, by all threads: what a busy machine does not change much. */
  readonly cpu: number;
  readonly readings: number;
  readonly megabytes: number;
};

const show = (what: string, { seconds, cpu, readings, megabytes }: Figures, { alerts }: Replayed): void => {
  const year = (YEAR * DAY * site.points.length) / EVERY;
  console.log(
    [
      what.padEnd(34),
      figure(readings).padStart(12),
      `${seconds.toFixed(1)} s`.padStart(9),
      `${cpu.toFixed(1)} s`.padStart(9),
      figure(readings / seconds).padStart(12),
      `${figure((cpu / readings) * 1e9)} ns`.padStart(9),
      `${figure((cpu / readings) * year)} s`.padStart(10),
      `${figure(megabytes)} MB`.padStart(9),
      figure(alerts.length).padStart(9),
    ].join(" "),
  );
};

const rss = (): number => process.memoryUsage().rss / 2 ** 20;

const measure = async (
  length: number,
  parts:
    | Iterable<Parameters<ReturnType<typeof replay>["take"]>[0]>
    | AsyncIterable<Parameters<ReturnType<typeof replay>["take"]>[0]>,
): Promise<readonly [Figures, Replayed]> => {
  const run = replay(plan(length));
  const begun = performance.now();
  const usage = process.cpuUsage();
  let readings = 0;
  let megabytes = 0;
  for await (const part of parts) {
    run.take(part);
    readings += part.rows;
    megabytes = Math.max(megabytes, rss());
  }
  const replayed = run.end();
  const seconds = (performance.now() - begun) / 1_000;
  const { user, system } = process.cpuUsage(usage);
  return [{ seconds, cpu: (user + system) / 1e6, readings, megabytes }, replayed];
};

console.log(machine());
console.log(
  "                                       readings      time       CPU   readings/s CPU each  a year CPU  most rss    alerts",
);
console.log(`rules: ${book.instances.length} instances over ${site.points.length} points`);

let made = performance.now();
let rows = 0;
for (const part of madeUp(site, START, START + 14 * DAY)) rows += part.rows;
made = performance.now() - made;
console.log(`(making a reading up costs ${figure((made * 1e6) / rows)} ns of the first line)`);

show("made up, straight in", ...(await measure(days, madeUp(site, START, START + days * DAY))));

const directory = mkdtempSync(join(tmpdir(), "hallwatch-replay-"));
const points = site.points.map(({ id }) => id);
const archive = openArchive(directory, points, 0);
for (const part of madeUp(site, START, START + storedDays * DAY)) {
  archive.append(part);
  archive.fold();
}
archive.close();
const recorded = sqliteRecorded({ directory, points });
const megabytes = statSync(historyPath(directory)).size / 2 ** 20;
show(
  `SQLite, ${storedDays} days (${figure(megabytes)} MB)`,
  ...(await measure(storedDays, recorded.read(instant(START), instant(START + storedDays * DAY)))),
);
await recorded.close();
rmSync(directory, { recursive: true });
