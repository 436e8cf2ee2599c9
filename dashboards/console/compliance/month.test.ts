import { expect, it } from "vitest";
import { fakeCompliance } from "../testing/fake-compliance.ts";
import { countOf, monthOf, monthsAfter, weeksOf } from "./month.ts";

const TODAY = "2025-07-08";

it("the month is that of the chosen day, else the one asked for, else now", () => {
  const asked = [
    monthOf("2025-05-03", { month: "2025-06" }, TODAY),
    monthOf(null, { month: "2025-06" }, TODAY),
    monthOf(null, { month: "2025-13" }, TODAY),
    monthOf("nonsense", {}, TODAY),
  ];
  expect(asked).toEqual(["2025-05", "2025-06", "2025-07", "2025-07"]);
  expect([monthsAfter("2025-01", -1), monthsAfter("2025-12", 1)]).toEqual(["2024-12", "2026-01"]);
});

it("weeks begin on Monday; before the first and after the last day stands nothing", () => {
  const weeks = weeksOf(fakeCompliance("2025-07", TODAY).days);
  expect(weeks.map(week => week.map(day => day?.date.slice(8) ?? "--").join(" "))).toEqual([
    "-- 01 02 03 04 05 06",
    "07 08 09 10 11 12 13",
    "14 15 16 17 18 19 20",
    "21 22 23 24 25 26 27",
    "28 29 30 31 -- -- --",
  ]);
  expect(weeksOf([])).toEqual([]);
});

it("a day of which nobody can tell is not counted as kept, and a hole counts besides", () => {
  expect(countOf(fakeCompliance("2025-07", TODAY).days)).toEqual({
    kept: 5,
    violated: 1,
    unknown: 1,
    holes: 1,
  });
});
