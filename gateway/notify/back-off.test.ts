import { expect, test } from "vitest";
import { minutes } from "#rules/time/instant.ts";
import { backOff } from "./back-off.ts";

test("the wait doubles from a second to five minutes, and chance takes at most half of it", () => {
  const attempts = [1, 2, 3, 4, 9, 10, 100];
  expect(attempts.map(attempt => backOff(attempt, 0) / 1_000)).toEqual([0.5, 1, 2, 4, 128, 150, 150]);
  expect(attempts.map(attempt => backOff(attempt, 0.999_999) / 1_000)).toEqual([1, 2, 4, 8, 256, 300, 300]);
  expect(backOff(10_000, 0.5)).toBeLessThanOrEqual(minutes(5));
});
