import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Clock } from "#gateway/ports/clock.ts";
import type { Reading } from "#rules/reading/reading.ts";
import { hours, type Instant, instant } from "#rules/time/instant.ts";
import { csvRecorded } from "../csv/recorded.ts";
import { good, samplePoints } from "../testing/sample-site.ts";
import { canMount, smallDisk } from "../testing/small-disk.ts";
import { temporary } from "../testing/temporary.ts";
import { hallDate } from "./days.ts";
import { type EmbeddedHistory, type EmbeddedHistoryOptions, embeddedHistory } from "./embedded-history.ts";
import { exported } from "./exported.ts";

const points = samplePoints(2);
const TEMPERATURE = "hall.t0";
const POWER = "off1.t1";
const START = instant(Date.parse("2025-07-08T00:00:00+08:00"));

const hour = (n: number): Instant => instant(START + hours(n));

const clockAt = (start: Instant): Clock & { set(at: Instant): void } => {
  let now = start;
  return {
    now: () => now,
    set: at => {
      now = at;
    },
    after: () => {
      throw new Error("not needed");
    },
    every: () => ({ stop: () => {} }),
  };
};
/** Both points every hour of so many days. */
const hourly = (days: number): Reading[] =>
  Array.from({ length: days * 24 }, (_, n) => hour(n)).flatMap((at, n) => [good(0, n, at), good(1, -n, at)]);

let place = temporary();
let clock = clockAt(hour(24 * 6));
let history: EmbeddedHistory;
const begin = async (change: Partial<EmbeddedHistoryOptions> = {}): Promise<void> => {
  history = embeddedHistory({
    directory: place.directory,
    points,
    timeZone: "Asia/Shanghai",
    keep: { readings: 400, minutes: 100, quarters: 3_650, classes: {} },
    clock,
    groupMs: 5,
    ...change,
  });
  await history.start();
  await history.tidy();
};
const filled = async (): Promise<void> => {
  history.append(hourly(6));
  await history.flush();
  await history.tidy();
};
const values = async (point = TEMPERATURE): Promise<readonly number[]> =>
  ((await history.range(point, START, hour(24 * 9), 1e6)) ?? []).map(({ value }) => value);
const hoursOf = (...days: readonly number[]) =>
  days.flatMap(day => Array.from({ length: 24 }, (_, hour) => day * 24 + hour));
const kept = () =>
  history
    .manifest()
    .files.map(({ file }) => file)
    .sort();
const pathOf = (file: string) => join(place.directory, "history", file);

beforeEach(async () => {
  place = temporary();
  clock = clockAt(hour(24 * 6));
  await begin();
});
afterEach(async () => {
  await history.stop();
  place.remove();
});

describe("closed days", () => {
  it("go to files of their own, and the two open days stay hot", async () => {
    await filled();
    expect(kept().filter(file => file.startsWith("readings"))).toEqual(
      [8, 9, 10, 11, 12].map(day => `readings/2025-07-${String(day).padStart(2, "0")}.parquet`),
    );
    expect(await values()).toEqual(hoursOf(0, 1, 2, 3, 4, 5));
    expect(history.problems()).toEqual([]);
  });

  it("begin and end with the hall's midnight, 23 and 25 hours apart where its clocks change", () => {
    const length = (date: string) => {
      const { from, to } = hallDate(date, "Europe/Lisbon");
      return (to - from) / hours(1);
    };
    expect(["2025-03-29", "2025-03-30", "2025-10-26"].map(length)).toEqual([24, 23, 25]);
  });

  it("that were damaged are a stretch without readings and a problem, and count again when they are put back", async () => {
    await filled();
    const damaged = pathOf("readings/2025-07-09.parquet");
    const whole = readFileSync(damaged);
    const bytes = Buffer.from(whole);
    bytes.fill(0x55, 20, 200);
    writeFileSync(damaged, bytes);
    truncateSync(pathOf("readings/2025-07-10.parquet"), 100);
    rmSync(pathOf("readings/2025-07-11.parquet"));
    expect(await values()).toEqual(hoursOf(0, 4, 5));
    const asked = { points: [POWER], from: START, to: hour(24 * 6), buckets: 6 };
    const [trend] = await history.trend(asked);
    // Their minutes still tell the course.
    expect([trend?.from, trend?.count.reduce((sum, count) => sum + count, 0)]).toEqual(["minutes", 6 * 24]);
    await history.tidy();
    expect(history.problems()).toEqual([
      expect.stringMatching(/readings\/2025-07-(09|10|11)\.parquet: it is/),
      expect.stringMatching(/2025-07-(09|10|11)/),
      expect.stringMatching(/2025-07-(09|10|11)/),
    ]);
    writeFileSync(damaged, whole);
    await history.tidy();
    expect(await values()).toEqual(hoursOf(0, 1, 4, 5));
    expect(history.problems().length).toBe(2);
  });

  it("are all found again when the list of them is lost", async () => {
    await filled();
    const before = kept();
    await history.stop();
    writeFileSync(pathOf("manifest.json"), '{ "hallwatch": 1, "files": [');
    await begin();
    expect(kept()).toEqual(before);
    expect(await values()).toEqual(hoursOf(0, 1, 2, 3, 4, 5));
    expect(history.problems()).toEqual([expect.stringContaining("the list was made again from 11 files")]);
  });

  it("are kept as long as the hall says: readings of a class, then all of them, then minutes, then quarters", async () => {
    await history.stop();
    await begin({ keep: { readings: 5, minutes: 8, quarters: 40, classes: { "circuit-power": 3 } } });
    await filled();
    expect([(await values(TEMPERATURE)).length, (await values(POWER)).length]).toEqual([5 * 24, 3 * 24]);
    clock.set(hour(24 * 8));
    await history.tidy();
    expect([(await values(TEMPERATURE)).length, (await values(POWER)).length]).toEqual([3 * 24, 24]);
    clock.set(hour(24 * 30));
    await history.tidy();
    expect(kept().map(file => file.split("/")[0])).toEqual(["quarters"]);
    const asked = { points: [POWER], from: START, to: hour(24 * 6), buckets: 100 };
    const [trend] = await history.trend(asked);
    expect([trend?.from, trend?.count.reduce((sum, count) => sum + count, 0)]).toEqual(["quarters", 6 * 24]);
    clock.set(hour(24 * 90));
    history.append([good(0, 1, hour(24 * 88))]);
    await history.flush();
    await history.tidy();
    expect([kept(), history.problems()]).toEqual([
      ["minutes/2025-10-04.parquet", "quarters/2025-10.parquet", "readings/2025-10-04.parquet"],
      [],
    ]);
    await history.tidy();
    expect(readdirSync(pathOf("quarters"))).toEqual(["2025-10.parquet"]);
  });

  it("do not go because the clock says a year that it is not", async () => {
    await filled();
    clock.set(hour(24 * 365 * 12));
    await history.tidy();
    expect(await values()).toEqual(hoursOf(0, 1, 2, 3, 4, 5));
    clock.set(hour(24 * 6));
    await history.tidy();
    expect(await values()).toEqual(hoursOf(0, 1, 2, 3, 4, 5));
  });

  it("leave as a CSV that can be read in again, hot and cold together, one point and moment once", async () => {
    await filled();
    history.append([good(0, 777, hour(25))]); // One that is put right in a closed day, still hot.
    await history.flush();
    const asked = {
      directory: place.directory,
      site: { id: "site-a" },
      points,
      from: START,
      to: hour(24 * 6),
    };
    const file = async (format: "csv" | "lines" | "parquet"): Promise<Buffer> => {
      const pieces: Uint8Array[] = [];
      for await (const { bytes } of exported({ ...asked, format })) pieces.push(bytes);
      return Buffer.concat(pieces);
    };
    const path = join(place.directory, "export.csv");
    writeFileSync(path, await file("csv"));
    const found: number[] = [];
    for await (const { rows, point, value } of csvRecorded({ file: path, points }).read(asked.from, asked.to))
      for (let row = 0; row < rows; row++) if (point[row] === 0) found.push(value[row]!);
    expect(found).toEqual(hoursOf(0, 1, 2, 3, 4, 5).map(n => (n === 25 ? 777 : n)));
    const lines = (await file("lines")).toString().split("\n");
    expect(lines.filter(line => line.includes(`point=${TEMPERATURE}`)).length).toBe(6 * 24);
    expect(lines[0]).toMatch(
      /^zone_air_temp,equipment=hall,point=hall\.t0,site=site-a,zone=hall value=0 \d{13}$/,
    );
    expect((await file("parquet")).subarray(0, 4).toString()).toBe("PAR1");
  });
});

describe.skipIf(!canMount())(
  "closed days on a full disk (skipped where no small disk can be mounted)",
  () => {
    it("stay hot until there is room, and lose nothing", async () => {
      const disk = smallDisk(64);
      await history.stop();
      await begin({ directory: disk.directory, reserveBytes: 8_000_000 });
      history.append(hourly(6));
      await history.flush();
      disk.fill(9_000_000);
      await history.tidy();
      expect(history.problems()[0]).toMatch(/2025-07-08: .*the disk is full/);
      expect(kept()).toEqual([]);
      expect((await values()).length).toBe(6 * 24);
      disk.free();
      await history.tidy();
      expect([history.problems(), kept().length, (await values()).length]).toEqual([[], 11, 6 * 24]);
      expect(statSync(join(disk.directory, "history/manifest.json")).size).toBeGreaterThan(100);
      await history.stop();
      disk.remove();
    });
  },
);
