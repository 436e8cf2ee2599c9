import { describe, expect, test } from "vitest";
import type { Edge } from "../language/edge.ts";
import type { Force, Rule } from "../language/rule.ts";
import { millis, minutes } from "../time/instant.ts";
import { at, hall, rule } from "./testing/hall.ts";
import { engineOf, live } from "./testing/play.ts";

const site = hall({ L1: ["light-circuit", "hall", "power"] }, { hall: [] });
const lit = (inForce: readonly Force[], more: Partial<Rule> = {}): Rule =>
  rule({ id: "lit", each: "light-circuit", condition: "light.power >= 10", inForce, ...more });
const on = { "L1.power": 200 };

const time = (minute: number): Edge => ({ at: { is: "time", minute }, offset: null });
const edge = (is: "opening" | "open" | "closing", offset = 0): Edge => ({
  at: { is },
  offset: offset === 0 ? null : { sign: offset < 0 ? -1 : 1, length: minutes(Math.abs(offset)) },
});

describe("a light that is on all the time", () => {
  test.each<[string, readonly Force[], string, string, string[]]>([
    [
      "in a window of the clock over midnight",
      [{ from: time(22 * 60), to: time(6 * 60) }],
      "21:00",
      "+1 07:00",
      ["22:00 raised lit/L1", "06:00 cleared lit/L1"],
    ],
    [
      "in a window from ten minutes before opening to customers until ten past",
      [{ from: edge("open", -10), to: edge("open", 10) }],
      "07:00",
      "09:00",
      ["08:20 raised lit/L1", "08:40 cleared lit/L1"],
    ],
    [
      "from a quarter of an hour after closing until people come in",
      [{ from: edge("closing", 15), to: edge("opening") }],
      "17:00",
      "+1 08:00",
      ["17:45 raised lit/L1", "07:50 cleared lit/L1"],
    ],
    [
      "at lunch or after closing",
      ["lunch", "closed"],
      "11:00",
      "18:00",
      ["12:00 raised lit/L1", "14:00 cleared lit/L1", "17:30 returned lit/L1"],
    ],
    [
      "at lunch or in a window that overlaps it, once",
      ["lunch", { from: time(13 * 60), to: time(15 * 60) }],
      "11:00",
      "16:00",
      ["12:00 raised lit/L1", "15:00 cleared lit/L1"],
    ],
  ])("is found %s", (_name, inForce, from, to, expected) =>
    expect(live(engineOf(site, [lit(inForce)], at(from)), site, to, { [from]: on })).toEqual(expected),
  );

  test("is found in the season that is named, and outside the season that is excluded", () => {
    const summer = (isOutside: boolean) =>
      live(
        engineOf(site, [lit(["always"], { season: { name: "summer", isOutside } })], at("10:00")),
        site,
        "10:02",
        { "10:00": on },
      );
    expect(summer(false)).toEqual(["10:00 raised lit/L1"]);
    expect(summer(true)).toEqual([]);
  });

  test("is not found when nobody knows the season", () => {
    const engine = engineOf(
      site,
      [lit(["always"], { season: { name: "monsoon", isOutside: false } })],
      at("10:00"),
    );
    expect(live(engine, site, "10:02", { "10:00": on })).toEqual([]);
    expect(engine.tally()).toMatchObject({ unknown: 1, yes: 0, notInForce: 0 });
  });
});

describe("a hold", () => {
  const late = lit([{ from: time(22 * 60), to: time(6 * 60) }], { hold: minutes(15) });

  test("begins at the edge, not when the light went on", () => {
    const engine = engineOf(site, [late], at("21:00"));
    expect(live(engine, site, "22:30", { "21:00": on })).toEqual(["22:15 raised lit/L1"]);
    expect(engine.openAlerts()[0]?.clauses[0]?.since).toBe(at("22:00"));
  });

  test("that would be full exactly when its window ends is cancelled", () => {
    const engine = engineOf(site, [late], at("+1 05:30"));
    expect(live(engine, site, "+1 07:00", { "+1 05:45": on })).toEqual([]);
    const minute = engineOf(site, [late], at("+1 05:30"));
    expect(live(minute, site, "+1 07:00", { "+1 05:44": on })).toEqual([
      "05:59 raised lit/L1",
      "06:00 cleared lit/L1",
    ]);
  });

  test("takes its length from a setting", () => {
    const engine = engineOf(site, [lit(["always"], { hold: { setting: "grace" } })], at("10:00"), null, {
      grace: { value: 5, unit: "min" },
    });
    expect(live(engine, site, "10:10", { "10:00": on })).toEqual(["10:05 raised lit/L1"]);
  });

  test("of no length at all finds at once", () =>
    expect(
      live(engineOf(site, [lit(["always"], { hold: millis(0) })], at("10:00")), site, "10:01", {
        "10:00": on,
      }),
    ).toEqual(["10:00 raised lit/L1"]));
});
