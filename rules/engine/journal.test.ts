import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Point } from "../site/model.ts";
import { instant, minutes, seconds } from "../time/instant.ts";
import { Journal } from "./journal.ts";
import type { LateReading, Run } from "./journal-runs.ts";
import { hall } from "./testing/hall.ts";

const site = hall({ D1: ["door", "hall", "contact"], L1: ["light-circuit", "hall", "power"] }, { hall: [] });
const contact = site.points[0] as Point;
const start = instant(0);
const journal = (points: readonly Point[] = [contact]) => new Journal(site.points.length, points, start);
const s = (n: number): number => seconds(n);

/** Runs as `first–last value`, in seconds. */
const told = (runs: readonly Run[]): string[] =>
  runs.map(({ first, last, value }) => `${first / 1000}–${last / 1000} ${value}`);

/** What is known of the point at a moment: the value, or "?" while it is bad, silent or was never heard. */
const knownAt = (runs: readonly Run[], at: number): number | "?" => {
  const run = runs.findLast(({ first }) => first <= at);
  const isKnown = run && !Number.isNaN(run.value) && at < run.last + contact.staleAfter;
  return isKnown ? run.value : "?";
};

describe("what a point says", () => {
  const said = (...readings: readonly (readonly [second: number, value: number])[]): string[] => {
    const kept = journal();
    for (const [second, value] of readings) kept.take(0, value, s(second));
    return told(kept.runs(0));
  };

  test("again and again is one run", () =>
    expect(said([0, 1], [10, 1], [20, 1], [30, 1])).toEqual(["0–30 1"]));

  test("anew begins a run, and so does a failure", () =>
    expect(said([0, 1], [10, 0], [20, Number.NaN], [30, Number.NaN], [40, 0])).toEqual([
      "0–0 1",
      "10–10 0",
      "20–30 NaN",
      "40–40 0",
    ]));

  test("is known from its first reading on, also where that was a failure", () =>
    expect(said([0, Number.NaN], [10, Number.NaN], [20, 1])).toEqual(["0–10 NaN", "20–20 1"]));

  test("after a reading was missed is a run of its own, so that the missed one finds its place", () =>
    expect(said([0, 1], [10, 1], [30, 1], [40, 1])).toEqual(["0–10 1", "30–40 1"]));

  test("after a silence is not what it said before the silence", () => {
    const limit = contact.staleAfter / 1000;
    expect(said([0, 1], [limit, 1], [2 * limit + 1, 1])).toEqual([
      `0–${limit} 1`,
      `${2 * limit + 1}–${2 * limit + 1} 1`,
    ]);
  });
});

describe("a late reading", () => {
  const withLate = (late: readonly (readonly [second: number, value: number])[]) => {
    const kept = journal();
    for (const [second, value] of [
      [0, 0],
      [10, 0],
      [20, 0],
      [50, 0],
      [60, 0],
    ] as const)
      kept.take(0, value, s(second));
    const news = kept.insert(
      0,
      late.map(([second, value]) => ({ at: s(second), value })),
    );
    return [news.map(at => at / 1000), told(kept.runs(0))];
  };

  test("goes to its place", () =>
    expect(
      withLate([
        [30, 1],
        [40, 0],
      ]),
    ).toEqual([
      [30, 40],
      ["0–20 0", "30–30 1", "40–40 0", "50–60 0"],
    ]));

  test("that says what is known already is no news", () =>
    expect(
      withLate([
        [10, 0],
        [15, 0],
        [60, 0],
      ]),
    ).toEqual([[], ["0–20 0", "50–60 0"]]));

  test("inside a steady run holds until that is heard again", () =>
    expect(withLate([[12, 1]])).toEqual([[12], ["0–11.999 0", "12–12 1", "20–20 0", "50–60 0"]]));

  test("before everything, and after it, is taken as well", () =>
    expect(
      withLate([
        [-10, 1],
        [70, 0],
      ]),
    ).toEqual([
      [-10, 70],
      ["-10–-10 1", "0–20 0", "50–70 0"],
    ]));
});

test("a steady device whose messages come late, out of order and twice has said the same as one whose came in time", () => {
  const readings = fc
    .array(
      fc.record({
        value: fc.constantFrom(0, 0, 1),
        isLate: fc.boolean(),
        isTwice: fc.boolean(),
        order: fc.nat(1000),
        part: fc.nat(2),
      }),
      { minLength: 12, maxLength: 60 },
    )
    .map(all => all.map((each, index) => ({ ...each, at: s(60 * index) })));
  let lates = 0;
  fc.assert(
    fc.property(readings, all => {
      const inTime = journal();
      const late = journal();
      for (let at = -s(300); at < 0; at += s(60)) for (const each of [inTime, late]) each.take(0, 0, at);
      for (const { at, value, isLate } of all) {
        inTime.take(0, value, at);
        if (!isLate) late.take(0, value, at);
      }
      const backlog = all.filter(({ isLate }) => isLate);
      lates += backlog.length;
      const twice = [...backlog, ...backlog.filter(({ isTwice }) => isTwice)];
      for (const part of [0, 1, 2])
        late.insert(
          0,
          twice
            .filter(each => each.part === part)
            .sort((a, b) => a.order - b.order)
            .toSorted((a: LateReading, b: LateReading) => a.at - b.at || a.value - b.value),
        );
      for (let at = -s(30); at < s(60 * all.length) + contact.staleAfter; at += s(30))
        expect(knownAt(late.runs(0), at)).toBe(knownAt(inTime.runs(0), at));
    }),
    { numRuns: 1000, seed: 17 },
  );
  expect(lates).toBeGreaterThan(5000);
});

describe("a journal", () => {
  test("of many points keeps fewer runs of each, drops the oldest, and says since when it has everything", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ ...contact, index }));
    const kept = new Journal(many.length, many, start);
    for (let second = 0; second < 1000; second++) kept.take(7, second % 2, s(second));
    const runs = kept.runs(7);
    expect(runs.length).toBeGreaterThan(24);
    expect(runs.length).toBeLessThanOrEqual(33);
    expect(kept.reach(7)).toBe(runs[0]?.first);
    expect(kept.reach(8)).toBe(0);
    expect(runs.at(-1)).toMatchObject({ first: s(999), value: 1 });
  });

  test("remembers what was before it began, from history", () => {
    const kept = new Journal(site.points.length, [contact], instant(s(100)));
    kept.take(0, 1, s(100));
    kept.remember(
      0,
      [40, 50, 60, 100, 110].map(second => ({ at: s(second), value: 0 })),
      s(30),
    );
    expect([kept.reach(0), told(kept.runs(0))]).toEqual([s(30), ["40–60 0", "100–100 1"]]);
  });

  test("forgets the past when the clock is moved, since its hours are not those of the clock any more", () => {
    const kept = journal();
    kept.take(0, 0, s(0));
    kept.take(0, 1, s(60));
    kept.forget(minutes(60), instant(s(3670)));
    expect([kept.reach(0), told(kept.runs(0))]).toEqual([s(3670), ["3660–3660 1"]]);
  });

  test("keeps nothing of points that nobody judges", () => {
    expect([journal().has(0), journal().has(1)]).toEqual([true, false]);
  });
});
