import { describe, expect, test } from "vitest";
import { addWorkdays, workdayOfMonth } from "./workdays.ts";

describe("working days after a date", () => {
  test.each([
    ["a Monday and two more", "2025-07-14", 2, "2025-07-16"],
    ["over a weekend", "2025-07-17", 2, "2025-07-21"],
    ["the day itself", "2025-07-19", 0, "2025-07-19"],
    ["received on a Saturday", "2025-07-19", 1, "2025-07-21"],
    ["over a Sunday that is worked", "2025-04-25", 1, "2025-04-27"],
    ["over the week of the national day, and its Saturday that is worked", "2025-09-30", 3, "2025-10-11"],
    ["from December into a year that is known", "2025-12-31", 1, "2026-01-04"],
  ])("%s", (_name, date, count, expected) =>
    expect(addWorkdays("china", date, count)).toEqual({ date: expected, isCertain: true }),
  );

  test("says that it is not certain where a year has no official calendar", () => {
    expect(addWorkdays("china", "2026-12-30", 1)).toEqual({ date: "2026-12-31", isCertain: true });
    expect(addWorkdays("china", "2026-12-31", 1)).toEqual({ date: "2027-01-01", isCertain: false });
  });

  test("knows of weekends alone where the hall follows no official calendar", () =>
    expect(addWorkdays("none", "2026-12-31", 2)).toEqual({ date: "2027-01-04", isCertain: true }));
});

describe("the nth working day of a month", () => {
  test.each([
    ["2025-07", 5, "2025-07-07", true],
    ["2025-10", 1, "2025-10-09", true],
    ["2025-10", 3, "2025-10-11", true],
    ["2027-01", 1, "2027-01-01", false],
    ["2025-02", 40, "2025-02-28", true],
  ])("%s: working day %i is %s", (month, count, date, isCertain) =>
    expect(workdayOfMonth("china", month, count)).toEqual({ date, isCertain }),
  );
});
