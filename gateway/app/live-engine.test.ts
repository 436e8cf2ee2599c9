import { describe, expect, test } from "vitest";
import type { Transition } from "#rules/alert/alert.ts";
import { Engine } from "#rules/engine/engine.ts";
import { rulebook } from "#rules/engine/rulebook.ts";
import { at, hall, reading, rule } from "#rules/engine/testing/hall.ts";
import type { Rule } from "#rules/language/rule.ts";
import { after, type Instant, minutes, seconds } from "#rules/time/instant.ts";
import { LiveEngine } from "./live-engine.ts";

const site = hall({ L1: ["light-circuit", "hall", "power"] }, { hall: [] });
const bookOf = (...rules: readonly Rule[]) =>
  rulebook(site, [{ name: "test", title: { zh: "", en: "" }, settings: {}, rules }]);
const lit = rule({ id: "lit", each: "light-circuit", condition: "light.power >= 10", hold: minutes(5) });
const other = rule({ id: "other", each: "light-circuit", condition: "light.power >= 500" });
const known = { site, book: bookOf(lit) };
const wider = { site, book: bookOf(lit, other) };

const told = (all: readonly Transition[]) =>
  all
    .filter(({ alert }) => alert.fact === "lit")
    .map(({ event }) => `${new Date(event.at + 8 * 3_600_000).toISOString().slice(11, 19)} ${event.is}`);

/** A light that is on from 12:03 to 12:20 and whose line is broken then: what it kept comes at 12:41. */
const outage = (engine: LiveEngine): Transition[] => {
  const all: Transition[] = [];
  const say = (from: string, to: string, received?: Instant): void => {
    for (let now = at(from); now <= at(to); now = after(now, minutes(1))) {
      const value = now >= at("12:03") && now < at("12:20") ? 200 : 0;
      const one = reading(site, "L1.power", value, now, received ?? now);
      all.push(...engine.current.step({ is: "readings", readings: [one], at: received ?? now }).transitions);
    }
  };
  say("11:50", "12:02");
  say("12:03", "12:39", at("12:41"));
  return all;
};

describe("an engine whose rules change", () => {
  test("judges what came late just before as if nothing had changed", () => {
    const finish = (engine: LiveEngine): Transition[] => [
      ...engine.current.step({ is: "tick", at: at("12:42") }).transitions,
    ];
    const still = new LiveEngine(new Engine(site, known.book, at("11:50")));
    const expected = told([...outage(still), ...finish(still)]);
    expect(expected).toEqual(["12:08:00 raised", "12:20:00 cleared"]);

    const changed = new LiveEngine(new Engine(site, known.book, at("11:50")));
    const before = outage(changed);
    const { transitions } = changed.change(wider, after(at("12:41"), seconds(1)));
    expect(told([...before, ...transitions, ...finish(changed)])).toEqual(expected);

    const forgetful = new LiveEngine(new Engine(site, known.book, at("11:50")));
    const seen = outage(forgetful);
    const restarted = new Engine(site, wider.book, at("12:41:01"), forgetful.current.state());
    expect(told([...seen, ...finish(new LiveEngine(restarted))])).not.toEqual(expected);
  });

  test("writes the whole state, and forgets what no rule asks for any more", () => {
    const engine = new LiveEngine(new Engine(site, wider.book, at("12:00")));
    engine.current.step({
      is: "readings",
      readings: [reading(site, "L1.power", 900, at("12:00"))],
      at: at("12:00"),
    });
    const { holds, signals, transitions } = engine.change(known, at("12:01"));
    expect(told(transitions)).toEqual([]);
    expect(transitions.map(({ event, alert }) => [alert.fact, event.is, event.why])).toEqual([
      ["other", "cleared", "rule-removed"],
    ]);
    expect([...holds.values()].map(({ key, hold }) => [key, hold.is]).sort()).toEqual([
      ["lit/L1", "pending"],
      ["other/L1", "clear"],
    ]);
    expect([...signals.keys()]).toEqual(["L1.power"]);
    expect(engine.current.tally().instances).toBe(1);
  });
});
