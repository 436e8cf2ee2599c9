import fc from "fast-check";
import { expect, test } from "vitest";
import type { Transition } from "../alert/alert.ts";
import type { Rule } from "../language/rule.ts";
import { type Instant, instant, minutes, seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { EngineState } from "./state.ts";
import { at, failure, hall, reading, rule } from "./testing/hall.ts";
import { bookOf } from "./testing/play.ts";

// Everything that has a memory: holds, functions over time, what is silent, what is wasted, windows of the day.
const site = hall(
  {
    L1: ["light-circuit", "off1", "power"],
    D1: ["door", "hall", "contact"],
    D2: ["door", "hall", "contact", "badge"],
    AL: ["alarm-panel", "hall", "online"],
  },
  { hall: ["co2"], off1: ["occupancy"] },
);
const rules: readonly Rule[] = [
  rule({
    id: "empty",
    each: "light-circuit",
    condition: "light.power >= 10 && zone.occupancy == 0",
    inForce: ["lunch", { from: edgeAt("closing", -10), to: edgeAt("opening") }],
    hold: minutes(5),
    fact: "light-on",
    waste: "light.power",
  }),
  rule({
    id: "bright",
    each: "light-circuit",
    condition: 'average(light.power, "10 min") > 80',
    clear: 'average(light.power, "10 min") < 40',
    fact: "light-on",
    waste: "light.power - 10",
  }),
  rule({
    id: "long-open",
    each: "door",
    condition: 'time_in(door.contact == "open", "20 min") >= "6 min"',
    gap: "continue",
    hold: minutes(1),
  }),
  rule({
    id: "restless",
    each: "door",
    condition: 'changes(door.contact, "closing") > 3 || since_change(door.contact) > "12 min"',
    gap: "reset",
  }),
  rule({
    id: "no-badge",
    each: "door",
    where: "has(door.badge)",
    condition: 'door.contact == "open" && age(door.badge) > "2 min"',
    hold: seconds(30),
  }),
  rule({ id: "panel", each: "alarm-panel", condition: "silent(panel.online)", hold: minutes(2) }),
  rule({ id: "air", each: "zone", where: "has(zone.co2)", condition: 'rise(zone.co2, "5 min") >= 300' }),
  rule({
    id: "doors",
    each: "hall",
    condition: 'doors.filter(d, d.contact == "open").size() >= 2',
    hold: minutes(3),
  }),
];
const book = bookOf(site, rules);

function edgeAt(is: "opening" | "closing", offset = 0) {
  const moved = { sign: offset < 0 ? -1 : 1, length: minutes(Math.abs(offset)) } as const;
  return { at: { is }, offset: offset === 0 ? null : moved } as const;
}

const WHATS = {
  "L1.power": [0, 60, 200],
  "off1.occupancy": [0, 1],
  "D1.contact": [0, 1],
  "D2.contact": [0, 1],
  "D2.badge": [0],
  "AL.online": [1],
  "hall.co2": [500, 700, 1000],
} as const;
type Step = {
  readonly wait: number;
  readonly what: keyof typeof WHATS | "tick" | "acknowledge";
  readonly pick: number;
  readonly fails: boolean;
};

const step = fc.record<Step>({
  wait: fc.constantFrom(1, 7, 20, 60, 90, 200, 400),
  what: fc.constantFrom(
    ...(Object.keys(WHATS) as (keyof typeof WHATS)[]),
    ...(["L1.power", "L1.power", "off1.occupancy", "D1.contact", "tick", "acknowledge"] as const),
  ),
  pick: fc.nat(2),
  fails: fc.integer({ min: 0, max: 7 }).map(n => n === 0),
});

const apply = (engine: Engine, { what, pick, fails }: Step, now: Instant): readonly Transition[] => {
  const { transitions } = engine.step({ is: "tick", at: now });
  if (what === "tick") return transitions;
  if (what === "acknowledge") {
    const seen = engine
      .openAlerts()
      .find(each => isOfTheHall(each) && !isOfSilence(each) && each.acknowledgement === null);
    const input = { is: "acknowledge", alert: seen?.id ?? "", by: "G1", note: "", at: now } as const;
    return [...transitions, ...engine.step(input).transitions];
  }
  const values = WHATS[what];
  const made = fails ? failure(site, what, now) : reading(site, what, values[pick % values.length] ?? 0, now);
  return [...transitions, ...engine.step({ is: "readings", readings: [made], at: now }).transitions];
};

/** The form in which a state is stored: JSON has no NaN. */
const stored = (state: EngineState): EngineState =>
  JSON.parse(
    JSON.stringify(state, (_, value) => (typeof value === "number" && Number.isNaN(value) ? "NaN" : value)),
    (_, value) => (value === "NaN" ? Number.NaN : value),
  );

/** Blindness is measured from the restart on purpose, and nothing is told while nobody runs. */
const isOfTheHall = ({ fact }: { readonly fact: string }): boolean => fact !== "blind";
const facts = (transitions: readonly Transition[]) => transitions.filter(({ alert }) => isOfTheHall(alert));

/** Two sums of the same energy may differ in their last digit. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === "number" && !Number.isInteger(each) ? Number(each.toPrecision(12)) : each,
  );

/** What is silent while nobody runs is silent for us alone: a rule about silence finds it later, or never. */
const isOfSilence = ({ fact }: { readonly fact: string }): boolean => fact === "panel";

test("a restart at any point of any day changes nothing: holds, functions over time, silence, waste, windows", () => {
  const seen = { told: 0, wasted: 0, measured: 0 };
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 15, maxLength: 60 }),
      fc.nat(),
      fc.boolean(),
      (steps, cut, isAway) => {
        const start = at("17:00");
        const whole = new Engine(site, book, start);
        let parted = new Engine(site, book, start);
        const wholeSaw: Transition[] = [];
        const partedSaw: Transition[] = [];
        let now = start;
        for (const [index, each] of steps.entries()) {
          const isCut = index === cut % steps.length;
          if (isCut && !isAway) parted = new Engine(site, book, now, stored(parted.state()));
          now = instant(now + seconds(each.wait));
          wholeSaw.push(...apply(whole, each, now));
          // Its state is that of the step before; what was due since then happens at its own time.
          if (isCut && isAway) parted = new Engine(site, book, now, stored(parted.state()));
          partedSaw.push(...apply(parted, each, now));
        }
        const isEqual = (alert: { readonly fact: string }) =>
          isOfTheHall(alert) && !(isAway && isOfSilence(alert));
        const told = (all: readonly Transition[]) => rounded(all.filter(({ alert }) => isEqual(alert)));
        expect(told(partedSaw)).toEqual(told(wholeSaw));
        expect(rounded(parted.openAlerts().filter(isEqual))).toEqual(
          rounded(whole.openAlerts().filter(isEqual)),
        );
        if (!isAway) expect(parted.tally()).toEqual(whole.tally());
        seen.told += facts(wholeSaw).length;
        seen.wasted += whole.openAlerts().filter(({ wastedWh }) => (wastedWh ?? 0) > 0).length;
        seen.measured += facts(wholeSaw).filter(({ alert }) => alert.fact === "long-open").length;
      },
    ),
    { numRuns: 300, seed: 5 },
  );
  expect(seen.told).toBeGreaterThan(1_500);
  expect(seen.wasted).toBeGreaterThan(100);
  expect(seen.measured).toBeGreaterThan(100);
}, 120_000);
