import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Trend, Trends } from "#gateway/ports/trends.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point } from "#rules/site/model.ts";
import { instant, minutes } from "#rules/time/instant.ts";
import { samplePoints } from "./sample-site.ts";

/** A store of the points of `trendPoints`, with nothing in it, and courses read from it. */
export type TrendsUnderTest = {
  readonly trends: Trends;
  /** Resolves when they can be read back. */
  keep(readings: readonly Reading[]): Promise<void>;
  remove(): Promise<void>;
};

const HOUR = 3_600_000;
const START = Date.UTC(2025, 6, 8, 3, 17, 42) + 123;
const LENGTH = 7 * HOUR;
const WORDS = ["closed", "open", "jammed"];
/** After everything: stores that know the time take it from here. */
export const TRENDS_NOW = instant(START + 30 * HOUR);

/** Two points of numbers, one of words, one that never tells anything. */
export const trendPoints = (): readonly Point[] =>
  samplePoints(4).map(point =>
    point.index !== 2
      ? point
      : { ...point, staleAfter: minutes(10), class: { ...point.class, id: "door-lock", words: WORDS } },
  );

/** The same every time, and as uneven as a hall: gaps, bursts, bad and uncertain readings, moments on borders. */
const readingsOf = (): readonly Reading[] => {
  let seed = 7;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const readings: Reading[] = [];
  for (const point of [0, 1, 2]) {
    for (let at = START; at < START + LENGTH; ) {
      const quality = random() < 0.06 ? "bad" : random() < 0.1 ? "uncertain" : "good";
      const number = point === 2 ? Math.floor(random() * 3) : (Math.round(random() * 40_000) - 5_000) / 100;
      const moment = instant(at);
      readings.push({
        point,
        at: moment,
        receivedAt: moment,
        quality,
        value: quality === "bad" ? Number.NaN : number,
      });
      const gap = random() < 0.006 ? HOUR * random() : random() < 0.1 ? 7 : 61_337 * random();
      // Every tenth or so stands on the border of a minute exactly, every twentieth a millisecond before.
      const next = at + 1 + Math.floor(gap);
      const border = Math.ceil(next / 60_000) * 60_000;
      at = random() < 0.1 ? border : random() < 0.05 ? Math.max(next, border - 1) : next;
    }
  }
  return readings;
};

const UNIT: Readonly<Record<Trend["from"], number>> = { readings: 1, minutes: 60_000, quarters: 900_000 };

/** Reading by reading, by another hand. */
const expectedBuckets = (readings: readonly Reading[], from: number, to: number, step: number) => {
  const buckets = new Map<number, number[]>();
  for (const { at, value, quality } of readings)
    if (at >= from && at < to && quality !== "bad") {
      const begin = at - (at % step);
      buckets.set(begin, [...(buckets.get(begin) ?? []), value]);
    }
  return [...buckets].map(([at, values]) => ({
    at,
    min: Math.min(...values),
    max: Math.max(...values),
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    first: values[0] ?? Number.NaN,
    last: values.at(-1) ?? Number.NaN,
    count: values.length,
  }));
};

/** How long each state lasted from `from` to `to`, by word, in ms. */
const expectedStates = (readings: readonly Reading[], from: number, to: number, staleAfter: number) => {
  const ms = WORDS.map(() => 0);
  for (const [row, { at, value, quality }] of readings.entries()) {
    if (quality === "bad") continue;
    const until = Math.min(readings[row + 1]?.at ?? Number.POSITIVE_INFINITY, at + staleAfter, to);
    ms[value] = (ms[value] ?? 0) + Math.max(0, until - Math.max(at, from));
  }
  return ms;
};

/** What all courses promise, whatever they are read from. `open` gives a store that is new and empty. */
export const trendsContract = (name: string, open: () => Promise<TrendsUnderTest>): void => {
  describe(`${name} tells courses`, () => {
    const points = trendPoints();
    const readings = readingsOf();
    const idOf = (index: number) => points[index]?.id ?? "";
    const of = (index: number) => readings.filter(({ point }) => point === index);
    let under: TrendsUnderTest;
    beforeAll(async () => {
      under = await open();
      // Late ones last: what comes in another order is told in the order of time.
      await under.keep(readings.filter((_, row) => row % 7 !== 3));
      await under.keep(readings.filter((_, row) => row % 7 === 3));
    });
    afterAll(() => under.remove());
    const ask = (from: number, to: number, buckets: number, indexes: readonly number[]) => ({
      points: indexes.map(idOf),
      from: instant(from),
      to: instant(to),
      buckets,
    });

    it.each([
      ["all, in few buckets", START, START + LENGTH, 12],
      ["all, in as many as a chart has pixels", START, START + LENGTH, 1_000],
      ["a time that begins and ends within buckets", START + 1_234_567, START + 4_777_777, 20],
      ["one bucket", START + HOUR, START + 2 * HOUR, 1],
      ["buckets of seconds", START + 2 * HOUR, START + 2 * HOUR + 1_800_000, 1_500],
      ["whole minutes, borders and all", START - (START % 60_000), START - (START % 60_000) + 2 * HOUR, 120],
    ])("%s", async (_, from, to, count) => {
      const trends = await under.trends.trend(ask(from, to, count, [1, 0, 3]));
      expect(trends.map(({ point }) => point)).toEqual([1, 0, 3].map(idOf));
      for (const [row, trend] of trends.entries()) {
        const unit = UNIT[trend.from];
        const expected = expectedBuckets(
          of([1, 0, 3][row] ?? -1),
          from - (from % unit),
          Math.ceil(to / unit) * unit,
          trend.step,
        );
        expect([...trend.at]).toEqual(expected.map(({ at }) => at));
        for (const column of ["min", "max", "first", "last", "count"] as const)
          expect([...trend[column]]).toEqual(expected.map(bucket => bucket[column]));
        for (const [bucket, { mean }] of expected.entries()) expect(trend.mean[bucket]).toBeCloseTo(mean, 6);
        expect(trend.at.length).toBeLessThanOrEqual(count);
        expect(trend.step % 1_000).toBe(0);
        for (const at of trend.at) expect(at % trend.step).toBe(0);
      }
      expect(trends[0]?.count.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(5);
      expect(trends[2]?.at).toHaveLength(0);
    });

    it.each([
      ["all", START, START + LENGTH, 9],
      ["a time that begins and ends within states", START + 1_234_567, START + 4_777_777, 30],
      ["what held beyond the last reading, and no longer than a value holds", START, START + 2 * LENGTH, 24],
    ])("how long each state lasted: %s", async (_, from, to, count) => {
      const [states, ...others] = await under.trends.states(ask(from, to, count, [2, 0]));
      expect(others).toEqual([]);
      const staleAfter = points[2]?.staleAfter ?? 0;
      const door = of(2);
      let known = 0;
      for (const [row, at] of (states?.at ?? []).entries()) {
        const end = Math.min(to, at + (states?.step ?? 0));
        const expected = expectedStates(door, Math.max(from, at), end, staleAfter);
        expect(states?.ms.map(column => column[row])).toEqual(expected);
        known += expected.reduce((sum, ms) => sum + ms, 0);
      }
      const all = expectedStates(door, from, to, staleAfter).reduce((sum, ms) => sum + ms, 0);
      expect(known).toBe(all);
      expect(all).toBeGreaterThan(600_000);
    });

    it("nothing of a time before everything, and nothing of points that nobody knows", async () => {
      const trends = await under.trends.trend(ask(START - 9 * HOUR, START - 8 * HOUR, 10, [0]));
      expect(trends.map(({ at }) => at.length)).toEqual([0]);
      const strange = await under.trends.trend({ ...ask(START, START + HOUR, 10, []), points: ["no.such"] });
      expect(strange.map(({ point, at }) => [point, at.length])).toEqual([["no.such", 0]]);
    });
  });
};
