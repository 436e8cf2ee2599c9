// What keeping readings costs, in this program and in the servers it can send them to: a few days every ten seconds, then a
// year every five minutes. Every answer is compared with what was made. CPU is that of all threads.
// Run: node --expose-gc bench/history.ts [days] [points] [points of the year]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverPresent } from "../gateway/stores/testing/servers.ts";
import { type Load, made, readingsOf } from "./history/made.ts";
import { inParquet } from "./history/parquet.ts";
import { inInflux, inVictoria } from "./history/servers.ts";
import { chunksInSqlite, rowsInSqlite } from "./history/sqlite.ts";
import { type Ask, checker, type Subject } from "./history/subject.ts";
import { figure, machine, median } from "./machine.ts";

const [DAYS, POINTS, OF_YEAR] = [2, 100, 50].map((usual, n) => Number(process.argv[n + 2] ?? usual)) as [
  number,
  number,
  number,
];
const TIMES = 5;
/** Numbers of roll-ups are kept with seven digits, those of readings with all. */
const [EXACT, ROLLED_UP] = [1e-12, 1e-6];

type Opened = { readonly subject: Subject; readonly part: number; readonly takes: boolean };

const opened = async (root: string, load: Load): Promise<readonly Opened[]> => [
  { subject: rowsInSqlite(root, load), part: EXACT, takes: true },
  { subject: chunksInSqlite(root, load), part: EXACT, takes: true },
  ...(await inParquet(root, load)).map(([level, subject]) => ({
    subject,
    part: level === "readings" ? EXACT : ROLLED_UP,
    takes: level === "readings",
  })),
  ...(serverPresent("influxd") ? [{ subject: await inInflux(load), part: EXACT, takes: true }] : []),
  ...(serverPresent("victoria-metrics")
    ? [{ subject: await inVictoria(load), part: EXACT, takes: true }]
    : []),
];

/** Making the readings is not the store's. */
const makingMs = ({ points, days, every }: Load) => {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  for (let day = 0; day < days; day++) for (let point = 0; point < points; point++) made(point, day, every);
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1_000, clockMs: performance.now() - begun };
};

/** Median of five; the first answer is compared and counts only where it is slow anyway. */
const timed = async ({ subject, part }: Opened, asked: Ask, check: ReturnType<typeof checker>) => {
  const all: number[] = [];
  const take = async () => {
    const begun = performance.now();
    const answer = await subject.ask(asked);
    all.push(performance.now() - begun);
    return answer;
  };
  check(subject.name, asked, await take(), part);
  const SLOW_MS = 2_000;
  if (median(all) < SLOW_MS) all.length = 0;
  while (all.length < TIMES) await take();
  return median(all);
};

const compared = async (load: Load, asks: readonly (readonly [name: string, asked: Ask])[]) => {
  const root = mkdtempSync(join(tmpdir(), "hallwatch-bench-"));
  const check = checker(load);
  const readings = readingsOf(load);
  const all = await opened(root, load);
  console.log(
    `\n${load.points} points every ${load.every / 1_000} s for ${load.days} days: ${figure(readings)} readings\n`,
  );
  const heads = ["store", "readings/s", "CPU µs a reading, here", "in the server", "bytes a reading"];
  console.log(`| ${[...heads, ...asks.map(([name]) => `${name}, ms`)].join(" | ")} |`);
  console.log(`| ${[...heads, ...asks].map(() => "---").join(" | ")} |`);
  for (const one of all) {
    const { subject, takes } = one;
    const cells = [subject.name];
    if (takes) {
      const making = makingMs(load);
      const server = subject.serverCpuMs();
      const cpu = process.cpuUsage();
      const begun = performance.now();
      for (let day = 0; day < load.days; day++) await subject.add(day);
      const clockMs = performance.now() - begun - making.clockMs;
      const { user, system } = process.cpuUsage(cpu);
      await subject.settle();
      const after = subject.serverCpuMs();
      cells.push(
        figure(readings / (clockMs / 1_000)),
        figure(((user + system) / 1_000 - making.cpuMs) / (readings / 1_000)),
        server === null || after === null ? "" : figure((after - server) / (readings / 1_000)),
      );
    } else cells.push("with the readings", "", "");
    cells.push(figure(subject.bytes() / readings));
    for (const [, asked] of asks) cells.push(figure(await timed(one, asked, check)));
    console.log(`| ${cells.join(" | ")} |`);
  }
  for (const { subject } of all) await subject.close();
  rmSync(root, { recursive: true, force: true });
};

const firstOf = (count: number, of: number) => Array.from({ length: Math.min(count, of) }, (_, n) => n);
const [one, oneOfYear] = [[Math.floor(POINTS / 2)], [Math.floor(OF_YEAR / 2)]];
const fifty = firstOf(50, OF_YEAR);

console.log(`${machine()}; times are medians of ${TIMES}, courses of 1,000 buckets`);
await compared({ points: POINTS, days: DAYS, every: 10_000 }, [
  ["a day, 1 point", { points: one, fromDay: DAYS - 1, days: 1 }],
  ["a day, 50 points", { points: firstOf(50, POINTS), fromDay: DAYS - 1, days: 1 }],
]);
await compared({ points: OF_YEAR, days: 365, every: 300_000 }, [
  ["a day, 1 point", { points: oneOfYear, fromDay: 180, days: 1 }],
  ["a month, 1 point", { points: oneOfYear, fromDay: 180, days: 30 }],
  ["a month, 50 points", { points: fifty, fromDay: 180, days: 30 }],
  ["a year, 1 point", { points: oneOfYear, fromDay: 0, days: 365 }],
  ["a year, 50 points", { points: fifty, fromDay: 0, days: 365 }],
]);
