import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Transition } from "../alert/alert.ts";
import type { Rule } from "../language/rule.ts";
import { type Instant, instant, type Millis, millis, minutes, seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { rulebook } from "./rulebook.ts";
import { at, hall, reading, rule } from "./testing/hall.ts";

const site = hall({ L1: ["light-circuit", "hall", "power"] });
const book = rulebook(site, [
  {
    name: "test",
    title: { zh: "", en: "" },
    settings: {},
    rules: [
      rule({ id: "lit", each: "light-circuit", condition: "light.power >= 10", hold: minutes(5) }),
      rule({
        id: "late",
        each: "light-circuit",
        condition: "light.power >= 10",
        inForce: ["closed"],
        hold: minutes(5),
      }),
    ],
  },
]);
const power = (value: number, when: Instant) =>
  ({ is: "readings", readings: [reading(site, "L1.power", value, when)], at: when }) as const;
const told = (transitions: readonly Transition[]) =>
  transitions.map(({ event, alert }) => `${event.is} ${alert.fact}`);

describe("when the clock is moved", () => {
  test("an hour ahead, a hold that needs four more minutes still needs four more minutes", () => {
    const engine = new Engine(site, book, at("10:00"));
    engine.step(power(200, at("10:00")));
    engine.step(power(200, at("10:01")));
    const moved = engine.step({ is: "clock-moved", by: minutes(60), at: at("11:01") });
    expect(told(moved.transitions)).toEqual(["raised clock-moved", "cleared clock-moved"]);
    engine.step(power(200, at("11:04")));
    expect(told(engine.step({ is: "tick", at: at("11:04") }).transitions)).toEqual([]);
    expect(told(engine.step({ is: "tick", at: at("11:05") }).transitions)).toEqual(["raised lit"]);
  });

  test("an hour back, nothing freezes: the sensor that falls silent afterwards is noticed in time", () => {
    const engine = new Engine(site, book, at("10:00"));
    engine.step(power(0, at("10:00")));
    engine.step({ is: "clock-moved", by: minutes(-60), at: at("09:00") });
    expect(engine.now()).toBe(at("09:00"));
    expect(told(engine.step({ is: "tick", at: at("09:06") }).transitions)).toEqual(["raised blind"]);
  });

  test("over closing time, what is in force is judged anew and its hold starts at the new hour", () => {
    const engine = new Engine(site, book, at("17:00"));
    engine.step(power(200, at("17:00")));
    engine.step({ is: "clock-moved", by: minutes(60), at: at("18:00") });
    for (const clock of ["18:02", "18:04"]) engine.step(power(200, at(clock)));
    expect(told(engine.step({ is: "tick", at: at("18:05") }).transitions)).toContain("raised late");
  });

  test("back while the gateway was off, it goes on as if no time had passed", () => {
    const engine = new Engine(site, book, at("10:00"));
    engine.step(power(200, at("10:00")));
    engine.step(power(200, at("10:02")));
    const restarted = new Engine(site, book, at("08:00"), engine.state());
    expect(restarted.now()).toBe(at("08:00"));
    restarted.step(power(200, at("08:02")));
    expect(told(restarted.step({ is: "tick", at: at("08:03") }).transitions)).toEqual(["raised lit"]);
  });
});

test("wherever it is moved, what only needs time to pass is decided after the same time", () => {
  const step = fc.record({
    wait: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.constant(500)),
    value: fc.constantFrom(0, 60, 200),
    moves: fc.integer({ min: -7200, max: 7200 }),
  });
  const lights = (id: string, condition: string, more: Partial<Rule> = {}): Rule =>
    rule({ id, each: "light-circuit", condition, waste: "light.power", ...more });
  const always = rulebook(site, [
    {
      name: "test",
      title: { zh: "", en: "" },
      settings: {},
      rules: [
        lights("lit", "light.power >= 10", { hold: minutes(5) }),
        lights("long", 'time_in(light.power >= 10, "10 min") >= "4 min"', {
          hold: minutes(1),
          gap: "continue",
        }),
        lights("mean", 'average(light.power, "5 min") > 90', { clear: 'average(light.power, "5 min") < 55' }),
        lights("same", 'since_change(light.power) > "3 min"'),
        lights("quiet", "silent(light.power)", { hold: seconds(30) }),
        lights("old", 'age(light.power) > "2 min"'),
      ],
    },
  ]);
  const facts = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      const still = new Engine(site, always, at("12:00"));
      const shaken = new Engine(site, always, at("12:00"));
      let now = at("12:00");
      let offset: Millis = millis(0);
      const seen: [unknown[], unknown[]] = [[], []];
      for (const { wait, value, moves } of steps) {
        now = instant(now + seconds(wait));
        const event = ({ event: { is, at: when }, alert }: Transition, by: number) => [
          is,
          alert.fact,
          when - by,
          alert.wastedWh?.toFixed(6),
        ];
        seen[0].push(...still.step(power(value, now)).transitions.map(each => event(each, 0)));
        seen[1].push(
          ...shaken.step(power(value, instant(now + offset))).transitions.map(each => event(each, offset)),
        );
        if (moves % 3 === 0) {
          offset = millis(offset + seconds(moves));
          shaken.step({ is: "clock-moved", by: seconds(moves), at: instant(now + offset) });
        }
      }
      expect(seen[1]).toEqual(seen[0]);
      for (const [, fact] of seen[0] as [string, string][]) facts.add(fact);
    }),
    { numRuns: 300, seed: 9 },
  );
  expect([...facts].toSorted()).toEqual(["blind", "lit", "long", "mean", "old", "quiet", "same"]);
}, 120_000);
