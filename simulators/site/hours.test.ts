import { expect, it } from "vitest";
import { minutesOf, weekdaysOf, windowsOf } from "./hours.ts";

it("reads days of the weekly plan, also over the end of the week", () => {
  expect(["mon", "mon-fri", "sat-sun", "sat,sun", "sun-tue"].map(weekdaysOf)).toEqual([
    [0],
    [0, 1, 2, 3, 4],
    [5, 6],
    [5, 6],
    [6, 0, 1],
  ]);
  expect(() => weekdaysOf("someday")).toThrow('"someday" names no weekday');
});

it("reads opening windows, also past midnight", () => {
  expect(windowsOf("closed")).toEqual([]);
  expect(windowsOf(["08:30-12:00", "14:00-17:30"])).toEqual([
    { from: 510, to: 720 },
    { from: 840, to: 1050 },
  ]);
  expect(windowsOf("18:00-02:00")).toEqual([{ from: 1080, to: 1560 }]);
  expect(() => windowsOf("8-12")).toThrow('"8-12" is no opening window such as 08:30-12:00');
});

it("knows a time of day from other text", () => {
  expect(["07:50", "24:00", "7:50", "07:60", "late"].map(minutesOf)).toEqual([470, 1440, 470, null, null]);
});
