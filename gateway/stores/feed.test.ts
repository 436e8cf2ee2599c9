import { describe, expect, it } from "vitest";
import { Fault } from "#gateway/ports/fault.ts";
import { CHUNK_ROWS, chunkSize } from "./chunk.ts";
import { type FeedPlan, feed } from "./feed.ts";
import { MORNING } from "./testing/sample-alerts.ts";
import { good } from "./testing/sample-site.ts";
import { until } from "./testing/until.ts";

const full = new Fault("HISTORY_FULL", "the disk is full", { retry: true });
const readings = (from: number, count: number) =>
  Array.from({ length: count }, (_, k) => good(0, from + k, MORNING));

/** A feed into a list, and the switch that breaks it. */
const setUp = (plan: Partial<FeedPlan> = {}) => {
  const stored: number[] = [];
  const chunks: number[] = [];
  const state = { isBroken: false };
  const subject = feed({
    store: async chunk => {
      if (state.isBroken) throw full;
      chunks.push(chunkSize(chunk));
      for (let row = 0; row < chunk.rows; row += 1) stored.push(chunk.value[row] ?? -1);
    },
    onOutcome: () => {},
    onDrop: () => {},
    groupMs: 5,
    retryMs: 5,
    ...plan,
  });
  return { subject, stored, chunks, state };
};
const numbers = (from: number, until: number) => Array.from({ length: until - from }, (_, n) => from + n);

describe("the feed of a store", () => {
  it("stores by itself what came together in a short time", async () => {
    const { subject, stored, chunks } = setUp();
    subject.append(readings(0, 3));
    subject.append(readings(3, 2));
    await until("it is stored", () => subject.counts().stored === 5);
    expect({ stored, chunks }).toEqual({ stored: numbers(0, 5), chunks: [5] });
  });

  it("keeps the order, whatever is appended while it stores", async () => {
    const { subject, stored } = setUp();
    for (let from = 0; from < 3 * CHUNK_ROWS; from += 999) subject.append(readings(from, 999));
    const first = subject.flush();
    subject.append(readings(999 * Math.ceil((3 * CHUNK_ROWS) / 999), 1));
    await Promise.all([first, subject.flush()]);
    expect(stored).toEqual(numbers(0, subject.counts().appended));
  });

  it("many who flush while it stores share the next chunk", async () => {
    const { subject, stored, chunks } = setUp({ groupMs: 60_000 });
    const flushes = numbers(0, 50).map(n => {
      subject.append(readings(n, 1));
      return subject.flush();
    });
    await Promise.all(flushes);
    expect({ stored, chunks }).toEqual({ stored: numbers(0, 50), chunks: [1, 49] });
  });

  it("whoever appends right after a flush does not wait for the next round", async () => {
    const { subject, chunks } = setUp({ groupMs: 60_000 });
    for (let n = 0; n < 20; n += 1) {
      subject.append(readings(n, 1));
      await subject.flush();
    }
    expect(chunks).toEqual(Array(20).fill(1));
  });

  it("a flush that cannot be kept says why, and what waits is stored when the store works again", async () => {
    const { subject, stored, chunks, state } = setUp();
    state.isBroken = true;
    for (let n = 0; n < 20; n += 1) {
      subject.append(readings(n, 1));
      await expect(subject.flush()).rejects.toBe(full);
    }
    expect(subject.counts()).toEqual({ appended: 20, stored: 0, waiting: 20, dropped: 0 });
    state.isBroken = false;
    await subject.flush();
    expect({ stored, chunks }).toEqual({ stored: numbers(0, 20), chunks: [20] });
  });

  it("drops the oldest beyond its bound and tells whoever waited for them", async () => {
    const { subject, stored, state } = setUp({ bound: 2 * CHUNK_ROWS, retryMs: 60_000 });
    state.isBroken = true;
    subject.append(readings(0, CHUNK_ROWS / 2));
    await expect(subject.flush()).rejects.toBe(full);
    subject.append(readings(CHUNK_ROWS / 2, 4 * CHUNK_ROWS));
    const { dropped, waiting } = subject.counts();
    expect(dropped).toBeGreaterThanOrEqual(CHUNK_ROWS);
    expect(waiting).toBeLessThanOrEqual(3 * CHUNK_ROWS);
    state.isBroken = false;
    await until("all the rest is stored", () =>
      subject.flush().then(
        () => true,
        () => false,
      ),
    );
    // Besides the newest, the chunk that was being tried when the others were dropped.
    const first = numbers(0, CHUNK_ROWS).slice(
      0,
      stored.findIndex((value, n) => value !== n),
    );
    expect(stored).toEqual([...first, ...numbers(subject.counts().dropped + first.length, 4.5 * CHUNK_ROWS)]);
  });

  it("stops with everything stored, and counts as dropped what comes later", async () => {
    const { subject, stored } = setUp({ groupMs: 60_000 });
    subject.append(readings(0, 7));
    await subject.stop();
    subject.append(readings(7, 2));
    expect(stored).toEqual(numbers(0, 7));
    expect(subject.counts()).toEqual({ appended: 9, stored: 7, waiting: 0, dropped: 2 });
  });

  it("gives up what cannot be stored when it has to stop, and counts it", async () => {
    const { subject, state } = setUp();
    state.isBroken = true;
    subject.append(readings(0, 7));
    await subject.stop();
    expect(subject.counts()).toEqual({ appended: 7, stored: 0, waiting: 0, dropped: 7 });
  });
});
