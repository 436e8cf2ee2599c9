import { describe, expect, test } from "vitest";
import { hours, minutes } from "../time/instant.ts";
import { quartersByEnd } from "./intervals.ts";
import { nightFigures, nightLoad } from "./night-figures.ts";
import type { Night } from "./nights.ts";
import { at, nightsFrom, quartersOf } from "./testing/made-nights.ts";

const night: Night = {
  date: "2025-07-08",
  closedAt: at("2025-07-08 17:30"),
  endsAt: at("2025-07-09 07:50"),
  opensAt: at("2025-07-09 08:30"),
  kind: "night",
};

/** Quarters of the night by a table: from when on how many watts. */
const course = (...table: readonly (readonly [string, number | null])[]) =>
  quartersByEnd(
    quartersOf(at("2025-07-08 17:00"), at("2025-07-09 09:00"), start => {
      const row = table.findLast(([from]) => at(from) <= start);
      return row ? row[1] : 0;
    }),
  );

describe("the nights of a hall", () => {
  test("go from the closing of an open day until people come, over weekends and days off", () => {
    const nights = nightsFrom("2025-04-24", "2025-04-30");
    expect(nights.map(({ date, kind }) => [date, kind])).toEqual([
      ["2025-04-24", "night"],
      ["2025-04-25", "days-off"],
      // A Sunday that is worked in return for a day off.
      ["2025-04-27", "night"],
      ["2025-04-28", "night"],
      ["2025-04-29", "night"],
      ["2025-04-30", "days-off"],
    ]);
    expect(nights.at(-1)).toMatchObject({
      closedAt: at("2025-04-30 17:30"),
      endsAt: at("2025-05-06 07:50"),
      opensAt: at("2025-05-06 08:30"),
    });
  });

  test("the one into a year without an official calendar is nobody's: whether it ended nobody knows", () => {
    expect(nightsFrom("2026-12-30", "2026-12-31").map(({ date }) => date)).toEqual(["2026-12-30"]);
  });
});

describe("a night", () => {
  test("worked out by hand: a machine that runs until 19:30, a light from 22:00 to 01:00", () => {
    const quarters = course(
      ["2025-07-08 17:00", 900],
      ["2025-07-08 19:30", 200],
      ["2025-07-08 22:00", 1_600],
      ["2025-07-09 01:00", 200],
      ["2025-07-09 07:45", 700],
    );
    const load = nightLoad(night, quarters);
    expect({ completeness: load.completeness, residualW: load.residualW }).toEqual({
      completeness: 1,
      residualW: 200,
    });
    const figures = nightFigures(load, quarters, 200, 1_000);
    // Two hours at 700 W above, three at 1,400 W. The quarter from 07:45 is not over when people come.
    expect(figures.excessKwh).toBeCloseTo(2 * 0.7 + 3 * 1.4, 9);
    expect(figures).toMatchObject({ isExcessive: true, settle: hours(2), startUpLead: minutes(45) });
  });

  test("is excessive only by a kilowatt more, and 1.3 times as much, for half an hour", () => {
    const of = (powerW: number, until: string) => {
      const quarters = course(["2025-07-08 17:00", 200], ["2025-07-08 22:00", powerW], [until, 200]);
      return nightFigures(nightLoad(night, quarters), quarters, 200, 1_000).isExcessive;
    };
    expect(of(1_201, "2025-07-08 22:30")).toBe(true);
    expect(of(1_201, "2025-07-08 22:15")).toBe(false);
    expect(of(1_200, "2025-07-09 06:00")).toBe(false);
    const large = course(["2025-07-08 17:00", 6_400]);
    expect(nightFigures(nightLoad(night, large), large, 5_000, 1_000).isExcessive).toBe(false);
  });

  test("what runs down within an hour of the closing is no excess", () => {
    const quarters = course(["2025-07-08 17:00", 5_000], ["2025-07-08 18:30", 200]);
    expect(nightFigures(nightLoad(night, quarters), quarters, 200, 1_000).isExcessive).toBe(false);
  });

  test("of which a tenth and more is not known has no residual, and what is not known proves nothing", () => {
    const quarters = course(
      ["2025-07-08 17:00", 200],
      ["2025-07-08 20:00", null],
      ["2025-07-08 22:00", 300],
      ["2025-07-09 05:00", null],
      ["2025-07-09 05:15", 200],
      ["2025-07-09 08:00", null],
    );
    const load = nightLoad(night, quarters);
    expect(load.residualW).toBeNull();
    expect(load.completeness).toBeCloseTo(48 / 57, 12);
    const figures = nightFigures(load, quarters, 200, 1_000);
    // Seven hours at 100 W above are known to be.
    expect(figures.excessKwh).toBeCloseTo(0.7, 9);
    expect(figures.startUpLead).toBeNull();
  });

  test("never settles, and was not started for the opening, where something runs all night", () => {
    const quarters = course(["2025-07-08 17:00", 900]);
    expect(nightFigures(nightLoad(night, quarters), quarters, 200, 1_000)).toMatchObject({
      settle: null,
      startUpLead: null,
    });
    const unknown = course(["2025-07-08 17:00", null], ["2025-07-08 18:00", 200]);
    expect(nightFigures(nightLoad(night, unknown), unknown, 200, 1_000).settle).toBeNull();
  });
});
