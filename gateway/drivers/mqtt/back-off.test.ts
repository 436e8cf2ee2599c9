import { expect, test } from "vitest";
import { backOff } from "./back-off.ts";

test("the waits between tries grow from 0.2 s to 30 s, by chance within", () => {
  const failures = [1, 2, 3, 5, 8, 20];
  expect(failures.map(n => backOff(n, 0))).toEqual([200, 200, 200, 200, 200, 200]);
  expect(failures.map(n => backOff(n, 0.5))).toEqual([300, 500, 900, 3_300, 15_100, 15_100]);
  expect(failures.map(n => backOff(n, 0.999_999))).toEqual([400, 800, 1_600, 6_400, 30_000, 30_000]);
});
