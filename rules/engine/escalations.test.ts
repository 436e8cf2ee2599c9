import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Transition } from "../alert/alert.ts";
import { type Instant, instant, minutes, seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { rulebook } from "./rulebook.ts";
import type { EngineState } from "./state.ts";
import { at, hall, reading, rule } from "./testing/hall.ts";

const site = hall({ D1: ["door", "hall", "contact"] }, { hall: [] });
const open = rule({
  id: "open",
  each: "door",
  condition: 'door.contact != "closed"',
  tell: ["guard"],
  escalate: minutes(5),
});
const book = rulebook(site, [{ name: "test", title: { zh: "", en: "" }, settings: {}, rules: [open] }]);
const begin = (clock = "18:00") => new Engine(site, book, at(clock));
const says = (engine: Engine, value: "open" | "closed", when: Instant) =>
  engine.step({ is: "readings", readings: [reading(site, "D1.contact", value, when)], at: when }).transitions;
const tick = (engine: Engine, when: Instant) => engine.step({ is: "tick", at: when }).transitions;
const seen = (engine: Engine, when: Instant) => {
  const alert = engine.openAlerts().find(({ acknowledgement }) => acknowledgement === null)?.id ?? "";
  return engine.step({ is: "acknowledge", alert, by: "G1", note: "", at: when }).transitions;
};
/** A state as it comes back from the record. */
const stored = (engine: Engine): EngineState => structuredClone(engine.state());

/** `18:05 duty-manager`: who was told of the open door because nobody had acknowledged. */
const told = (transitions: readonly Transition[]): string[] =>
  transitions.flatMap(({ event, alert }) =>
    event.is === "escalated" && alert.fact === "open"
      ? [`${new Date(event.at + 8 * 3_600_000).toISOString().slice(11, 16)} ${event.role}`]
      : [],
  );

describe("what nobody acknowledges", () => {
  test("is told level by level, each at its own time, though nothing else happens", () => {
    const engine = begin();
    says(engine, "open", at("18:00"));
    expect(told(tick(engine, at("19:00")))).toEqual([
      "18:05 duty-manager",
      "18:10 hall-director",
      "18:15 superior",
    ]);
    expect(engine.openAlerts()[0]?.told.map(({ role, why }) => [role, why])).toEqual([
      ["guard", "found"],
      ["duty-manager", "escalated"],
      ["hall-director", "escalated"],
      ["superior", "escalated"],
    ]);
  });

  test("is told further although it is over, until somebody has seen it", () => {
    const engine = begin();
    says(engine, "open", at("18:00"));
    says(engine, "closed", at("18:01"));
    expect(told(tick(engine, at("18:06")))).toEqual(["18:05 duty-manager"]);
    seen(engine, at("18:07"));
    expect(told(tick(engine, at("19:00")))).toEqual([]);
  });

  test("waits for the same time when the clock is moved, also over a restart", () => {
    const engine = begin();
    says(engine, "open", at("18:00"));
    tick(engine, at("18:02"));
    engine.step({ is: "clock-moved", by: minutes(-60), at: at("17:02") });
    const restarted = new Engine(site, book, at("17:03"), stored(engine));
    expect(told(tick(engine, at("17:05")))).toEqual(["17:05 duty-manager"]);
    expect(told(tick(restarted, at("17:05")))).toEqual(["17:05 duty-manager"]);
  });
});

describe("after the gateway was down", () => {
  const downUntil = (clock: string) => {
    const engine = begin();
    says(engine, "open", at("18:00"));
    const restarted = new Engine(site, book, at(clock), stored(engine));
    return told(tick(restarted, at("21:00")));
  };

  test("a telling that fell due meanwhile was due then", () =>
    expect(downUntil("18:07")).toEqual(["18:05 duty-manager", "18:10 hall-director", "18:15 superior"]));

  test("for long, nobody is passed over: the levels are told one after the other from then on", () =>
    expect(downUntil("20:02")).toEqual(["20:02 duty-manager", "20:07 hall-director", "20:12 superior"]));
});

test("a restart at any point changes nobody's telling", () => {
  const step = fc.record({
    wait: fc.integer({ min: 1, max: 290 }),
    what: fc.constantFrom("open", "closed", "tick", "tick", "seen"),
  });
  let tellings = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), fc.nat(), (steps, cut) => {
      const whole = begin();
      let parted = begin();
      let now = at("18:00");
      for (const [index, { wait, what }] of steps.entries()) {
        now = instant(now + seconds(wait));
        const act = (engine: Engine): Transition[] => {
          if (what === "tick") return tick(engine, now);
          return what === "seen" ? seen(engine, now) : says(engine, what as "open" | "closed", now);
        };
        const expected = act(whole);
        if (index === cut % steps.length) parted = new Engine(site, book, now, stored(parted));
        expect(told(act(parted))).toEqual(told(expected));
        tellings += told(expected).length;
      }
      const isOfTheHall = ({ fact }: { fact: string }) => fact !== "blind";
      expect(parted.openAlerts().filter(isOfTheHall)).toEqual(whole.openAlerts().filter(isOfTheHall));
    }),
    { numRuns: 500, seed: 21 },
  );
  expect(tellings).toBeGreaterThan(200);
});
