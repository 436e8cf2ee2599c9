import fc from "fast-check";
import { expect, it } from "vitest";
import { after, type Instant, instant, minutes, seconds } from "../time/instant.ts";
import { effectOf } from "./delays.ts";
import { figuresOf } from "./figures.ts";
import { floodsOf } from "./floods.ts";
import { savedBy } from "./proposals.ts";
import { windowsOf } from "./rates.ts";
import type { Stretch } from "./stretches.ts";
import { reportOn } from "./testing/asked.ts";
import { courseOf } from "./testing/course.ts";
import { type Move, played } from "./testing/played.ts";

const START = instant(Date.parse("2025-07-07T00:00:00+08:00"));
const RUNS = { seed: 42, numRuns: 400 };

const moves = fc
  .array(
    fc.record({
      wait: fc.integer({ min: 1, max: 90 }),
      is: fc.constantFrom<Move["is"][]>(
        "found",
        "found",
        "found",
        "over",
        "over",
        "over",
        "acknowledge",
        "confirm",
        "shelve",
        "unshelve",
        "suppress",
        "release",
      ),
      rule: fc.constantFrom("a", "b"),
      target: fc.constantFrom("D1", "D2"),
      priority: fc.constantFrom<(1 | 2 | 3 | 4)[]>(2, 3, 4),
    }),
    { maxLength: 80, size: "max" },
  )
  .map(all => {
    let at: Instant = START;
    return all.map(({ wait, ...move }): Move => {
      at = after(at, seconds(wait));
      return { ...move, at };
    });
  });

it("every revision is a call or was hushed, as counting the alerts one by one says", () => {
  fc.assert(
    fc.property(
      moves,
      fc.integer({ min: 0, max: 3_000 }),
      fc.integer({ min: 1, max: 3_000 }),
      (all, skip, length) => {
        const events = played(all);
        const from = after(START, seconds(skip));
        const to = after(from, seconds(length));
        const { whole } = reportOn(events, from, to);
        const standing = new Map<string, Record<string, unknown>>();
        let [calls, hushed] = [0, 0];
        for (const { alert, at, change } of events) {
          const now = { ...standing.get(alert), ...change };
          standing.set(alert, now);
          if (change?.revision === undefined || at < from || at >= to) continue;
          if (now.shelf || now.suppression || now.outOfService) hushed++;
          else calls++;
        }
        expect([whole.calls, whole.shelved + whole.suppressed + whole.outOfService]).toEqual([calls, hushed]);
        expect(whole.byPriority.reduce((a, b) => a + b)).toBe(calls);
      },
    ),
    RUNS,
  );
});

it("nothing in a report depends on how many events come before what is asked for", () => {
  fc.assert(
    fc.property(moves, all => {
      const events = played(all);
      const [from, to] = [after(START, minutes(10)), after(START, minutes(40))];
      const late = events.filter(({ at }) => at < to);
      expect(reportOn(late, from, to).whole).toEqual(reportOn(events, from, to).whole);
    }),
    { ...RUNS, numRuns: 100 },
  );
});

const moments = fc
  .array(fc.integer({ min: 0, max: 3_600 }), { maxLength: 120, size: "max" })
  .map(all => all.toSorted((a, b) => a - b).map(second => after(START, seconds(second))));

it("floods are what somebody finds who looks back ten minutes every second", () => {
  let found = 0;
  fc.assert(
    fc.property(moments, all => {
      const flooded: number[] = [];
      let isOn = false;
      for (let second = 0; second <= 2 * 3_600; second++) {
        const at = START + second * 1_000;
        const count = all.filter(each => each > at - minutes(10) && each <= at).length;
        if (!isOn && count >= 10) isOn = true;
        else if (isOn && count < 5) isOn = false;
        if (isOn) flooded.push(at);
      }
      const told = floodsOf(all);
      found += told.length;
      const inside = flooded.filter(at => told.some(flood => flood.from <= at && at < flood.to));
      expect(inside).toEqual(flooded);
      expect(told.reduce((sum, { from, to }) => sum + (to - from) / 1_000, 0)).toBe(flooded.length);
    }),
    { ...RUNS, numRuns: 60 },
  );
  expect(found).toBeGreaterThan(20);
});

it("windows are those of a clock on the wall", () => {
  fc.assert(
    fc.property(moments, all => {
      const [from, to] = [START, after(START, seconds(3_601))];
      const windows = windowsOf(all, from, to);
      const counts = Array.from({ length: 7 }, (_, n) => {
        const begin = START + n * minutes(10);
        return all.filter(at => at >= begin && at < begin + minutes(10)).length;
      });
      expect(windows.all).toBe(7);
      expect(windows.peak?.calls ?? 0).toBe(Math.max(...counts));
      for (const limit of [0, 1, 2, 10])
        expect(windows.above(limit)).toBe(counts.filter(count => count > limit).length);
    }),
    RUNS,
  );
});

it("the parts of a time bear together what the whole of it bears", () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 0, max: 3_600 }), (all, cut) => {
      const calls = all.map(
        at => ({ at, alert: "x", subject: "a/D1", priority: 3, class: "security", why: "raised" }) as const,
      );
      const parts = { calls, hushed: [], floods: floodsOf(all) };
      const [to, middle] = [after(START, minutes(120)), after(START, seconds(cut))];
      const [a, b, whole] = [
        figuresOf(parts, START, middle),
        figuresOf(parts, middle, to),
        figuresOf(parts, START, to),
      ];
      expect(a.calls + b.calls).toBe(whole.calls);
      expect(a.floodTime + b.floodTime).toBe(whole.floodTime);
    }),
    RUNS,
  );
});

/** Two rules about one door, in whole seconds. */
const courses = fc
  .array(
    fc.record({
      rule: fc.constantFrom("a", "b"),
      gap: fc.integer({ min: 1, max: 40 }),
      length: fc.integer({ min: 1, max: 400 }),
      isConfirmed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25, size: "max" },
  )
  .map(all => {
    const free: Record<string, number> = { a: 0, b: 0 };
    return all
      .map(({ rule, gap, length, isConfirmed }): Stretch => {
        const from = (free[rule] ?? 0) + gap;
        free[rule] = from + length;
        return {
          alert: "x",
          rule,
          fact: "fact",
          target: "D1",
          class: "security",
          priority: 3,
          from: after(START, seconds(from)),
          to: after(START, seconds(from + length)),
          isCalled: true,
          isConfirmed,
        };
      })
      .toSorted((a, b) => a.from - b.from);
  })
  // At one and the same moment one begins and another ends: who comes first is the engine's to say.
  .filter(all => all.every(({ from }) => all.every(({ to }) => to !== from)));

it("what a delay does is what a lamp does that is switched every half second by the same delay", () => {
  fc.assert(
    fc.property(courses, fc.integer({ min: 0, max: 60 }), fc.boolean(), (course, length, isOn) => {
      const delay = seconds(length + 0.5);
      const ticks = 2 * ((Math.max(...course.map(({ to }) => Number(to))) - START) / 1_000 + 70);
      const isSo = (rule: string, tick: number): boolean =>
        course.some(
          each =>
            each.rule === rule && each.from <= START + tick * 500 && START + tick * 500 < Number(each.to),
        );
      const lamp = (late: boolean, long: boolean, tick: number): boolean => {
        if (isSo("b", tick)) return true;
        const back = Array.from({ length: delay / 500 + 1 }, (_, n) => isSo("a", tick - n));
        if (late) return back.every(Boolean);
        return long ? back.some(Boolean) : isSo("a", tick);
      };
      const rises = (late: boolean, long: boolean): number => {
        let [count, wasOn] = [0, false];
        for (let tick = 0; tick < ticks; tick++) {
          const isLit = lamp(late, long, tick);
          if (isLit && !wasOn) count++;
          wasOn = isLit;
        }
        return count;
      };
      const none = seconds(0);
      const { before, after: then } = effectOf(
        course,
        "a",
        { on: isOn ? delay : none, off: isOn ? none : delay },
        [START, instant(Number.MAX_SAFE_INTEGER)],
      );
      expect([before, then]).toEqual([rises(false, false), rises(isOn, !isOn)]);
    }),
    { ...RUNS, numRuns: 150 },
  );
});

it("what is proposed loses no true one, keeps its price honest, and is nothing about life safety", () => {
  let told = 0;
  fc.assert(
    fc.property(moves, fc.boolean(), (all, isLife) => {
      const events = played(all.map(move => ({ ...move, ...(isLife && { class: "life-safety" as const }) })));
      const { proposals } = reportOn(events, START, after(START, minutes(200)));
      if (isLife) expect(proposals).toEqual([]);
      told += proposals.length;
      for (const { isAdvised, effect, delay } of proposals) {
        expect(effect.lost === 0).toBe(isAdvised);
        expect(savedBy(effect)).toBeGreaterThanOrEqual(2);
        expect(effect.later).toBeLessThanOrEqual(delay.on);
      }
    }),
    RUNS,
  );
  expect(told).toBeGreaterThan(20);
});

it("without any delay the course has exactly the calls that findings caused", () => {
  fc.assert(
    fc.property(moves, all => {
      const events = played(all.filter(({ is }) => !["shelve", "suppress"].includes(is)));
      const to = after(START, minutes(200));
      const calls = events.filter(({ is }) => is === "raised" || is === "returned");
      for (const target of ["D1", "D2"]) {
        const course = courseOf(events, target);
        const { before } = effectOf(course, "a", { on: seconds(0), off: seconds(0) }, [START, to]);
        expect(before).toBe(calls.filter(({ alert }) => alert.includes(`.${target}.`)).length);
      }
    }),
    RUNS,
  );
});
