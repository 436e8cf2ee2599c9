import { expect, it } from "vitest";
import { hoursHeard, teller } from "./hours-heard.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 100 * HOUR;

const heard = (at: readonly number[], holdsMs: number, last: number | null = null): string =>
  hoursHeard({ at: at.map(hours => NOW - hours * HOUR), stepMs: 5 * MINUTE }, { now: NOW, holdsMs, last })
    .map(share => share.toFixed(2))
    .join(" ")
    .replace(/(0\.00 )+0\.00/g, "none")
    .replace(/(1\.00 )+1\.00/g, "all");

// biome-ignore format: a table is read one row a line.
const DAYS: readonly (readonly [string, string, string])[] = [
  ["nothing at all is unknown",                 heard([], HOUR),                       "none"],
  ["one reading counts while it holds",         heard([2], HOUR / 2),                  "none 0.50 0.00"],
  ["and at least for its bucket",               heard([1], 1000),                      "none 0.08"],
  ["two that overlap count once",               heard([1, 0.75], HOUR / 2),            "none 0.75"],
  ["what was before the day still holds",       heard([25], 2 * HOUR),                 "1.00 none"],
  ["what is not asked for counts by its hold",  heard([], 40 * HOUR, NOW - 30 * HOUR), "all"],
  ["what holds no more does not",               heard([], HOUR, NOW - 30 * HOUR),      "none"],
];

it.each(DAYS)("%s", (_, found, expected) => {
  expect(found).toBe(expected);
});

it("a device speaks through the point that is to be heard most often", () => {
  const point = (id: string, staleAfterSeconds: number) => ({ point: id, staleAfterSeconds, at: null });
  expect(teller([point("c", 60), point("b", 30), point("a", 30)])?.point).toBe("a");
  expect(teller([])).toBeUndefined();
});
