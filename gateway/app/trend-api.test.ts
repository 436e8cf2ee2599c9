import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Point, Site } from "#rules/site/model.ts";
import { instant, minutes } from "#rules/time/instant.ts";
import { scaledClock } from "../ports/clock.ts";
import { lazyDuck } from "../stores/parquet/duck.ts";
import { embeddedHistory } from "../stores/parquet/embedded-history.ts";
import { bad, good, samplePoints } from "../stores/testing/sample-site.ts";
import { temporary } from "../stores/testing/temporary.ts";
import type { WireTrends } from "../wire/trend.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";
import { TrendDesk } from "./trend-desk.ts";

const place = temporary();
const START = instant(Date.parse("2025-07-05T00:00:00+08:00"));
const minute = (n: number) => instant(START + minutes(n));
const named = (ids: readonly string[]): readonly Point[] =>
  samplePoints(ids.length).map((point, n) => ({ ...point, id: ids[n] ?? "" }));

/** Keeps readings where a hall that starts afterwards has its data. */
const keep = async (directory: string, ids: readonly string[], ...readings: ReturnType<typeof good>[]) => {
  const history = embeddedHistory({
    directory,
    points: named(ids),
    timeZone: "Asia/Shanghai",
    keep: { readings: 400, minutes: 400, quarters: 400, classes: {} },
    clock: scaledClock({ start: minute(90), origin: instant(Date.now()), speed: 1 }),
  });
  await history.start();
  history.append(readings);
  await history.flush();
  await history.stop();
};

let hall: RunningHall;
beforeAll(async () => {
  const hour = Array.from({ length: 60 }, (_, n) => n).flatMap(n => [
    good(0, n - 10, minute(n)),
    n % 2 === 0 ? good(1, 1, minute(n)) : bad(1, minute(n)),
  ]);
  await keep(place.directory, ["L1.power", "room.temperature"], ...hour);
  hall = await startHall({ data: place.directory });
});
afterAll(async () => {
  await hall.stop();
  place.remove();
});

const HOUR = { from: "2025-07-04T16:00:00Z", to: "2025-07-04T17:00:00Z" };
const ask = (path: string, query: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${hall.api.url}/api/trends${path}?${new URLSearchParams(query)}`);

test("a course has of each bucket its least, greatest, mean, first and last value; what nobody measured is no bucket", async () => {
  const answer = await ask("", { points: "L1.power,M1.power,no.such", ...HOUR, buckets: "6" });
  expect(answer.status).toBe(200);
  const { trends, unknown } = (await answer.json()) as WireTrends;
  const tens = [0, 10, 20, 30, 40, 50];
  const [light, meter] = trends;
  expect(unknown).toEqual(["no.such"]);
  expect(light).toEqual({
    point: "L1.power",
    name: expect.objectContaining({ en: expect.any(String) }),
    unit: "W",
    words: [],
    stepMs: minutes(10),
    source: "readings",
    at: tens.map(n => minute(n)),
    min: tens.map(n => n - 10),
    max: tens.map(n => n - 1),
    mean: tens.map(n => n - 5.5),
    first: tens.map(n => n - 10),
    last: tens.map(n => n - 1),
    gapMs: minutes(20),
  });
  expect([meter?.point, meter?.at, meter?.mean]).toEqual(["M1.power", [], []]);
  expect(trends).toHaveLength(2);
});

test("a worded point comes with its words, and one of which every other reading is bad counts the good ones", async () => {
  const answer = await ask("", { points: "D1.lock,room.temperature", ...HOUR, buckets: "1" });
  const { trends } = (await answer.json()) as WireTrends;
  expect(trends.map(({ words, min, max }) => [words.length > 0, min, max])).toEqual([
    [true, [], []],
    [false, [1], [1]],
  ]);
});

test("questions that make no sense are refused in words", async () => {
  const points = "L1.power";
  const nine = Array.from({ length: 9 }, (_, n) => `a.b${n}`).join(",");
  const back = { from: HOUR.to, to: HOUR.from };
  const questions: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ["", { points: nine, ...HOUR }, /8 points at most/],
    ["", { points, ...back }, /must be before/],
    ["", { points, from: HOUR.from, to: HOUR.from }, /must be before/],
    ["", { points, from: "yesterday", to: HOUR.to }, /from/],
    ["", { points, from: HOUR.from }, /to/],
    ["", { points: "", ...HOUR }, /points/],
    ["", { points, ...HOUR, buckets: "0" }, /buckets/],
    ["", { points, ...HOUR, buckets: "4001" }, /buckets/],
    ["/export", { points: "no.such,L1.power", ...HOUR }, /no point no\.such$/],
    ["/export", { points, ...back }, /must be before/],
    ["/export", { points, ...HOUR, format: "xls" }, /format/],
  ];
  for (const [path, query, why] of questions) {
    const answer = await ask(path, query);
    const { message } = (await answer.json()) as { message?: string };
    expect([answer.status, message]).toEqual([400, expect.stringMatching(why)]);
  }
});

const TWO = { points: "L1.power,room.temperature", from: HOUR.from, to: "2025-07-04T16:02:00Z" };

test("readings as CSV, of all qualities, in a file that says which days it holds", async () => {
  const answer = await ask("/export", TWO);
  expect([
    answer.status,
    answer.headers.get("content-type"),
    answer.headers.get("content-disposition"),
  ]).toEqual([200, "text/csv; charset=utf-8", 'attachment; filename="office-2025-07-04-2025-07-04.csv"']);
  const [head, ...rows] = (await answer.text()).split("\n");
  expect(head).toBe("time,point,value,quality");
  expect(rows.sort()).toEqual([
    "",
    "2025-07-04T16:00:00.000Z,L1.power,-10,good",
    "2025-07-04T16:00:00.000Z,room.temperature,1,good",
    "2025-07-04T16:01:00.000Z,L1.power,-9,good",
    "2025-07-04T16:01:00.000Z,room.temperature,,bad",
  ]);
});

test("the same as line protocol, and as Parquet that others read", async () => {
  const lines = await (await ask("/export", { ...TWO, format: "lines" })).text();
  expect(lines.trim().split("\n").sort()).toEqual([
    "bad_reading,equipment=room,point=room.temperature,site=office,zone=room count=1 1751644860000",
    expect.stringMatching(/^\w+,equipment=L1,point=L1\.power,site=office,zone=room value=-10 1751644800000$/),
    expect.stringMatching(/^\w+,equipment=L1,point=L1\.power,site=office,zone=room value=-9 1751644860000$/),
    expect.stringMatching(/^\w+,equipment=room,point=room\.temperature,.* value=1 1751644800000$/),
  ]);

  const file = join(place.directory, "exported.parquet");
  const answer = await ask("/export", { ...TWO, format: "parquet" });
  writeFileSync(file, new Uint8Array(await answer.arrayBuffer()));
  const duck = lazyDuck(join(place.directory, "spill"));
  try {
    const read = `FROM read_parquet('${file}') ORDER BY point, at_ms`;
    expect(await duck.texts(`SELECT point ${read}`)).toEqual([
      ...["L1.power", "L1.power"],
      ...["room.temperature", "room.temperature"],
    ]);
    const columns = await duck.numbers(`SELECT at_ms::DOUBLE, value, quality::DOUBLE ${read}`, 3);
    expect(columns.map(column => [...column])).toEqual([
      [minute(0), minute(1), minute(0), minute(1)],
      [-10, -9, 1, Number.NaN],
      [0, 0, 0, 2],
    ]);
  } finally {
    await duck.close();
  }
});

test("a word or a name that a spreadsheet would compute is a text in CSV; a number below zero stays a number", async () => {
  const other = temporary();
  const ids = ["=HYPERLINK(1)", "@sum", "cold.t"];
  await keep(other.directory, ids, good(0, 0, minute(0)), good(1, 0, minute(0)), good(2, -4, minute(0)));
  const points = named(ids).map((point, n) =>
    n === 2 ? point : { ...point, class: { ...point.class, words: ["+1", "-1"] } },
  );
  const site = { id: "office", points } as unknown as Site;
  const desk = new TrendDesk({ site, trends: null, directory: other.directory });
  const found = desk.exportReadings({ points: ids.join(","), ...HOUR, format: "csv" });
  if (found.is === "refused") throw new Error(found.why);
  const pieces: Uint8Array[] = [];
  for await (const bytes of found.bytes) pieces.push(bytes);
  other.remove();
  const rows = Buffer.concat(pieces).toString().trim().split("\n").slice(1);
  expect(rows.map(row => row.split(",").slice(1, 3)).sort()).toEqual([
    ["'=HYPERLINK(1)", "'+1"],
    ["'@sum", "'+1"],
    ["cold.t", "-4"],
  ]);
});
