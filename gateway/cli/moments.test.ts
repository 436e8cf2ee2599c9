import { expect, test } from "vitest";
import { localText, momentAt } from "./hall-time.ts";
import { moment } from "./moments.ts";

test.each([
  ["2025-07-08", "2025-07-07T16:00:00.000Z"],
  ["2025-07-08 11:50", "2025-07-08T03:50:00.000Z"],
  ["2025-07-08T11:50:30", "2025-07-08T03:50:30.000Z"],
  ["2025-07-08T11:50:30+09:00", "2025-07-08T02:50:30.000Z"],
  ["2025-07-08 11:50Z", "2025-07-08T11:50:00.000Z"],
  ["2025-07-08 24:00", "2025-07-08T16:00:00.000Z"],
  ["2025-02-29", null],
  ["2025-07-08 11:60", null],
  ["2025-07-08 11", null],
  ["yesterday", null],
  ["8.7.2025", null],
])("%s at the hall is %s", (text, expected) => {
  const given = moment(text);
  expect(given && new Date(momentAt(given, "Asia/Shanghai")).toISOString()).toBe(expected);
});

test("a moment is shown as the hall's clock shows it", () => {
  const given = moment("2025-07-08T03:50:59Z");
  expect(given && localText(momentAt(given, "UTC"), "Asia/Shanghai")).toBe("2025-07-08 11:50");
});
