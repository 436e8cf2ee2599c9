import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Alert, AlertEvent, Transition } from "../alert/alert.ts";
import { type Instant, instant, seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { Bench, benchHall, benchRules, stored } from "./testing/bench.ts";
import { at } from "./testing/hall.ts";
import { histories, inputsOf } from "./testing/life-histories.ts";
import { LifeLaws } from "./testing/life-laws.ts";
import { bookOf } from "./testing/play.ts";

const book = bookOf(benchHall, benchRules);
const begin = (): Engine => new Engine(benchHall, book, at("09:00"));
const again = (engine: Engine, now: Instant): Engine =>
  new Engine(benchHall, book, now, stored(engine.state()));
/** Alerts that people ask about: all that there have been, those that are open last. */
const askedAbout = (engine: Engine, seen: Iterable<string>): readonly string[] => {
  const open = engine.openAlerts().flatMap(({ id, fact }) => (fact === "blind" ? [] : [id]));
  return [...[...seen].filter(id => !id.includes(".blind.") && !open.includes(id)), ...open];
};

/** How often each thing happened over all histories: a law about what never happens says nothing. */
class Tally {
  readonly counts: Record<string, number> = {};

  add(key: string, n = 1): void {
    this.counts[key] = (this.counts[key] ?? 0) + n;
  }
}

test("whatever happens to alerts, with restarts anywhere, their laws hold", () => {
  const tally = new Tally();
  fc.assert(
    fc.property(histories(9), steps => {
      let engine = begin();
      const laws = new LifeLaws();
      let now: Instant = at("09:00");
      for (const step of steps) {
        now = instant(now + seconds(step.waitS));
        if (step.what === "restart") engine = again(engine, now);
        for (const input of inputsOf(step, engine, askedAbout(engine, laws.ids()), now)) {
          const { transitions, refused } = engine.step(input);
          laws.take(transitions);
          tally.add(refused === undefined ? input.is : `refused ${input.is}`);
        }
        for (const { outOfService, target } of engine.services()) {
          const isLife = target !== "D1" && target !== "W1";
          if (outOfService.until <= now) throw new Error(`${target} has been out of service for too long`);
          if (isLife && outOfService.second === undefined)
            throw new Error(`${target} went out by one person`);
          if (isLife) tally.add("life safety out of service");
        }
        for (const alert of engine.openAlerts()) laws.hasEnds(alert, now);
      }
      laws.end();
      for (const [key, n] of Object.entries(laws.counts)) tally.add(`! ${key}`, n);
    }),
    { numRuns: 10_000, seed: 14 },
  );
  const { counts } = tally;
  const least = {
    "! closed": 500,
    "! worsened": 500,
    "! realarmed": 100,
    "! returned": 3_000,
    "! unacknowledged": 1_000,
    "! reset": 200,
    "! shelved": 200,
    "! unshelved": 100,
    "! taken-out": 300,
    "! put-back": 150,
    "! suppressed": 3_000,
    "! released": 1_500,
    "! overdue": 1_000,
    "life safety out of service": 300,
    "refused shelve": 1_000,
  };
  expect(Object.entries(least).filter(([key, n]) => (counts[key] ?? 0) < n)).toEqual([]);
}, 300_000);

describe("the laws notice", () => {
  const bench = new Bench("panic", "09:00");
  bench.act("09:00", { "PB.button": "pressed" });
  const [raised] = bench.seen;
  const { event, alert } = raised as Transition;
  const next = (is: AlertEvent["is"], change: Partial<Alert>): Transition => ({
    event: { is, alert: alert.id, at: at("09:01"), change },
    alert: { ...alert, ...change },
  });
  const shelf = { is: "timed", by: "M1", reason: "x", at: at("09:00"), until: at("09:05") } as const;
  const outOfService = { order: "", by: "F1", compensation: "", at: at("09:00"), until: at("09:05") };
  test.each<[string, Transition]>([
    ["what closes though nobody has seen it", next("closed", { closedAt: at("09:01") })],
    ["life safety on a shelf", next("shelved", { shelf })],
    ["life safety out of service by one", next("taken-out", { outOfService })],
    [
      "life safety out of service by one twice",
      next("taken-out", { outOfService: { ...outOfService, second: "F1" } }),
    ],
    ["a revision without a cause", next("noted", { revision: 2 })],
    ["two revisions in one", next("worsened", { revision: 3 })],
    ["more findings than occurrences", next("returned", { revision: 2 })],
    ["a change that is not written down", { ...next("seen", {}), alert: { ...alert, priority: 4 } }],
  ])("%s", (_name, broken) => {
    const watched = (transitions: readonly Transition[]) => () => {
      const laws = new LifeLaws();
      laws.take(transitions);
      laws.end();
    };
    expect(watched([{ event, alert }])).not.toThrow();
    expect(watched([{ event, alert }, broken])).toThrow("a law of alerts does not hold");
  });
});

test("a restart anywhere changes nothing that happens to alerts", () => {
  const events = (transitions: readonly Transition[]) =>
    transitions.filter(({ alert }) => alert.fact !== "blind").map(({ event }) => event);
  let restarts = 0;
  fc.assert(
    fc.property(histories(24), steps => {
      const whole = begin();
      let parted = begin();
      const seen = new Set<string>();
      let now: Instant = at("09:00");
      for (const step of steps) {
        now = instant(now + seconds(step.waitS));
        if (step.what === "restart") {
          // While nobody ran nobody was told level by level: that differs on purpose after a long time down.
          if (step.waitS > 100) for (const engine of [whole, parted]) engine.step({ is: "tick", at: now });
          parted = again(parted, now);
          restarts++;
        }
        for (const input of inputsOf(step, whole, askedAbout(whole, seen), now)) {
          const [one, other] = [whole.step(input), parted.step(input)];
          expect(events(other.transitions)).toEqual(events(one.transitions));
          expect([other.refused, other.deeds]).toEqual([one.refused, one.deeds]);
          for (const { alert } of one.transitions) seen.add(alert.id);
        }
        expect(parted.services()).toEqual(whole.services());
      }
    }),
    { numRuns: 400, seed: 15 },
  );
  expect(restarts).toBeGreaterThan(200);
}, 120_000);
