import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import type { ReadingColumns } from "#rules/reading/columns.ts";
import { instant } from "#rules/time/instant.ts";
import { openArchive } from "../sqlite/archive.ts";
import { samplePoints } from "../testing/sample-site.ts";
import { temporary } from "../testing/temporary.ts";
import { EMPTY, readManifest } from "./manifest.ts";
import { embeddedRecorded } from "./recorded.ts";

const PROGRAM = new URL("../testing/fold-killed.ts", import.meta.url).pathname;
const START = Date.parse("2025-07-08T00:00:00+08:00");
const points = samplePoints(3).map(({ id }) => id);
const HOURS = 72;
/** Three days, a reading of each point every half hour. */
const rows = Array.from({ length: HOURS * 2 * 3 }, (_, n) => ({
  at: START + Math.floor(n / 3) * 1_800_000,
  point: n % 3,
  value: n,
}));
const late = rows
  .filter((_, n) => n % 50 === 7)
  .map(row => ({ ...row, at: row.at + 60_000, value: -row.value }));

const columnsOf = (all: readonly { at: number; point: number; value: number }[]): ReadingColumns => ({
  rows: all.length,
  at: Float64Array.from(all, ({ at }) => at),
  point: Uint32Array.from(all, ({ point }) => point),
  value: Float64Array.from(all, ({ value }) => value),
  quality: new Uint8Array(all.length),
});

const readAll = async (directory: string): Promise<string[]> => {
  const recorded = embeddedRecorded({ directory, points });
  const found: string[] = [];
  for await (const part of recorded.read(instant(START), instant(START + HOURS * 3_600_000)))
    for (let row = 0; row < part.rows; row++)
      found.push(`${part.at[row]} ${part.point[row]} ${part.value[row]}`);
  await recorded.close();
  return found.sort();
};
const expected = (all: typeof rows) => all.map(({ at, point, value }) => `${at} ${point} ${value}`).sort();

it("a power cut at any step of bringing days to cold files loses nothing and doubles nothing, late readings included", async () => {
  const { directory, remove } = temporary();
  const append = (more: typeof rows): void => {
    const archive = openArchive(directory, points, 0);
    archive.append(columnsOf(more));
    archive.close();
  };
  const killAt = (step: number) => {
    const { signal, stdout, stderr, status } = spawnSync(
      process.execPath,
      [PROGRAM, directory, String(step)],
      {
        encoding: "utf8",
      },
    );
    expect(stderr.replace(/.*ExperimentalWarning[^\n]*\n.*\n?/g, "")).toBe("");
    return { killed: signal === "SIGKILL", steps: stdout.trim().split("\n"), status };
  };
  const killed = new Set<string>();
  append(rows);
  for (const step of [3, 5, 6, 4, 9, 999]) {
    const { killed: isKilled, steps } = killAt(step);
    expect(await readAll(directory)).toEqual(expected(rows));
    if (isKilled) killed.add(steps.at(-1) ?? "");
  }
  const cold = readManifest(directory) ?? EMPTY;
  expect(cold.files.map(({ file, rows: count, late: came }) => [file, count, came])).toEqual([
    ["minutes/2025-07-08.parquet", 144, 0],
    ["minutes/2025-07-09.parquet", 144, 0],
    ["minutes/2025-07-10.parquet", 144, 0],
    ["quarters/2025-07.r3.parquet", 432, 0],
    ["readings/2025-07-08.parquet", 144, 0],
    ["readings/2025-07-09.parquet", 144, 0],
    ["readings/2025-07-10.parquet", 144, 0],
  ]);

  append(late);
  for (const step of [4, 6, 999]) {
    const { steps, killed: isKilled } = killAt(step);
    if (isKilled) killed.add(steps.at(-1) ?? "");
    expect(await readAll(directory)).toEqual(expected([...rows, ...late]));
  }
  const after = readManifest(directory) ?? EMPTY;
  const readings = after.files.filter(({ is }) => is === "readings");
  expect(readings.map(file => [file.of, file.rows, file.late])).toEqual([
    ["2025-07-08", 147, 3],
    ["2025-07-09", 147, 3],
    ["2025-07-10", 147, 3],
  ]);
  expect([...killed].sort()).toEqual(
    expect.arrayContaining([
      "manifest written",
      "minutes written",
      "quarters written",
      "readings written",
      "some removed",
    ]),
  );
  remove();
});
