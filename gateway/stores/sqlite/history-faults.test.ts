import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { type Clock, systemClock } from "#gateway/ports/clock.ts";
import { silent } from "#gateway/ports/log.ts";
import { after, hours, type Instant, instant, type Millis, seconds } from "#rules/time/instant.ts";
import { runAndKill, seeded } from "../testing/killed-child.ts";
import { MORNING } from "../testing/sample-alerts.ts";
import { good, samplePoints } from "../testing/sample-site.ts";
import { canMount, smallDisk } from "../testing/small-disk.ts";
import { temporary } from "../testing/temporary.ts";
import { until } from "../testing/until.ts";
import { historyPath } from "./archive.ts";
import { type SqliteHistoryOptions, sqliteHistory } from "./history.ts";

const FOREVER = instant(Number.MAX_SAFE_INTEGER);
const points = samplePoints(9);
const FIRST = "hall.t0";

const begin = async (directory: string, change: Partial<SqliteHistoryOptions> = {}) => {
  const history = sqliteHistory({ directory, points, keepDays: 36_500, clock: systemClock(), ...change });
  await history.start();
  return history;
};
const batch = (from: number, count: number) =>
  Array.from({ length: count }, (_, k) => good((from + k) % 9, from + k, after(MORNING, seconds(from + k))));

/** A clock that stands still until it is told to move; timers are called as it passes them. */
const handClock = (start: Instant): Clock & { move(length: Millis): void } => {
  let now = start;
  const timers: { next: Instant; readonly length: Millis; readonly call: () => void }[] = [];
  return {
    now: () => now,
    after: () => {
      throw new Error("not needed");
    },
    every: (length, call) => {
      timers.push({ next: after(now, length), length, call });
      return { stop: () => {} };
    },
    move: length => {
      now = after(now, length);
      for (const timer of timers)
        if (timer.next <= now) {
          timer.next = after(now, timer.length);
          timer.call();
        }
    },
  };
};

it("two hundred thousand readings become rows, a correction among them counts, and all can be read", async () => {
  const place = temporary();
  const history = await begin(place.directory);
  for (let from = 0; from < 200_000; from += 5_000) history.append(batch(from, 5_000));
  history.append([good(0, -1, MORNING)]);
  await history.flush();
  await until("a fold", () => rowsIn(place.directory) > 100_000);
  history.append([good(0, -2, after(MORNING, seconds(9)))]);
  const values = await history.range(FIRST, MORNING, FOREVER, 1e9);
  expect(values?.length).toBe(Math.ceil(200_000 / 9));
  expect(values?.slice(0, 3).map(({ value }) => value)).toEqual([-1, -2, 18]);
  await history.stop();
  place.remove();
});

it("readings of a point survive a site file in which it has another number", async () => {
  const place = temporary();
  const history = await begin(place.directory);
  history.append([good(0, 1, MORNING)]);
  await history.stop();
  const moved = points.toReversed().map((point, index) => ({ ...point, index }));
  const again = await begin(place.directory, { points: moved });
  again.append([good(8, 2, after(MORNING, seconds(1)))]);
  const values = await again.range(FIRST, MORNING, FOREVER, 10);
  expect(values?.map(({ value }) => value)).toEqual([1, 2]);
  await again.stop();
  place.remove();
});

it("what is older than the days to keep goes, and nothing else", async () => {
  const place = temporary();
  const clock = handClock(after(MORNING, hours(24 * 30)));
  const history = await begin(place.directory, { keepDays: 30, clock });
  const everyHour = Array.from({ length: 24 * 10 }, (_, n) => good(1, n, after(MORNING, hours(n))));
  history.append([...everyHour, ...batch(10, 200_000)]);
  await history.flush();
  await until("a fold", () => rowsIn(place.directory) > 100_000);
  clock.move(hours(24));
  await until("the first day is gone", () => oldestIn(place.directory) === after(MORNING, hours(24)));
  const values = await history.range("off1.t1", MORNING, FOREVER, 1e9);
  expect(values?.filter(({ at }) => at < after(MORNING, hours(24)))).toEqual([]);
  expect(values?.filter(({ at, value }) => at === after(MORNING, hours(value))).length).toBe(24 * 9);
  await history.stop();
  place.remove();
});

it("kills in the middle of writing lose nothing that flush has promised", async () => {
  const place = temporary();
  const program = new URL("../testing/append-forever.ts", import.meta.url);
  const random = seeded(11);
  let promised = 0;
  for (let kill = 0; kill < 4; kill += 1) {
    const printed = await runAndKill(program, [place.directory, String(promised)], 1 + random(60));
    promised = Math.max(promised, ...printed.map(Number));
  }
  const history = await begin(place.directory);
  const found = await Promise.all(points.map(({ id }) => history.range(id, MORNING, FOREVER, 1e9)));
  const values = found.flatMap(series => (series ?? []).map(({ value }) => value)).sort((a, b) => a - b);
  expect(values.slice(0, promised)).toEqual(Array.from({ length: promised }, (_, n) => n));
  expect(new Set(values).size).toBe(values.length);
  await history.stop();
  place.remove();
});

describe.skipIf(!canMount())(
  "the history on a full disk (skipped where no small disk can be mounted)",
  () => {
    it("leaves the last room to the record, drops the oldest beyond its bound, and goes on alone", async () => {
      const disk = smallDisk(64);
      const told: string[] = [];
      const tell = (_fields: object, event: string) => told.push(event);
      const history = await begin(disk.directory, {
        bound: 20_000,
        reserveBytes: 16_000_000,
        retryMs: 20,
        log: { ...silent, info: tell, warn: tell },
      });
      history.append(batch(0, 1_000));
      await history.flush();
      disk.fill(10_000_000);

      let next = 1_000;
      await until("the history cannot be written", () => {
        history.append(batch(next, 1_000));
        next += 1_000;
        return history.health().state === "down";
      });
      await expect(history.flush()).rejects.toMatchObject({ code: "HISTORY_FULL", retry: true });
      for (; (history.health().counts.dropped ?? 0) === 0; next += 1_000) history.append(batch(next, 1_000));
      expect(history.health().lastError).toMatch(/history\.db: append: the disk is full/);
      expect(history.health().counts.waiting).toBeLessThanOrEqual(30_000);

      disk.free();
      await until("it is written again", () => history.health().state === "up");
      await history.flush();
      const { appended = 0, stored = 0, dropped = 0, waiting } = history.health().counts;
      expect({ appended, waiting }).toEqual({ appended: next, waiting: 0 });
      expect(stored + dropped).toBe(next);
      const found = await Promise.all(points.map(({ id }) => history.range(id, MORNING, FOREVER, 1e9)));
      const values = found.flatMap(series => (series ?? []).map(({ value }) => value)).sort((a, b) => a - b);
      expect(values.length).toBe(stored);
      expect(values.at(-1)).toBe(next - 1);
      expect(told).toEqual([
        "store cannot be written",
        "store drops its oldest readings",
        "store can be written again",
      ]);
      await history.stop();
      disk.remove();
    });
  },
);

const countIn = (directory: string, sql: string): number => {
  const database = new DatabaseSync(historyPath(directory), { readOnly: true });
  const found = database.prepare(sql).get();
  database.close();
  return Number(found?.n);
};
const rowsIn = (directory: string) => countIn(directory, "SELECT count(*) AS n FROM reading");
const oldestIn = (directory: string) => countIn(directory, "SELECT min(at) AS n FROM reading");
