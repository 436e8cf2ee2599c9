import { describe, expect, test } from "vitest";
import { instant } from "../time/instant.ts";
import { clockText, momentBefore, momentFrom, wallText } from "./moments.ts";

const ZONE = "Asia/Shanghai";
const NOON = instant(Date.parse("2025-07-08T12:00:00+08:00"));

const from = (text: string): string => {
  const told = momentFrom(text, NOON, ZONE);
  return told.is === "told" ? wallText(told.value, ZONE) : told.why;
};
const before = (text: string, until = NOON): string => {
  const told = momentBefore(text, until, ZONE);
  return told.is === "told" ? wallText(told.value, ZONE) : told.why;
};

describe("when a step is", () => {
  const cases = [
    ["12:00", "2025-07-08 12:00:00"],
    ["12:03", "2025-07-08 12:03:00"],
    ["12:03:10", "2025-07-08 12:03:10"],
    ["12:03:10.25", "2025-07-08 12:03:10.250"],
    ["23:59:59.999", "2025-07-08 23:59:59.999"],
    ["+5 min", "2025-07-08 12:05:00"],
    ["+1 d", "2025-07-09 12:00:00"],
    ["+36 h", "2025-07-10 00:00:00"],
    ["+1 d 07:50", "2025-07-09 07:50:00"],
    ["+0 d 12:30", "2025-07-08 12:30:00"],
    ["2025-12-02 08:00", "2025-12-02 08:00:00"],
    ["2025-12-02T08:00", "2025-12-02 08:00:00"],
    ["11:59:59", "11:59:59 is before 2025-07-08 12:00:00, where the timeline is already"],
    ["2025-07-07 13:00", "2025-07-07 13:00 is before 2025-07-08 12:00:00, where the timeline is already"],
  ] as const;
  test.each(cases)("%s", (text, seen) => expect(from(text)).toBe(seen));

  test.each(["", "noon", "24:00", "12:60", "12:00:60", "9:00", "2025-02-30 12:00", "-5 min", "+ 5"])(
    'not "%s"',
    text => expect(from(text)).toBe(`"${text}" is no moment`),
  );

  test("a time that the clock skips in spring is the moment of the skip", () => {
    const told = momentFrom("02:30", instant(Date.parse("2025-03-30T00:00:00+01:00")), "Europe/Berlin");
    expect(told.is === "told" && wallText(told.value, "Europe/Berlin")).toBe("2025-03-30 03:00:00");
  });
});

describe("when something was", () => {
  const cases = [
    ["11:40", "2025-07-08 11:40:00"],
    ["12:00", "2025-07-08 12:00:00"],
    ["12:01", "2025-07-08 12:01:00"],
    ["13:00", "2025-07-08 13:00:00"],
    ["13:00:01", "2025-07-07 13:00:01"],
    ["17:45", "2025-07-07 17:45:00"],
    ["-5 min", "2025-07-08 11:55:00"],
    ["2025-07-01 09:00", "2025-07-01 09:00:00"],
    ["yesterday", '"yesterday" is no moment'],
  ] as const;
  test.each(cases)("%s", (text, seen) => expect(before(text)).toBe(seen));
});

test("a clock shows milliseconds only where there are some", () => {
  expect([0, 1, 999].map(more => clockText(instant(NOON + more), ZONE))).toEqual([
    "12:00:00",
    "12:00:00.001",
    "12:00:00.999",
  ]);
});
