import { expect, it } from "vitest";
import { marksOf, valueMark } from "./chart-axis.ts";
import { aligned, nearest, thinned } from "./chart-data.ts";

const HOUR = 3_600_000;

it("lines with other times share one axis; where a line has no value of its own it is not cut", () => {
  const read = aligned([
    { label: "a", at: [1, 3], values: [10, 30] },
    { label: "b", at: [2, 3], values: [null, 3] },
  ]);
  expect(read).toEqual({
    at: [1, 2, 3],
    columns: [
      [10, undefined, 30],
      [undefined, null, 3],
    ],
  });
});

it("a gap that is longer than a line allows is cut in its middle, in its range as well", () => {
  const line = { label: "a", at: [0, 10, 100], values: [1, 2, 3], min: [0, 1, 2], max: [2, 3, 4], gapMs: 20 };
  expect(aligned([line])).toEqual({
    at: [0, 10, 55, 100],
    columns: [
      [0, 1, null, 2],
      [2, 3, null, 4],
      [1, 2, null, 3],
    ],
  });
  expect(aligned([{ ...line, gapMs: 90 }]).at).toEqual([0, 10, 100]);
});

it("a step after a gap is drawn over all of its own time", () => {
  const steps = { label: "a", is: "step", at: [0, 10, 20, 30], values: [null, null, 5, 6] } as const;
  expect(aligned([steps])).toEqual({ at: [0, 10, 11, 20, 30], columns: [[null, null, 5, 5, 6]] });
});

it("the nearest moment is found, the earlier of two that are as near", () => {
  expect([-5, 0, 4, 5, 6, 99].map(at => nearest([0, 10, 20], at))).toEqual([0, 0, 0, 0, 1, 2]);
  expect(nearest([], 3)).toBe(-1);
});

it("a long table keeps its first and its last row", () => {
  expect(thinned(4, 10)).toEqual([0, 1, 2, 3]);
  expect(thinned(1000, 3)).toEqual([0, 500, 999]);
});

it("marks are hours of the hall's clock, and dates where its days begin, also on the day that clocks change", () => {
  const from = Date.parse("2026-03-28T22:00:00Z");
  const at = Array.from({ length: 5 }, (_, index) => from + index * HOUR);
  expect(marksOf(at, HOUR, "Europe/Lisbon")).toEqual(["22:00", "23:00", "03-29", "02:00", "03:00"]);
  expect(marksOf(at.slice(0, 1), 24 * HOUR, "Asia/Shanghai")).toEqual(["03-29"]);
  expect(marksOf(at.slice(0, 1), 30 * 24 * HOUR, "Asia/Shanghai")).toEqual(["2026-03"]);
});

it("values on an axis have as many digits as tell the marks apart", () => {
  expect([valueMark(1200, 200), valueMark(0.5, 0.5), valueMark(0.25, 0.05), valueMark(-0, 1)]).toEqual([
    "1,200",
    "0.5",
    "0.25",
    "0",
  ]);
});
