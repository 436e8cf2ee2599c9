import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { History } from "#gateway/ports/history.ts";
import { after, instant, minutes, seconds } from "#rules/time/instant.ts";
import { MORNING } from "./sample-alerts.ts";
import { bad, good } from "./sample-site.ts";

/** Readings of a point as an independent reader finds them in the store, oldest first. */
export type Found = readonly { readonly at: number; readonly value: number }[];

/** A history of `samplePoints(9)` to be held to the contract. */
export type HistoryUnderTest = {
  readonly history: History;
  /** The gateway stops in an orderly way and starts again. */
  reopen(): Promise<History>;
  /** All good and uncertain readings of a point, once what was flushed has reached the store. */
  found(point: string): Promise<Found>;
  remove(): Promise<void>;
};

const at = (second: number) => after(MORNING, seconds(second));
const FIRST = "hall.t0";

/** What every history promises. `open` gives a started history on a new, empty place. */
export const historyContract = (name: string, open: () => Promise<HistoryUnderTest>): void => {
  describe(`${name} keeps readings`, () => {
    let under: HistoryUnderTest;
    let history: History;
    beforeEach(async () => {
      under = await open();
      history = under.history;
    });
    afterEach(() => under.remove());

    it("what was flushed is found, each reading once, with its own time", async () => {
      history.append([good(0, 21.5, at(0)), good(1, 800, at(0))]);
      history.append([good(0, -0.1, at(10))]);
      await history.flush();
      expect(await under.found(FIRST)).toEqual([
        { at: at(0), value: 21.5 },
        { at: at(10), value: -0.1 },
      ]);
      expect(await under.found("off1.t1")).toEqual([{ at: at(0), value: 800 }]);
      expect(await under.found("back.t2")).toEqual([]);
    });

    it("values come back as they were measured", async () => {
      const values = [0, -273.15, 21.37, 0.001, 123_456.789];
      history.append(values.map((value, second) => good(0, value, at(second))));
      await history.flush();
      expect((await under.found(FIRST)).map(({ value }) => value)).toEqual(values);
    });

    it("readings that come late stand where they belong", async () => {
      history.append([good(0, 2, at(20)), good(0, 1, at(10))]);
      await history.flush();
      history.append([good(0, 0, at(0))]);
      await history.flush();
      expect((await under.found(FIRST)).map(({ value }) => value)).toEqual([0, 1, 2]);
    });

    it("a reading that comes twice is there once, and a corrected one replaces the first", async () => {
      history.append([good(0, 1, at(0)), good(0, 5, at(10)), good(0, 1, at(0))]);
      await history.flush();
      history.append([good(0, 6, at(10))]);
      await history.flush();
      expect(await under.found(FIRST)).toEqual([
        { at: at(0), value: 1 },
        { at: at(10), value: 6 },
      ]);
    });

    it("a restart loses nothing that was flushed and goes on where it was", async () => {
      history.append([good(0, 1, at(0))]);
      await history.flush();
      history = await under.reopen();
      history.append([good(0, 2, at(10))]);
      await history.flush();
      expect((await under.found(FIRST)).map(({ value }) => value)).toEqual([1, 2]);
    });

    it("an orderly stop flushes by itself", async () => {
      history.append([good(0, 1, at(0))]);
      await under.reopen();
      expect((await under.found(FIRST)).map(({ value }) => value)).toEqual([1]);
    });

    it("more readings than one chunk holds all arrive", async () => {
      const many = Array.from({ length: 25_000 }, (_, n) => good(n % 9, n, at(n)));
      for (let from = 0; from < many.length; from += 700) history.append(many.slice(from, from + 700));
      await history.flush();
      const found = await under.found(FIRST);
      expect(found.map(({ value }) => value)).toEqual(
        many.filter(({ point }) => point === 0).map(({ value }) => value),
      );
    });

    it("counts what it took and what it stored, and drops nothing in peace", async () => {
      history.append([good(0, 1, at(0)), bad(1, at(0)), good(2, 3, at(0))]);
      expect(history.health().counts).toMatchObject({ appended: 3, dropped: 0 });
      await history.flush();
      await under.found(FIRST);
      expect(history.health()).toMatchObject({ state: "up", lastError: "" });
      expect(history.health().counts).toMatchObject({ appended: 3, stored: 3, waiting: 0, dropped: 0 });
    });
  });
};

/** What a history promises besides that keeps every number as it is (VictoriaMetrics keeps about 15 digits). */
export const exactContract = (name: string, open: () => Promise<HistoryUnderTest>): void => {
  it(`${name} keeps values that numbers barely hold`, async () => {
    const { history, found, remove } = await open();
    const values = [0, 1e21, 1.7976931348623157e308, 5e-324, 0.1 + 0.2, 2 ** 53, -1e-7];
    history.append(values.map((value, second) => good(0, value, at(second))));
    await history.flush();
    expect((await found(FIRST)).map(({ value }) => value)).toEqual(values);
    await remove();
  });
};

/** What a history that can be read back promises besides. */
export const rangeContract = (name: string, open: () => Promise<HistoryUnderTest>): void => {
  describe(`${name} reads back`, () => {
    let under: HistoryUnderTest;
    let history: History;
    beforeEach(async () => {
      under = await open();
      history = under.history;
    });
    afterEach(() => under.remove());
    const values = async (from: number, to: number, limit: number) =>
      (await history.range(FIRST, at(from), at(to), limit))?.map(({ value }) => value);

    it("from its start on, before its end, and the newest when there are too many", async () => {
      history.append([0, 1, 2, 3, 4].map(n => good(0, n, at(n))));
      expect(await values(1, 4, 10)).toEqual([1, 2, 3]);
      expect(await values(0, 9, 2)).toEqual([3, 4]);
      expect(await values(0, 9, 0)).toEqual([]);
      expect(await values(9, 99, 10)).toEqual([]);
    });

    it("quality and all, also where there was no value", async () => {
      history.append([good(0, 1, at(0)), { ...good(0, 2, at(1)), quality: "uncertain" }, bad(0, at(2))]);
      expect(await history.range(FIRST, at(0), at(9), 10)).toEqual([
        { at: at(0), value: 1, quality: "good" },
        { at: at(1), value: 2, quality: "uncertain" },
        { at: at(2), value: Number.NaN, quality: "bad" },
      ]);
    });

    it("nothing of a point that it never heard of", async () => {
      expect(await history.range("no.such", instant(0), after(MORNING, minutes(9)), 10)).toEqual([]);
    });
  });
};
