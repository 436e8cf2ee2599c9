import { existsSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant, minutes } from "#rules/time/instant.ts";
import { scaledClock } from "../ports/clock.ts";
import { embeddedHistory } from "../stores/parquet/embedded-history.ts";
import { coldDirectory } from "../stores/parquet/layout.ts";
import { readManifest } from "../stores/parquet/manifest.ts";
import { good, samplePoints } from "../stores/testing/sample-site.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { office } from "./testing/office.ts";
import { hallwatch } from "./testing/running.ts";

const START = Date.parse("2025-07-05T00:00:00+08:00");
const minute = (n: number) => instant(START + minutes(n));
const OPEN_DAY = 3 * 1_440;

const place = temporary();
let hall: Awaited<ReturnType<typeof office>>;
beforeAll(async () => {
  hall = await office(1883);
  const points = samplePoints(2).map((point, n) => ({ ...point, id: n === 0 ? "L1.power" : "ALARM.arm" }));
  const history = embeddedHistory({
    directory: hall.data,
    points,
    timeZone: "Asia/Shanghai",
    keep: { readings: 400, minutes: 400, quarters: 400, classes: {} },
    clock: scaledClock({ start: minute(OPEN_DAY + 60), origin: instant(Date.now()), speed: 1 }),
  });
  await history.start();
  const moments = [...Array.from({ length: 30 }, (_, n) => n), OPEN_DAY, OPEN_DAY + 1];
  history.append(moments.flatMap(n => [good(0, n / 2, minute(n)), good(1, 0, minute(n))]));
  await history.flush();
  await history.tidy();
  await history.stop();
});
afterAll(async () => {
  await hall[Symbol.asyncDispose]();
  place.remove();
});

const said = async (...line: readonly string[]) => {
  const run = hallwatch("history", ...line);
  const code = await run.ended;
  return { code, answer: run.answer(), all: run.output() };
};

test("says which days are in files, which are still open, and whether every file is what was written", async () => {
  const [text, json] = await Promise.all([
    said("--data", hall.data, "--verify"),
    said("--data", hall.data, "--json"),
  ]);
  expect([text.code, json.code]).toEqual([0, 0]);
  expect(text.answer).toMatch(/^hot {2}history\.db {2}.*2025-07-07 16:00Z – 2025-07-07 16:01Z$/m);
  expect(text.answer).toMatch(/readings, by day +2025-07-05 +2025-07-05 +1 +60 /);
  expect(text.answer).toMatch(/quarters of an hour, by month +2025-07 +2025-07 +1 +4 /);
  expect(text.answer).toMatch(/^The checksums of 3 files are right\.$/m);
  expect(JSON.parse(json.answer)).toMatchObject({
    schema: 1,
    ok: true,
    hot: { span: { first: "2025-07-07T16:00:00.000Z", last: "2025-07-07T16:01:00.000Z" } },
    files: expect.arrayContaining([
      expect.objectContaining({ is: "readings", of: "2025-07-05", rows: 60, revision: 1 }),
    ]),
    problems: [],
  });
});

const ACROSS = ["--points", "L1.power", "--from", "2025-07-05 00:28", "--to", "2025-07-08 00:01"] as const;
const ROWS = `time,point,value,quality
2025-07-04T16:28:00.000Z,L1.power,14,good
2025-07-04T16:29:00.000Z,L1.power,14.5,good
2025-07-07T16:00:00.000Z,L1.power,2160,good
`;

test("an export holds closed and open days, the same in a pipe and in a file, and never overwrites one", async () => {
  const out = join(place.directory, "july.csv");
  const line = ["export", hall.config, "--data", hall.data, ...ACROSS] as const;
  const [piped, filed] = await Promise.all([said(...line), said(...line, "--out", out)]);
  // In a pipe nothing but the readings is said.
  expect([piped.code, piped.answer, piped.all]).toEqual([0, ROWS, ROWS]);
  expect([filed.code, filed.answer, readFileSync(out, "utf8")]).toEqual([0, "", ROWS]);
  expect(filed.all).toContain(`${out}  1 kB`);
  const again = await said(...line, "--out", out);
  expect([again.code, again.all]).toEqual([2, expect.stringContaining("july.csv is there already")]);
  expect(readFileSync(out, "utf8")).toBe(ROWS);
});

test("wrong usage ends with code 2, a sentence, no answer and no file", async () => {
  const out = join(place.directory, "none.csv");
  const data = ["--data", hall.data, "--out", out] as const;
  const times = ["--from", "2025-07-05", "--to", "2025-07-06"] as const;
  const lines: readonly (readonly [readonly string[], RegExp])[] = [
    [
      ["export", hall.config, ...data, ...times, "--points", "L1.powr"],
      /no point L1\.powr; did you mean L1\.power\?/,
    ],
    [["export", hall.config, ...data, "--from", "2025-07-06", "--to", "2025-07-05"], /is not before/],
    [["export", hall.config, ...data, "--from", "2025-07-06"], /--to/],
    [["export", hall.config, ...data, ...times, "--format", "xls"], /csv, parquet, lines/],
    [["export", hall.config, ...data, "--from", "soon", "--to", "2025-07-05"], /--from/],
    [["--data", join(place.directory, "empty")], /there is no history in/],
  ];
  const found = await Promise.all(lines.map(([line]) => said(...line)));
  for (const [n, { code, answer, all }] of found.entries())
    expect([code, answer, all]).toEqual([2, "", expect.stringMatching(lines[n]?.[1] ?? /^$/)]);
  expect(existsSync(out)).toBe(false);
});

test("a file that was cut short is named, with exit code 1", async () => {
  const file = readManifest(hall.data)?.files.find(({ is }) => is === "minutes")?.file ?? "";
  truncateSync(join(coldDirectory(hall.data), file), 100);
  const [text, json] = await Promise.all([
    said("--data", hall.data, "--verify"),
    said("--data", hall.data, "--verify", "--json"),
  ]);
  expect([text.code, json.code]).toEqual([1, 1]);
  expect(text.answer).toContain(`${file}: it is not what was written`);
  expect(JSON.parse(json.answer)).toMatchObject({ ok: false, problems: [{ file }] });
});
