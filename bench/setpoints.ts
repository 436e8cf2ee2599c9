// What it takes to say how setpoints were kept over a year (30 air-conditioners, a mode and a setpoint each, out of the
// embedded history), and to draw a year of a meter as a heat map. Run: node bench/setpoints.ts [days] [machines] [seconds between readings]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { heatOf } from "../gateway/app/energy-heat.ts";
import { SetpointDays } from "../gateway/app/setpoint-days.ts";
import type { History } from "../gateway/ports/history.ts";
import { silent } from "../gateway/ports/log.ts";
import { openBook } from "../gateway/stores/parquet/book.ts";
import { lazyDuck } from "../gateway/stores/parquet/duck.ts";
import { embeddedHistory } from "../gateway/stores/parquet/embedded-history.ts";
import { foldDay } from "../gateway/stores/parquet/fold-day.ts";
import { lookInto } from "../gateway/stores/parquet/write-parquet.ts";
import { sqliteEnergy } from "../gateway/stores/sqlite/energy.ts";
import type { PointSeries } from "../gateway/stores/trends/roll-up.ts";
import { QUARTER } from "../rules/energy/quarter.ts";
import { rulebook } from "../rules/engine/rulebook.ts";
import { hall, rule } from "../rules/engine/testing/hall.ts";
import { instant } from "../rules/time/instant.ts";
import { DAY, START } from "./history/made.ts";
import { figure, machine, median } from "./machine.ts";

const [DAYS, MACHINES, EVERY_S] = [400, 30, 300].map((usual, n) => Number(process.argv[n + 2] ?? usual)) as [
  number,
  number,
  number,
];
const NOW = instant(START + DAYS * DAY + 12 * 3_600_000);

const ids = Array.from({ length: MACHINES }, (_, n) => `AC${n}`);
const site = hall(
  Object.fromEntries(ids.map(id => [id, ["air-conditioner", "hall", "mode", "setpoint"] as const])),
);
const cooled = rule({
  id: "summer-setpoint",
  each: "air-conditioner",
  condition: "ac.setpoint < setpoint_floor",
  fact: "setpoint-too-low",
});
const floor = { value: 26, unit: "Cel", meaning: { zh: "下限", en: "floor" } };
const book = rulebook(site, [
  { name: "bench", title: { zh: "", en: "" }, settings: { setpoint_floor: floor }, rules: [cooled] },
]);

/** On from eight to six, the setpoint touched three times a day; one reading in 500 is bad, one uncertain. */
const made = (id: string, date: number): PointSeries => {
  const n = site.points.findIndex(each => each.id === id);
  const rows = DAY / 1_000 / EVERY_S;
  const [at, value, quality] = [new Float64Array(rows), new Float64Array(rows), new Uint8Array(rows)];
  const own = Math.imul(n + 1, 2_654_435_761) ^ Math.imul(date + 1, 40_503);
  for (let row = 0; row < rows; row++) {
    const hour = (row * EVERY_S) / 3_600;
    at[row] = START + date * DAY + row * EVERY_S * 1_000 + (n % 7) * 1_000;
    quality[row] = (row + own) % 500 === 0 ? 2 : (row + own) % 500 === 250 ? 1 : 0;
    const isMode = id.endsWith(".mode");
    value[row] = isMode
      ? hour >= 8 + (own & 1) && hour < 18
        ? 2
        : 0
      : 24 + (((own >>> 3) + (hour > 9 ? 1 : 0) + (hour > 14.2 ? 2 : 0)) & 3);
    if (quality[row] === 2) value[row] = Number.NaN;
  }
  return { at, value, quality };
};

const directory = mkdtempSync(join(tmpdir(), "hallwatch-bench-"));
const names = site.points
  .filter(({ owner }) => ids.includes(owner))
  .map(({ id }) => id)
  .sort();
const duck = lazyDuck(join(directory, "spill"));
const files = await openBook(directory, path => lookInto(duck, path), NOW);
for (let day = 0; day < DAYS; day++) {
  const from = START + day * DAY;
  await foldDay(
    {
      ...{ duck, book: files, mostWords: 6, reserveBytes: 0, now: () => NOW },
      hot: { points: () => names, series: id => made(id, day) },
      known: id => ({
        staleAfter: site.points.find(each => each.id === id)!.staleAfter,
        words: id.endsWith(".mode") ? 6 : 0,
      }),
    },
    { date: new Date(from + DAY / 3).toISOString().slice(0, 10), from, to: from + DAY },
  );
}
await duck.close();

const clock = { now: () => NOW, after: () => ({ stop: () => {} }), every: () => ({ stop: () => {} }) };
const keep = { readings: 1_000, minutes: 1_000, quarters: 4_000, classes: {} };
const history = embeddedHistory({
  ...{ directory, points: site.points, timeZone: "Asia/Shanghai", keep, clock, log: silent },
});
await history.start();
const dates = Array.from({ length: DAYS }, (_, n) =>
  new Date(START + n * DAY + DAY / 3).toISOString().slice(0, 10),
);

/** How long it takes to know some days, ms; each time with nothing known before. */
const timed = async (
  way: Pick<History, "range" | "runs">,
  some: readonly string[],
  times: number,
): Promise<number> => {
  const all: number[] = [];
  for (let n = 0; n < times; n++) {
    const days = new SetpointDays({ rules: () => ({ site, book }), history: way });
    const begun = performance.now();
    for (const date of some) await days.of(date, NOW);
    all.push(performance.now() - begun);
  }
  return median(all);
};
const month = dates.slice(-31, -1);

console.log(
  `${machine()}; ${MACHINES} machines, ${2 * MACHINES} points every ${EVERY_S} s for ${DAYS} days\n`,
);
console.log("| | ms |\n| --- | --- |");
console.log(
  `| setpoints of a month, each day's values | ${figure(await timed({ range: history.range }, month, 1))} |`,
);
console.log(`| setpoints of a month, in stretches | ${figure(await timed(history, month, 3))} |`);
console.log(`| setpoints of ${DAYS} days, in stretches | ${figure(await timed(history, dates, 3))} |`);
await history.stop();

// The heat map is made of the ledger of energy, of one meter among as many as there are points.
const store = sqliteEnergy({ directory });
await store.start();
const meters = names.map(id => `M-${id}`);
for (let day = 0; day < DAYS; day++)
  await store.book({
    states: new Map(),
    entries: [],
    quarters: meters.flatMap(meter =>
      Array.from({ length: 96 }, (_, n) => ({
        ...{ meter, end: instant(START + day * DAY + (n + 1) * QUARTER), kWh: (n * 7 + day) % 5 },
        ...{ estimatedKwh: 0, covered: QUARTER, isAtLeast: false },
      })),
    ),
  });
const heat: number[] = [];
for (let n = 0; n < 5; n++) {
  const begun = performance.now();
  const quarters = await store.quarters([meters[0] ?? ""], instant(START), NOW);
  heatOf(meters[0] ?? "", quarters, dates, site.calendar);
  heat.push(performance.now() - begun);
}
console.log(`| the heat map of a meter, ${DAYS} days | ${figure(median(heat))} |`);
await store.stop();
rmSync(directory, { recursive: true, force: true });
