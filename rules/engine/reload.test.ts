import { describe, expect, test } from "vitest";
import type { Rule } from "../language/rule.ts";
import { minutes } from "../time/instant.ts";
import type { Engine } from "./engine.ts";
import { at, hall, rule } from "./testing/hall.ts";
import { engineOf, live, told } from "./testing/play.ts";

const site = hall(
  { L1: ["light-circuit", "off1", "power"], L2: ["light-circuit", "off1", "power"] },
  { off1: [] },
);
const lit = (more: Partial<Rule> = {}): Rule =>
  rule({
    id: "lit",
    each: "light-circuit",
    condition: "light.power >= 10",
    hold: minutes(10),
    fact: "light-on",
    waste: "light.power",
    ...more,
  });
const other = rule({ id: "other", each: "light-circuit", condition: "light.power >= 50", hold: minutes(5) });

/** L1 on with 100 W since 10:00, seen until the moment. */
const running = (rules: readonly Rule[], until: string, settings = {}): Engine => {
  const engine = engineOf(site, rules, at("10:00"), null, settings);
  live(engine, site, until, { "10:00": { "L1.power": 100, "L2.power": 0 } });
  return engine;
};

/** The engine with other rules, from the state of the one before, and what that told at once. */
const reloaded = (before: Engine, rules: readonly Rule[], clock: string, settings = {}) => {
  const engine = engineOf(site, rules, at(clock), structuredClone(before.state()), settings);
  const { transitions } = engine.step({ is: "tick", at: at(clock) });
  const whys = transitions.map(
    ({ event, alert }) => `${event.is} ${alert.fact}${event.why ? `: ${event.why}` : ""}`,
  );
  return { engine, whys, told: told(transitions) };
};

describe("when the rules of a hall are changed while it runs", () => {
  test("rules that were not go on: a hold of nine minutes is found after one more", () => {
    const { engine, whys } = reloaded(running([lit()], "10:09"), [lit(), other], "10:09");
    expect(whys).toEqual([]);
    expect(live(engine, site, "10:11", { "10:09": { "L1.power": 100 } })).toEqual([
      "10:10 raised light-on/L1",
    ]);
  });

  test("another title, role or step is not another rule", () => {
    const words = { title: { zh: "新", en: "new" }, tell: ["guard"], priority: 1 } as const;
    const { engine } = reloaded(running([lit()], "10:09"), [lit(words)], "10:09");
    expect(live(engine, site, "10:11", { "10:09": { "L1.power": 100 } })).toEqual([
      "10:10 raised light-on/L1",
    ]);
  });

  test("a hold of a changed rule begins anew: nobody knows whether the new text would have held", () => {
    const { engine } = reloaded(
      running([lit()], "10:09"),
      [lit({ condition: "light.power >= 20" })],
      "10:09",
    );
    expect(live(engine, site, "10:20", { "10:09": { "L1.power": 100 } })).toEqual([
      "10:19 raised light-on/L1",
    ]);
  });

  test("another value of a setting that a rule names is another rule", () => {
    const by = (value: number) => ({ off_below: { value, unit: "W" } });
    const text = [lit({ condition: "light.power >= off_below" })];
    const same = reloaded(running(text, "10:09", by(10)), text, "10:09", by(10));
    expect(live(same.engine, site, "10:10", { "10:09": { "L1.power": 100 } })).toEqual([
      "10:10 raised light-on/L1",
    ]);
    const changed = reloaded(running(text, "10:09", by(10)), text, "10:09", by(20));
    expect(live(changed.engine, site, "10:18", { "10:09": { "L1.power": 100 } })).toEqual([]);
  });

  test("an alert that the new text still finds is carried over, with what it has wasted", () => {
    const { engine, whys } = reloaded(
      running([lit()], "10:12"),
      [lit({ condition: "light.power >= 20" })],
      "10:12",
    );
    expect(whys).toEqual(["carried light-on: rule-changed"]);
    expect(engine.openAlerts()).toMatchObject([
      { condition: "active", openedAt: at("10:10"), occurrences: 1 },
    ]);
    expect(live(engine, site, "10:30", { "10:12": { "L1.power": 100 }, "10:30": { "L1.power": 0 } })).toEqual(
      ["10:30 cleared light-on/L1"],
    );
    expect(engine.openAlerts()[0]?.wastedWh).toBeCloseTo(50, 9);
  });

  test("an alert of which the new text cannot tell is carried over too, as unknown", () => {
    const blind = lit({ condition: "light.power >= 10 && light.power < 1000" });
    const before = running([lit()], "10:12");
    before.step({ is: "tick", at: at("10:18") });
    expect(before.openAlerts().find(({ fact }) => fact === "light-on")?.condition).toBe("unknown");
    const { engine, whys } = reloaded(before, [blind], "10:18");
    expect(whys).toEqual(["carried light-on: rule-changed"]);
    expect(engine.openAlerts().find(({ fact }) => fact === "light-on")?.condition).toBe("unknown");
  });

  test("an alert that the new text does not find is over, because the rule was changed", () => {
    const { engine, whys } = reloaded(
      running([lit()], "10:12"),
      [lit({ condition: "light.power >= 500" })],
      "10:12",
    );
    expect(whys).toEqual(["cleared light-on: rule-changed"]);
    expect(live(engine, site, "10:30", { "10:12": { "L1.power": 600 } })).toEqual([
      "10:22 returned light-on/L1",
    ]);
  });

  test("an alert of a rule that is gone is over, because the rule was removed", () => {
    expect(reloaded(running([lit(), other], "10:12"), [other], "10:12").whys).toEqual([
      "cleared light-on: rule-removed",
    ]);
  });

  test("a clause of a rule that is gone leaves an alert that another rule still finds", () => {
    const also = rule({ ...other, fact: "light-on", clauses: ["OTHER"] });
    const { engine, whys } = reloaded(running([lit(), also], "10:12"), [also], "10:12");
    expect(whys).toEqual(["left light-on: rule-removed"]);
    const [alert] = engine.openAlerts();
    expect(alert?.condition).toBe("active");
    expect(alert?.clauses.map(({ clause, until }) => [clause, until !== null])).toEqual([
      ["OTHER", false],
      ["LIT", true],
    ]);
  });

  test("a rule that now finds another fact ends the old one and begins the new one", () => {
    const { engine, whys } = reloaded(running([lit()], "10:12"), [lit({ fact: "lamp-on" })], "10:12");
    expect(whys).toEqual(["cleared light-on: rule-changed"]);
    expect(live(engine, site, "10:30", { "10:12": { "L1.power": 100 } })).toEqual([
      "10:22 raised lamp-on/L1",
    ]);
  });

  test("a state that was stored without versions is believed", () => {
    const before = running([lit()], "10:09");
    const state = before.state();
    const old = { ...state, holds: state.holds.map(({ key, hold }) => ({ key, hold })) };
    const engine = engineOf(site, [lit()], at("10:09"), structuredClone(old));
    expect(live(engine, site, "10:11", { "10:09": { "L1.power": 100 } })).toEqual([
      "10:10 raised light-on/L1",
    ]);
  });
});
