import { describe, expect, test } from "vitest";
import { minutes } from "../time/instant.ts";
import type { Engine } from "./engine.ts";
import { at, hall, reading, rule } from "./testing/hall.ts";
import { engineOf, live, play } from "./testing/play.ts";

const site = hall({ L1: ["light-circuit", "off1", "power"] }, { off1: ["occupancy"] });
const empty = rule({
  id: "ty",
  each: "light-circuit",
  condition: "light.power >= 10 && zone.occupancy == 0",
  inForce: ["lunch", "closed"],
  hold: minutes(5),
  fact: "light-on",
  waste: "light.power",
});
const closed = rule({
  id: "ga",
  each: "light-circuit",
  condition: "light.power >= 10",
  inForce: ["closed"],
  hold: minutes(15),
  fact: "light-on",
  waste: "light.power",
});
const lunch = {
  "11:58": { "L1.power": 200, "off1.occupancy": 1 },
  "12:03": { "off1.occupancy": 0 },
  "12:20": { "L1.power": 0 },
};

describe("wasted energy", () => {
  test("is counted from the start of the hold to the end of the finding: 17 min of 200 W", () => {
    const engine = engineOf(site, [empty], at("11:50"));
    expect(live(engine, site, "12:30", lunch)).toEqual([
      "12:08 raised light-on/L1",
      "12:20 cleared light-on/L1",
    ]);
    const alert = lightOn(engine);
    expect(alert?.wastedWh).toBeCloseTo((200 * 17) / 60, 9);
    expect(alert?.clauses.map(({ clause, wastedWh }) => [clause, wastedWh])).toEqual([
      ["TY", alert?.wastedWh],
    ]);
    expect(alert?.peak).toMatchObject({ value: 200, unit: "W" });
  });

  test("is not counted where nobody meters it, and the fact is found all the same", () => {
    const switched = hall({ L1: ["light-circuit", "off1", "state"] }, { off1: [] });
    const lit = { ...closed, condition: 'light.state == "on"' };
    const engine = engineOf(switched, [lit], at("17:00"));
    expect(live(engine, switched, "17:50", { "17:00": { "L1.state": "on" } })).toEqual([
      "17:45 raised light-on/L1",
    ]);
    expect(lightOn(engine)?.wastedWh).toBeNull();
  });

  test("grows while the alert is open, and is on what is told", () => {
    const engine = engineOf(site, [empty], at("11:50"));
    live(engine, site, "12:08", lunch);
    expect(lightOn(engine)?.wastedWh).toBeCloseTo((200 * 5) / 60, 9);
    engine.step({ is: "tick", at: at("12:10") });
    expect(lightOn(engine)?.wastedWh).toBeCloseTo((200 * 7) / 60, 9);
    const alert = lightOn(engine)?.id ?? "";
    const { transitions } = engine.step({ is: "acknowledge", alert, by: "M1", note: "", at: at("12:11") });
    expect(transitions[0]?.alert.wastedWh).toBeCloseTo((200 * 8) / 60, 9);
  });

  test("follows the power, and counts nothing while nobody knows it", () => {
    const engine = engineOf(site, [empty], at("11:50"));
    live(engine, site, "13:00", {
      ...lunch,
      "12:10": { "L1.power": 400 },
      "12:20": { "L1.power": null },
      "12:40": { "L1.power": 100 },
      "12:52": { "L1.power": 0 },
    });
    // The last word before the silence was at 12:19, good for 5 minutes.
    const wh = (200 * 7 + 400 * 14 + 100 * 12) / 60;
    expect(lightOn(engine)?.wastedWh).toBeCloseTo(wh, 9);
    expect(lightOn(engine)?.peak).toMatchObject({
      value: 400,
      at: at("12:10"),
    });
  });

  test("of one fact under two clauses is counted for each, and the fact wasted what the longer saw", () => {
    const engine = engineOf(site, [empty, closed], at("17:00"));
    live(engine, site, "18:10", {
      "17:00": { "L1.power": 600, "off1.occupancy": 2 },
      "17:40": { "off1.occupancy": 0 },
      "18:00": { "L1.power": 0 },
    });
    const alert = lightOn(engine);
    const clauses = Object.fromEntries(
      alert?.clauses.map(({ clause, wastedWh }) => [clause, wastedWh]) ?? [],
    );
    expect(clauses.TY).toBeCloseTo(200, 9);
    expect(clauses.GA).toBeCloseTo(300, 9);
    expect(alert?.wastedWh).toBeCloseTo(300, 9);
  });

  test("is the same over a restart at any minute, also while nobody ran", () => {
    for (let cut = at("11:51"); cut < at("12:30"); cut = (cut + minutes(1)) as typeof cut) {
      const clock = new Date(cut + 8 * 3_600_000).toISOString().slice(11, 16);
      const before = engineOf(site, [empty], at("11:50"));
      live(before, site, clock, lunch);
      const after = engineOf(
        site,
        [empty],
        cut,
        JSON.parse(JSON.stringify(before.state(), nanAsNull), nullAsNan),
      );
      const story = Object.fromEntries(Object.entries(lunch).filter(([when]) => when > clock));
      live(after, site, "12:30", { [clock]: lastOf(clock), ...story });
      expect(lightOn(after)?.wastedWh).toBeCloseTo((200 * 17) / 60, 9);
    }
  });

  test("of a hold that comes to nothing is nobody's", () => {
    const engine = engineOf(site, [empty], at("11:50"));
    live(engine, site, "12:10", { ...lunch, "12:07": { "off1.occupancy": 1 } });
    expect(lightOn(engine)).toBeUndefined();
    live(engine, site, "12:40", {
      "12:11": { "L1.power": 60, "off1.occupancy": 0 },
      "12:31": { "L1.power": 0 },
    });
    expect(lightOn(engine)?.wastedWh).toBeCloseTo(20, 9);
  });

  test("is not counted by rules that name no power", () => {
    const { waste, ...none } = closed;
    expect(waste).toBe("light.power");
    const engine = engineOf(site, [none], at("17:29"));
    play(engine, site, [
      ["17:30", { "L1.power": 200 }],
      ["17:34", { "L1.power": 200 }],
    ]);
    play(
      engine,
      site,
      ["17:38", "17:42", "17:46"].map(clock => [clock, { "L1.power": 200 }]),
    );
    expect(lightOn(engine)?.wastedWh).toBeNull();
  });

  test("is stored with every change of the power, so that a crash loses none of it", () => {
    const engine = engineOf(site, [empty], at("12:00"));
    live(engine, site, "12:10", { "12:01": { "L1.power": 200, "off1.occupancy": 0 } });
    const when = at("12:11");
    const { holds } = engine.step({
      is: "readings",
      readings: [reading(site, "L1.power", 300, when)],
      at: when,
    });
    expect(holds.get("ty/L1")?.waste).toMatchObject({ at: when, powerW: 300 });
    expect(holds.get("ty/L1")?.waste?.wh).toBeCloseTo((200 * 10) / 60, 9);
  });
});

const lightOn = (engine: Engine) => engine.openAlerts().find(({ fact }) => fact === "light-on");
const lastOf = (clock: string) =>
  Object.assign({}, ...Object.entries(lunch).flatMap(([when, values]) => (when <= clock ? [values] : [])));
const nanAsNull = (_: string, value: unknown) =>
  typeof value === "number" && Number.isNaN(value) ? null : value;
const nullAsNan = (key: string, value: unknown) => (key === "value" && value === null ? Number.NaN : value);
