import { expect, test } from "vitest";
import { millis, seconds } from "#rules/time/instant.ts";
import { pacer } from "./pace.ts";
import { retainedLimit } from "./retained-limit.ts";
import { takeOvers } from "./take-overs.ts";
import { standingClock } from "./testing/clock.ts";

test("a client may send its second's worth at once, then waits; others do not wait for it", () => {
  const clock = standingClock();
  const pace = pacer(10, clock);
  const [loud, quiet] = [{}, {}];
  expect(Array.from({ length: 12 }, () => pace(loud))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 200]);
  expect(pace(quiet)).toBe(0);
  clock.move(millis(500));
  expect(Array.from({ length: 4 }, () => pace(loud))).toEqual([0, 0, 0, 100]);
  clock.move(seconds(60));
  expect(Array.from({ length: 11 }, () => pace(loud)).filter(wait => wait > 0)).toEqual([100]);
});

test("a pace of 0 holds nobody up", () => {
  const pace = pacer(0, standingClock());
  expect(Array.from({ length: 1_000 }, () => pace({})).every(wait => wait === 0)).toBe(true);
});

test("four take-overs of a client id within a minute are a storm, three are not", () => {
  const clock = standingClock();
  const isStorm = takeOvers(clock);
  const every = (length: number) =>
    Array.from({ length: 5 }, () => {
      clock.move(seconds(length));
      return isStorm("twin");
    });
  expect(every(25)).toEqual([false, false, false, false, false]);
  expect(every(10)).toEqual([false, true, true, true, true]);
  expect(isStorm("other")).toBe(false);
});

test("the embedded broker retains a thousand topics; removing one makes room for another", () => {
  const mayRetain = retainedLimit();
  const first = Array.from({ length: 1_001 }, (_, i) => mayRetain(`topic/${i}`, 10));
  expect([first.filter(Boolean).length, first.at(-1)]).toEqual([1_000, false]);
  expect(mayRetain("topic/0", 20)).toBe(true);
  expect(mayRetain("topic/0", 0)).toBe(true);
  expect(mayRetain("topic/1000", 10)).toBe(true);
});
