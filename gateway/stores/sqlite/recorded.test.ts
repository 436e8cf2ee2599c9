import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Recorded } from "#gateway/ports/recorded.ts";
import { QUALITIES, type ReadingColumns } from "#rules/reading/columns.ts";
import { instant } from "#rules/time/instant.ts";
import { temporary } from "../testing/temporary.ts";
import { openArchive } from "./archive.ts";
import { sqliteRecorded } from "./recorded.ts";

const POINTS = ["a.power", "b.power", "c.power"];
const START = Date.UTC(2025, 6, 8);

type Row = readonly [at: number, point: number, value: number, quality: number];

const columnsOf = (rows: readonly Row[]): ReadingColumns => ({
  rows: rows.length,
  at: Float64Array.from(rows, ([at]) => at),
  point: Uint32Array.from(rows, ([, point]) => point),
  value: Float64Array.from(rows, ([, , value]) => value),
  quality: Uint8Array.from(rows, ([, , , quality]) => quality),
});

const all = async (recorded: Recorded, from: number, to: number): Promise<{ rows: Row[]; parts: number }> => {
  const rows: Row[] = [];
  let parts = 0;
  for await (const { rows: count, at, point, value, quality } of recorded.read(instant(from), instant(to))) {
    parts++;
    for (let row = 0; row < count; row++) rows.push([at[row]!, point[row]!, value[row]!, quality[row]!]);
  }
  return { rows, parts };
};

/** In the order of time, of one moment and point the last that came. */
const expected = (rows: readonly Row[], from: number, to: number): Row[] =>
  [...new Map(rows.map(row => [`${row[0]}/${row[1]}`, row])).values()]
    .filter(([at]) => at >= from && at < to)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);

describe("the embedded history, read from beginning to end", () => {
  test("gives rows and what is not folded yet in one order, in parts of any size", async () => {
    const { directory, remove } = temporary();
    const archive = openArchive(directory, ["other", ...POINTS], 0);
    const row = fc.tuple(
      fc.nat(4_000_000),
      fc.nat(2),
      fc.constantFrom(1, 2, Number.NaN),
      fc.constantFrom(0, 1, 2),
    );
    const batches = fc.array(fc.array(row, { maxLength: 12 }), { maxLength: 6 });
    const written: Row[] = [];
    await fc.assert(
      fc.asyncProperty(
        batches,
        fc.integer({ min: 1, max: 40 }),
        fc.nat(4_000_000),
        async (more, most, from) => {
          for (const [index, batch] of more.entries()) {
            const rows = batch.map(([at, point, value, quality]): Row => [START + at, point, value, quality]);
            written.push(...rows);
            archive.append(columnsOf(rows.map(([at, point, ...rest]) => [at, point + 1, ...rest])));
            if (index % 3 === 1) archive.fold();
          }
          const recorded = sqliteRecorded({
            directory,
            points: POINTS,
            size: { aim: most, most: 2 * most + 3 },
          });
          const read = await all(recorded, START + from, START + 4_000_001);
          expect(read.rows).toEqual(expected(written, START + from, START + 4_000_001));
          await recorded.close();
        },
      ),
      { seed: 3, numRuns: 60 },
    );
    expect(written.length).toBeGreaterThan(300);
    archive.close();
    remove();
  });

  test("covers less time in a part where readings come thicker, and goes quickly over an empty month", async () => {
    const { directory, remove } = temporary();
    const archive = openArchive(directory, POINTS, 0);
    const thick = Array.from({ length: 5_000 }, (_, n): Row => [START + n, 0, n, 0]);
    const later: Row = [START + 40 * 86_400_000, 1, 7, 0];
    archive.append(columnsOf([...thick, later]));
    archive.fold();
    const recorded = sqliteRecorded({ directory, points: POINTS, size: { aim: 100, most: 400 } });
    const read = await all(recorded, START, later[0] + 1);
    expect(read.rows).toEqual([...thick, later]);
    expect(read.parts).toBeGreaterThan(13);
    expect(await recorded.span()).toEqual({ first: START, last: later[0] });
    await recorded.close();
    archive.close();
    remove();
  });

  test("sees what a gateway writes while it reads, and neither loses nor repeats what is folded meanwhile", async () => {
    const { directory, remove } = temporary();
    const archive = openArchive(directory, POINTS, 0);
    const rows = Array.from({ length: 3_000 }, (_, n): Row => [START + n * 1_000, n % 3, n, 0]);
    for (let first = 0; first < 2_000; first += 500)
      archive.append(columnsOf(rows.slice(first, first + 500)));
    const recorded = sqliteRecorded({ directory, points: POINTS, size: { aim: 100, most: 400 } });
    const seen: number[] = [];
    let parts = 0;
    for await (const { rows: count, value } of recorded.read(instant(START), instant(START + 3_000_000))) {
      seen.push(...value.subarray(0, count));
      parts++;
      if (parts === 2) archive.fold();
      if (parts === 4) archive.append(columnsOf(rows.slice(2_000)));
    }
    expect(seen).toEqual(rows.map(([, , value]) => value));
    await recorded.close();
    archive.close();
    remove();
  });

  test("says what is wrong: no history, a newer one, a broken file; and whom it knows beside", async () => {
    const { directory, remove } = temporary();
    expect(() => sqliteRecorded({ directory, points: POINTS })).toThrow(
      expect.objectContaining({ code: "NO_HISTORY", message: expect.stringContaining("history.db") }),
    );
    const archive = openArchive(directory, ["old.power", ...POINTS], 0);
    const recorded = sqliteRecorded({ directory, points: [...POINTS, "new.power"] });
    expect([await recorded.span(), recorded.strangers()]).toEqual([null, ["old.power"]]);
    await recorded.close();
    archive.close();
    const database = new DatabaseSync(join(directory, "history.db"));
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(() => sqliteRecorded({ directory, points: POINTS })).toThrow(
      expect.objectContaining({ code: "HISTORY_NEWER" }),
    );
    remove();
  });
});

test("qualities have the numbers that rules know them by", () =>
  expect(QUALITIES).toEqual(["good", "uncertain", "bad"]));
