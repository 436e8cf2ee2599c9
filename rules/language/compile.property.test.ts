import { Environment } from "@marcbachmann/cel-js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyCondition, FLAG, hidden, type World, world } from "./testing/any-condition.ts";
import { judged, type SmallHall, smallHall } from "./testing/small-hall.ts";
import { NO, type Truth, UNKNOWN, YES } from "./truth.ts";

const known = (all: World, hide: readonly string[]): Record<string, number | string> =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      value === null || hide.includes(name) ? [] : [[name, value]],
    ),
  );
const slotsOf = (hall: SmallHall, all: World, hide: readonly string[] = []) => hall.slots(known(all, hide));

/** What CEL itself says of a condition in a world where everything is known. */
const cel = (text: string, all: World): boolean => {
  const terminals = ["T1", "T2", "T3"].map(id => ({ power: all[`${id}.power`] }));
  const environment = new Environment({ unlistedVariablesAreDyn: true, limits: { maxDepth: 1_000 } });
  return environment.evaluate(text, {
    light: { power: all["light.power"] },
    zone: { occupancy: all["zone.occupancy"], approved: all[FLAG] === 1 },
    door: { lock: all["door.lock"] },
    ac: { mode: all["ac.mode"] },
    T1: { power: all["T1.power"] },
    terminals,
  }) as boolean;
};

test("where everything is known a condition says what CEL says", () => {
  fc.assert(
    fc.property(anyCondition, world, (text, all) => {
      const { truth, hall } = judged(text);
      expect(truth(slotsOf(hall, all))).toBe(cel(text, all) ? YES : NO);
    }),
    { seed: 7, numRuns: 3_000 },
  );
});

test("what is said while something is not known stays true whatever it turns out to be", () => {
  const tally = new Map<Truth, number>();
  fc.assert(
    fc.property(
      anyCondition,
      world,
      hidden,
      fc.array(world, { minLength: 4, maxLength: 4 }),
      (text, all, hide, others) => {
        const { truth, hall } = judged(text);
        const said = truth(slotsOf(hall, all, hide));
        tally.set(said, (tally.get(said) ?? 0) + 1);
        if (said === UNKNOWN) return;
        for (const other of others) {
          const turned = Object.fromEntries(hide.map(name => [name, other[name] ?? null]));
          expect(truth(slotsOf(hall, { ...all, ...turned }))).toBe(said);
        }
      },
    ),
    { seed: 7, numRuns: 3_000 },
  );
  // All three come up often enough for the law to mean something.
  const times = [YES, NO, UNKNOWN].map(each => tally.get(each) ?? 0);
  expect(Math.min(...times) / times.reduce((all, each) => all + each, 0)).toBeGreaterThan(0.1);
});

test("with nothing known a condition is unknown unless its own text decides it", () => {
  fc.assert(
    fc.property(anyCondition, world, world, (text, one, other) => {
      const { truth, hall } = judged(text);
      const said = truth(hall.slots({}));
      if (said === UNKNOWN) return;
      expect([truth(slotsOf(hall, one)), truth(slotsOf(hall, other))]).toEqual([said, said]);
    }),
    { seed: 7, numRuns: 1_000 },
  );
});

test("a condition of one comparison has it as its only part, with the same answer", () => {
  const comparison = fc
    .tuple(fc.constantFrom("==", "!=", "<", "<=", ">", ">="), fc.integer({ min: 0, max: 4 }))
    .map(([op, bound]) => `light.power ${op} ${bound}`);
  fc.assert(
    fc.property(comparison, world, hidden, (text, all, hide) => {
      const { truth, parts, hall } = judged(text);
      const slots = slotsOf(hall, all, hide);
      const words = { [YES]: "yes", [NO]: "no", [UNKNOWN]: "unknown" };
      expect(parts(slots).map(part => [part.text, part.is])).toEqual([[text, words[truth(slots)]]]);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test("every part of a condition is told, and none holds what JSON cannot", () => {
  fc.assert(
    fc.property(anyCondition, world, hidden, (text, all, hide) => {
      const { parts, hall } = judged(text, smallHall());
      const told = parts(slotsOf(hall, all, hide));
      expect(JSON.parse(JSON.stringify(told))).toEqual(told);
      for (const { text } of told) {
        expect(text.split("(").length).toBe(text.split(")").length);
        // A loop variable is only left where the part goes through a collection itself.
        if (!/terminals\./.test(text)) expect(text).not.toMatch(/\bt\.power\b/);
      }
    }),
    { seed: 7, numRuns: 500 },
  );
});
