import { expect, it } from "vitest";
import { daysBetween, isDate, isTimeZone, timeZones, yearsAfter } from "./dates.ts";

it("knows which days there are", () => {
  const days = ["2025-02-28", "2024-02-29", "2025-01-01", "2025-12-31"];
  const none = [
    "2025-02-29",
    "2025-13-01",
    "2025-04-31",
    "2025-4-1",
    "2025-00-10",
    "2025-07-00",
    "x2025-07-08",
    "2025-07-08x",
  ];
  expect(days.map(isDate)).toEqual(days.map(() => true));
  expect(none.map(isDate)).toEqual(none.map(() => false));
});

it("counts years by the calendar", () => {
  expect(yearsAfter("2022-03-01", 5)).toBe("2027-03-01");
  expect(yearsAfter("2024-02-29", 1)).toBe("2025-02-28");
});

it("counts days by the calendar", () => {
  expect(daysBetween("2025-07-22", "2025-07-25")).toBe(3);
  expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
  expect(daysBetween("2025-07-25", "2025-07-24")).toBe(-1);
});

it("knows the time zones of the world, and only those", () => {
  const names = ["Asia/Shanghai", "Australia/Lord_Howe", "+08:00", "Asia/Shangai", "", "Beijing time"];
  expect(names.map(isTimeZone)).toEqual([true, true, true, false, false, false]);
  expect(timeZones()).toContain("Asia/Shanghai");
});
