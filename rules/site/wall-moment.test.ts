import { expect, it } from "vitest";
import { toIso } from "../time/instant.ts";
import { dailyHours, instantOf, wallMoment } from "./wall-moment.ts";

it.each([
  ["2025-07-23 08:00", "Asia/Shanghai", "2025-07-23T00:00:00.000Z"],
  ["2025-07-23 24:00", "Asia/Shanghai", "2025-07-23T16:00:00.000Z"],
  // The clock skips 02:30 in spring and shows it twice in autumn.
  ["2025-03-30 02:30", "Europe/Berlin", "2025-03-30T01:00:00.000Z"],
  ["2025-10-26 02:30", "Europe/Berlin", "2025-10-26T00:30:00.000Z"],
])("%s in %s is %s", (text, timeZone, expected) => {
  const read = wallMoment(text);
  expect(read.is === "told" && toIso(instantOf(read.value, timeZone))).toBe(expected);
});

it.each([
  "2025-02-30 08:00",
  "2025-07-23",
  "08:00",
  "2025-07-23 8:00",
  "2025-07-23 24:01",
  "2025-07-23T08:00",
])("%s is no moment of the hall's clock", text =>
  expect(wallMoment(text)).toMatchObject({ is: "refused", code: "CFG210" }),
);

it("quiet hours may go past midnight, may not be empty", () => {
  expect(dailyHours("22:00-07:00")).toEqual({ is: "told", value: [1320, 420] });
  expect(dailyHours("00:00-24:00")).toMatchObject({ is: "refused" });
  expect(dailyHours("22:00-24:00")).toEqual({ is: "told", value: [1320, 0] });
  expect(dailyHours("late")).toMatchObject({ is: "refused" });
});
