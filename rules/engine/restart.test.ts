import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Transition } from "../alert/alert.ts";
import type { Rule } from "../language/rule.ts";
import { type Instant, instant, minutes, seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { type Rulebook, rulebook } from "./rulebook.ts";
import { at, failure, hall, reading, rule } from "./testing/hall.ts";

const site = hall({ L1: ["light-circuit", "hall", "power"], D1: ["door", "hall", "contact", "lock"] });
const rules: readonly Rule[] = [
  rule({
    id: "ty",
    each: "light-circuit",
    condition: "light.power >= 10 && zone.occupancy == 0",
    inForce: ["lunch", "closed"],
    hold: minutes(5),
    fact: "light-on",
  }),
  rule({
    id: "ga",
    each: "light-circuit",
    condition: "light.power >= 10",
    inForce: ["closed"],
    hold: minutes(15),
    fact: "light-on",
    gap: "reset",
  }),
  rule({
    id: "door",
    each: "door",
    condition: 'door.lock != "locked" || door.contact != "closed"',
    inForce: ["closed"],
    hold: minutes(15),
  }),
];
const book: Rulebook = rulebook(site, [{ name: "test", title: { zh: "", en: "" }, settings: {}, rules }]);

type Step = {
  readonly wait: number;
  readonly what: "L1.power" | "hall.occupancy" | "D1.lock" | "D1.contact" | "tick" | "acknowledge";
  readonly value: number;
  readonly fails: boolean;
};

const step = fc.record<Step>({
  wait: fc.integer({ min: 1, max: 400 }),
  what: fc.constantFrom("L1.power", "hall.occupancy", "D1.lock", "D1.contact", "tick", "acknowledge"),
  value: fc.integer({ min: 0, max: 1 }),
  fails: fc.boolean(),
});

/** Only what people see: which event, of which alert, when. */
const seen = (transitions: readonly Transition[]) => transitions.map(({ event }) => event);

const apply = (engine: Engine, { what, value, fails }: Step, now: Instant): Transition[] => {
  if (what === "tick") return engine.step({ is: "tick", at: now }).transitions;
  if (what === "acknowledge") {
    const alert = engine.openAlerts().find(each => each.acknowledgement === null)?.id ?? "";
    return engine.step({ is: "acknowledge", alert, by: "G1", note: "", at: now }).transitions;
  }
  const scaled = what === "L1.power" ? value * 200 : value;
  const made = fails && value === 0 ? failure(site, what, now) : reading(site, what, scaled, now);
  return engine.step({ is: "readings", readings: [made], at: now }).transitions;
};

describe("a restart at any point", () => {
  test("changes no decision about the hall and sends nothing again", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 50 }), fc.nat(), (steps, cut) => {
        const start = at("17:10");
        const whole = new Engine(site, book, start);
        let parted = new Engine(site, book, start);
        const wholeSaw: unknown[] = [];
        const partedSaw: unknown[] = [];
        let now = start;
        for (const [index, each] of steps.entries()) {
          now = instant(now + seconds(each.wait));
          wholeSaw.push(...seen(apply(whole, each, now)));
          // Its state goes through the form in which it is stored.
          if (index === cut % steps.length)
            parted = new Engine(
              site,
              book,
              now,
              structuredClone({ ...parted.state(), alerts: parted.openAlerts() }),
            );
          partedSaw.push(...seen(apply(parted, each, now)));
        }
        expect(partedSaw.filter(isAboutTheHall)).toEqual(wholeSaw.filter(isAboutTheHall));
        expect(parted.openAlerts().filter(isOfTheHall)).toEqual(whole.openAlerts().filter(isOfTheHall));
      }),
      { numRuns: 1500, seed: 5 },
    );
  }, 120_000);

  test("raises an alert at its own time, although the gateway was down at that moment", () => {
    const engine = new Engine(site, book, at("12:00"));
    engine.step({
      is: "readings",
      readings: [
        reading(site, "L1.power", 200, at("12:01")),
        reading(site, "hall.occupancy", 0, at("12:01")),
      ],
      at: at("12:01"),
    });
    engine.step({ is: "readings", readings: [reading(site, "L1.power", 200, at("12:05"))], at: at("12:05") });
    const restarted = new Engine(site, book, at("12:07"), engine.state());
    const { transitions } = restarted.step({ is: "tick", at: at("12:07") });
    expect(seen(transitions)).toMatchObject([
      { is: "raised", alert: "site-t.light-on.L1.20250708T040600000Z", at: at("12:06") },
    ]);
    expect(restarted.step({ is: "tick", at: at("12:08") }).transitions).toEqual([]);
  });

  test("without the rule that found it closes an alert's finding, though another rule of the same fact remains", () => {
    const engine = new Engine(site, book, at("12:00"));
    const both = (clock: string) => [
      reading(site, "L1.power", 200, at(clock)),
      reading(site, "hall.occupancy", 0, at(clock)),
    ];
    engine.step({ is: "readings", readings: both("12:00"), at: at("12:00") });
    engine.step({ is: "readings", readings: both("12:04"), at: at("12:04") });
    expect(seen(engine.step({ is: "tick", at: at("12:05") }).transitions).map(({ is }) => is)).toEqual([
      "raised",
    ]);
    const fewer = rulebook(site, [
      { name: "test", title: { zh: "", en: "" }, settings: {}, rules: rules.filter(({ id }) => id !== "ty") },
    ]);
    const restarted = new Engine(site, fewer, at("12:06"), engine.state());
    const { transitions } = restarted.step({ is: "tick", at: at("12:06") });
    expect(seen(transitions).map(({ is, why }) => [is, why])).toEqual([["cleared", "rule-removed"]]);
    expect(restarted.openAlerts()[0]?.clauses.every(({ until }) => until !== null)).toBe(true);
  });

  test("does not call a source blind for the time that the gateway itself was down", () => {
    const engine = new Engine(site, book, at("09:00"));
    engine.step({ is: "readings", readings: [reading(site, "L1.power", 0, at("09:01"))], at: at("09:01") });
    const restarted = new Engine(site, book, at("11:00"), engine.state());
    const back = [
      reading(site, "L1.power", 0, at("11:00")),
      reading(site, "hall.occupancy", 1, at("11:00")),
      reading(site, "D1.lock", "locked", at("11:00")),
      reading(site, "D1.contact", "closed", at("11:00")),
    ];
    expect(restarted.step({ is: "readings", readings: back, at: at("11:00") }).transitions).toEqual([]);
    expect(restarted.step({ is: "tick", at: at("11:04") }).transitions).toEqual([]);
  });
});

/** Blindness is measured from the restart on purpose; everything else must not know that there was one. */
const isAboutTheHall = (event: unknown): boolean => !(event as { alert: string }).alert.includes(".blind.");
const isOfTheHall = ({ fact }: { fact: string }): boolean => fact !== "blind";
