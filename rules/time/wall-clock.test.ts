import { expect, it } from "vitest";
import { type Instant, instant, toIso } from "./instant.ts";
import { day, dayAt, momentOf, nextMidnight } from "./wall-clock.ts";

const utc = (text: string) => instant(Date.parse(text));
const shown = (moment: Instant) => toIso(moment).slice(0, 16);
const moments = (date: string, minutes: readonly number[], zone: string) =>
  minutes.map(minute => shown(momentOf(day(date), minute, zone)));

it("a time that the clock skips in spring is the moment of the skip", () => {
  // Lisbon goes from 01:00 to 02:00 on 2025-03-30.
  expect(moments("2025-03-30", [59, 60, 90, 119, 120], "Europe/Lisbon")).toEqual([
    "2025-03-30T00:59",
    "2025-03-30T01:00",
    "2025-03-30T01:00",
    "2025-03-30T01:00",
    "2025-03-30T01:00",
  ]);
  // Lord Howe Island moves its clock by half an hour, from 02:00 to 02:30 on 2025-10-05.
  expect(moments("2025-10-05", [120, 135, 150, 151], "Australia/Lord_Howe")).toEqual([
    "2025-10-04T15:30",
    "2025-10-04T15:30",
    "2025-10-04T15:30",
    "2025-10-04T15:31",
  ]);
});

it("a time that the clock shows twice in autumn is the first of the two", () => {
  // Lisbon goes back from 02:00 to 01:00 on 2025-10-26.
  expect(moments("2025-10-26", [60, 90, 120], "Europe/Lisbon")).toEqual([
    "2025-10-26T00:00",
    "2025-10-26T00:30",
    "2025-10-26T02:00",
  ]);
});

it("02:00 of the night is counted on the business day's own date", () => {
  expect(moments("2025-07-08", [1440, 1560], "Asia/Shanghai")).toEqual([
    "2025-07-08T16:00",
    "2025-07-08T18:00",
  ]);
});

it("a day of 23 hours and a day that never was end at the next midnight", () => {
  expect(shown(nextMidnight(utc("2025-03-30T00:00:00Z"), "Europe/Lisbon"))).toBe("2025-03-30T23:00");
  // Samoa left out 2011-12-30.
  expect(shown(nextMidnight(utc("2011-12-30T09:00:00Z"), "Pacific/Apia"))).toBe("2011-12-30T10:00");
  expect(dayAt(utc("2011-12-30T10:00:00Z"), "Pacific/Apia").toString()).toBe("2011-12-31");
});

it("a clock that goes back over midnight changes the date a second time", () => {
  // St. John's went back from 00:01 to 23:01 of the day before, until 2011.
  expect(shown(nextMidnight(utc("2010-11-07T02:40:00Z"), "America/St_Johns"))).toBe("2010-11-07T03:30");
});
