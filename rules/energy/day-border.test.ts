import { describe, expect, test } from "vitest";
import { MIDNIGHT } from "../time/day-edge.ts";
import { hallCalendar } from "../time/hall-calendar.ts";
import type { Instant } from "../time/instant.ts";
import { at, shown, siteA } from "../time/testing/halls.ts";
import type { Increment } from "./counter-state.ts";
import { spread } from "./spread.ts";

const shanghai = hallCalendar(siteA);
const greenwich = hallCalendar({ ...siteA, timeZone: "UTC" });

/** All midnights of a calendar between two moments. */
const midnights = (calendar: typeof shanghai, from: Instant, to: Instant): readonly Instant[] => {
  const found: Instant[] = [];
  let edge = calendar.upcomingEdge(MIDNIGHT, from);
  while (edge.is === "at" && edge.at < to) {
    found.push(edge.at);
    edge = calendar.upcomingEdge(MIDNIGHT, edge.at);
  }
  return found;
};

/** Energy by date, of a stretch of three days in which every hour takes one. */
const byDate = (calendar: typeof shanghai) => {
  const [from, to] = [at("2025-09-29 00:00"), at("2025-10-02 00:00")];
  const counted: Increment = { from, to, kWh: 72, is: "estimated", why: "gap" };
  const parts = spread(counted, midnights(calendar, from, to));
  return parts.map(part => [calendar.dateAt(part.from), shown(part.from), Math.round(part.kWh * 10) / 10]);
};

describe("the energy of a day in a hall of Shanghai", () => {
  test("is that from midnight to midnight there: the hour before midnight is of the same day", () => {
    expect(byDate(shanghai)).toEqual([
      ["2025-09-29", "2025-09-29 00:00", 24],
      ["2025-09-30", "2025-09-30 00:00", 24],
      ["2025-10-01", "2025-10-01 00:00", 24],
    ]);
    const dates = ["2025-09-30 00:00", "2025-09-30 07:59", "2025-09-30 23:00", "2025-09-30 23:59"];
    expect(dates.map(text => shanghai.dateAt(at(text)))).toEqual(dates.map(() => "2025-09-30"));
    expect(shanghai.dateAt(at("2025-10-01 00:00"))).toBe("2025-10-01");
  });

  test("a day cut in Greenwich would begin at eight in the morning", () => {
    expect(byDate(greenwich).map(([date, from, kWh]) => [date, from, kWh])).toEqual([
      ["2025-09-28", "2025-09-29 00:00", 8],
      ["2025-09-29", "2025-09-29 08:00", 24],
      ["2025-09-30", "2025-09-30 08:00", 24],
      ["2025-10-01", "2025-10-01 08:00", 16],
    ]);
  });

  test("a holiday and a season begin at that midnight too, not eight hours later", () => {
    const moments = ["2025-09-30 23:59", "2025-10-01 00:00", "2025-10-01 07:59"];
    const told = (calendar: typeof shanghai) =>
      moments.map(text => [
        calendar.dayOf(calendar.dateAt(at(text))).is,
        calendar.inSeason("summer", at(text)),
      ]);
    expect(told(shanghai)).toEqual([
      ["open", true],
      ["closed", false],
      ["closed", false],
    ]);
    expect(told(greenwich)).toEqual([
      ["open", true],
      ["open", true],
      ["open", true],
    ]);
  });
});
