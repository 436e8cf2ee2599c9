import { describe, expect, test } from "vitest";
import { firstTurn, nextMinute, untilTurn } from "./wake.ts";

describe("how long until a growing time turns a comparison", () => {
  const { POSITIVE_INFINITY: never } = Number;

  test.each([
    ["it reaches the next threshold", [500, 300], 100, never, 200],
    ["it leaves the one that it is on, a millisecond later", [100, 300], 100, never, 1],
    ["it is beyond all of them", [50, 99.5], 100, never, never],
    ["a threshold between two milliseconds is reached at the later one", [100.5], 100, never, 1],
    ["it reaches the most that it can be", [300], 100, 300, 200],
    ["it never reaches what is more than that", [301], 100, 300, never],
    ["it never leaves the most that it can be", [300], 300, 300, never],
    ["there is nothing to turn", [], 100, never, never],
  ])("%s", (_, thresholds, elapsed, most, expected) => {
    expect(untilTurn(thresholds, elapsed, most)).toBe(expected);
  });
});

describe("the first number at which something turns", () => {
  const turnsAt = (first: number) => (n: number) => n >= first;

  test.each([
    [1, 1],
    [2, 1],
    [1000, 1000],
    [1000, 999.2],
    [1000, 1],
    [1000, 5_000_000],
    [1, -7],
    [3, 0],
  ])("%d is found from a guess of %d", (first, guess) => {
    expect(firstTurn(turnsAt(first), guess)).toBe(first);
  });

  test("is told to be never when it is further away than can be counted", () => {
    expect(firstTurn(() => false, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(firstTurn(() => true, 1e300)).toBe(Number.POSITIVE_INFINITY);
    expect(firstTurn(() => true, Number.NaN)).toBe(Number.POSITIVE_INFINITY);
    expect(firstTurn(turnsAt(2 ** 51 + 1), 1)).toBe(2 ** 51 + 1);
  });
});

test("the next minute is the next one also at the full minute", () => {
  expect([nextMinute(0), nextMinute(59_999), nextMinute(60_000)]).toEqual([60_000, 60_000, 120_000]);
});
