import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Clock } from "#gateway/ports/clock.ts";
import type { Trend, TrendAsked } from "#gateway/ports/trends.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point } from "#rules/site/model.ts";
import { instant, minutes } from "#rules/time/instant.ts";
import { samplePoints } from "../testing/sample-site.ts";
import { temporary } from "../testing/temporary.ts";
import { type EmbeddedHistory, embeddedHistory } from "./embedded-history.ts";

/** The night that Lisbon's clocks go forward: its day has 23 hours; the one in October has 25. */
const DAYS = [
  Date.UTC(2025, 2, 29),
  Date.UTC(2025, 2, 30),
  Date.UTC(2025, 2, 31),
  Date.UTC(2025, 3, 1),
  Date.UTC(2025, 3, 2),
];
const [START, END] = [DAYS[0]!, DAYS[4]! + 12 * 3_600_000];
const NOW = instant(END);
const WORDS = ["closed", "open", "jammed"];

const [first, second, third] = samplePoints(3) as [Point, Point, Point];
const worded: Point = {
  ...third,
  class: {
    id: "door-lock",
    words: WORDS,
    staleAfter: minutes(10),
    family: "security",
    brick: null,
    haystack: null,
  },
  staleAfter: minutes(10),
};
const points = [first, second, worded];

const UNITS = { readings: 1, minutes: 60_000, quarters: 900_000 } as const;

const clock: Clock = {
  now: () => NOW,
  after: () => {
    throw new Error("not needed");
  },
  every: () => ({ stop: () => {} }),
};

type Row = readonly [minute: number, point: number, value: number, quality: Reading["quality"]];
const reading = fc.tuple(
  fc.integer({ min: 0, max: (END - START) / 20_000 - 1 }),
  fc.integer({ min: 0, max: 2 }),
  fc.integer({ min: 0, max: 2 }),
  fc.constantFrom<Reading["quality"]>("good", "good", "good", "uncertain", "bad"),
);
const asked = fc.record({
  from: fc.integer({ min: 0, max: 180 }),
  length: fc.integer({ min: 1, max: 180 }),
  buckets: fc.integer({ min: 1, max: 300 }),
});

/** Kept by another hand: of one point and moment the last that came. */
const kept = new Map<string, Reading>();
const readingOf = ([slot, point, value, quality]: Row): Reading => {
  const at = instant(START + slot * 20_000);
  const number = quality === "bad" ? Number.NaN : value;
  return { point, value: number, at, receivedAt: at, quality };
};
const of = (point: number) =>
  [...kept.values()].filter(reading => reading.point === point).sort((a, b) => a.at - b.at);

type Bucket = {
  at: number;
  min: number;
  max: number;
  mean: number;
  first: number;
  last: number;
  count: number;
};
const naive = (point: number, from: number, to: number, step: number): Bucket[] => {
  const buckets = new Map<number, number[]>();
  for (const { at, value, quality } of of(point))
    if (at >= from && at < to && quality !== "bad") {
      const begin = Math.floor(at / step) * step;
      buckets.set(begin, [...(buckets.get(begin) ?? []), value]);
    }
  return [...buckets].map(([at, values]) => ({
    at,
    min: Math.min(...values),
    max: Math.max(...values),
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    first: values[0]!,
    last: values.at(-1)!,
    count: values.length,
  }));
};

/** Second by second. */
const naiveStates = (from: number, to: number, step: number): Map<number, number[]> => {
  const all = of(2);
  const buckets = new Map<number, number[]>();
  let next = 0;
  for (let at = from; at < Math.min(to, NOW); at += 1_000) {
    while (next < all.length && all[next]!.at <= at) next++;
    const before = all[next - 1];
    if (!before || before.quality === "bad" || at >= before.at + worded.staleAfter) continue;
    const begin = Math.floor(at / step) * step;
    const ms = buckets.get(begin) ?? [0, 0, 0];
    buckets.set(begin, ms);
    ms[before.value]! += 1_000;
  }
  return buckets;
};

const { directory, remove } = temporary();
const opened: EmbeddedHistory[] = [];
afterAll(async () => {
  for (const history of opened) await history.stop();
  remove();
});
const open = async (): Promise<EmbeddedHistory> => {
  await opened.pop()?.stop();
  const keep = { readings: 9_999, minutes: 9_999, quarters: 9_999, classes: {} };
  const history = embeddedHistory({
    directory,
    points,
    timeZone: "Europe/Lisbon",
    keep,
    clock,
    groupMs: 5,
    fewReadings: 0,
  });
  await history.start();
  opened.push(history);
  return history;
};

describe("courses over hot and cold days", () => {
  it("are those of all readings, whatever came late and whatever they are read from", async () => {
    const seen = new Set<string>();
    let late = 0;
    const turn = async (
      more: readonly Row[],
      question: { from: number; length: number; buckets: number },
    ) => {
      const history = opened[0] ?? (await open());
      for (const row of more) kept.set(`${row[0]}/${row[1]}`, readingOf(row));
      history.append(more.map(readingOf));
      await history.flush();
      if (more.length % 3 === 0) await history.tidy();
      const from = instant(START + question.from * 1_800_000 + 420_000);
      const to = instant(from + question.length * 1_800_000);
      const plan: TrendAsked = { points: points.map(({ id }) => id), from, to, buckets: question.buckets };
      const levels: Trend["from"][] = [];
      for (const [point, trend] of (await history.trend(plan)).entries()) {
        const unit = UNITS[trend.from];
        levels.push(trend.from);
        const [begin, end] = [Math.floor(from / unit) * unit, Math.ceil(to / unit) * unit];
        const expected = naive(point, begin, end, trend.step);
        expect([...trend.at]).toEqual(expected.map(({ at }) => at));
        for (const column of ["min", "max", "first", "last", "count"] as const)
          expect([...trend[column]]).toEqual(expected.map(bucket => bucket[column]));
        for (const [row, { mean }] of expected.entries()) expect(trend.mean[row]).toBeCloseTo(mean, 5);
        expect(trend.at.length).toBeLessThanOrEqual(question.buckets);
        seen.add(trend.from);
      }
      const [states] = await history.states(plan);
      const unit = UNITS[levels[2]!];
      const expected = naiveStates(Math.floor(from / unit) * unit, Math.ceil(to / unit) * unit, states!.step);
      const told = new Map(Array.from(states!.at, (at, row) => [at, states!.ms.map(ms => ms[row]!)]));
      expect(told).toEqual(expected);
      late = history
        .manifest()
        .files.reduce((sum, file) => sum + (file.is === "readings" ? file.late : 0), 0);
    };
    await fc.assert(fc.asyncProperty(fc.array(reading, { minLength: 20, maxLength: 120 }), asked, turn), {
      seed: 11,
      numRuns: 25,
      endOnFailure: true,
    });
    expect(late).toBeGreaterThan(50);
    expect([...seen].sort()).toEqual(["minutes", "quarters", "readings"]);
  });
});
