import fc from "fast-check";
import { expect, it } from "vitest";
import { at, hall, reading, rule } from "../engine/testing/hall.ts";
import type { Pack, Rule } from "../language/rule.ts";
import { columnsOf } from "../replay/testing/columns.ts";
import { after, type Instant, millis, minutes, seconds } from "../time/instant.ts";
import { deadBandsFor } from "./dead-bands.ts";
import { effectOf } from "./delays.ts";
import type { Stretch } from "./stretches.ts";
import { trial } from "./trial.ts";

const site = hall({ L1: ["light-circuit", "hall", "power"] });
const START = at("09:00");
const END = at("12:00");
const plain = rule({ id: "bright", each: "light-circuit", condition: "light.power >= 100", hold: millis(0) });
const packOf = (each: Rule): Pack => ({ name: "t", title: { zh: "", en: "" }, settings: {}, rules: [each] });

/** What a light draws, said again every few seconds. */
const courses = fc
  .array(
    fc.record({ seconds: fc.integer({ min: 1, max: 50 }), power: fc.constantFrom(0, 50, 97, 100, 104, 300) }),
    { minLength: 5, maxLength: 60, size: "max" },
  )
  .map(all => {
    let now: Instant = START;
    return all.map(each => {
      now = after(now, seconds(each.seconds));
      return { now, power: each.power };
    });
  });

const found = (
  each: Rule,
  course: readonly { readonly now: Instant; readonly power: number }[],
): readonly Stretch[] => {
  const run = trial(site, [packOf(each)], each, START);
  if (run === null) throw new Error(`${each.condition} cannot be judged`);
  run.take(columnsOf(course.map(({ now, power }) => reading(site, "L1.power", power, now))));
  return run.end(END);
};
const NONE = seconds(0);
const SPAN = [START, END] as const;

it("what a longer hold is said to do to the recorded course is what the engine then finds", () => {
  fc.assert(
    fc.property(courses, fc.integer({ min: 1, max: 90 }), (course, length) => {
      const on = millis(length * 1_000 - 500);
      const effect = effectOf(found(plain, course), "bright", { on, off: NONE }, SPAN);
      expect(effect.before).toBe(found(plain, course).length);
      expect(effect.after).toBe(found({ ...plain, hold: on }, course).length);
    }),
    { seed: 7, numRuns: 60 },
  );
});

it("what a later end is said to do is what the engine finds with the clear that the handbook gives for it", () => {
  fc.assert(
    fc.property(courses, course => {
      const off = seconds(60);
      const clear = 'time_in(light.power >= 100, "60 s") == "0 s"';
      const base = found(plain, course);
      const effect = effectOf(base, "bright", { on: NONE, off }, SPAN);
      // A window reaches back up to a sixtieth further than it says: gaps of about its length may go either way.
      const edge = base.filter(({ from }, n) => {
        const gap = from - Number(base[n - 1]?.to ?? 0);
        return gap >= seconds(59) && gap <= seconds(62);
      });
      const told = found({ ...plain, clear }, course).length;
      expect(Math.abs(effect.after - told)).toBeLessThanOrEqual(edge.length);
    }),
    { seed: 7, numRuns: 60 },
  );
});

it("a dead-band never begins a finding, and ends each one later or at the same time", () => {
  const bands = deadBandsFor(plain, new Map());
  expect(bands.map(({ size, clear }) => [size, clear])).toEqual([
    [1, "!(light.power >= 99)"],
    [2, "!(light.power >= 98)"],
    [5, "!(light.power >= 95)"],
    [10, "!(light.power >= 90)"],
  ]);
  const counts: number[] = [];
  fc.assert(
    fc.property(courses, course => {
      const base = found(plain, course);
      const wide = found({ ...plain, clear: bands[2]?.clear ?? "" }, course);
      counts.push(base.length - wide.length);
      for (const each of wide) expect(base.some(({ from }) => from === each.from)).toBe(true);
      for (const each of base)
        expect(wide.some(({ from, to }) => from <= each.from && (to ?? END) >= (each.to ?? END))).toBe(true);
    }),
    { seed: 7, numRuns: 60 },
  );
  // Power of 97 is within the band: somewhere it must have saved something.
  expect(Math.max(...counts)).toBeGreaterThan(0);
});

it("a dead-band of a setting moves with it; what counts time, compares twice or has an end already gets none", () => {
  const settings = new Map([["limit", { value: 200, unit: "W", meaning: { zh: "", en: "" } }]]);
  const of = (condition: string, more: Partial<Rule> = {}) =>
    deadBandsFor({ ...plain, condition, ...more }, settings).map(({ clear }) => clear);
  expect(of("light.power < limit && zone.occupancy == 0")[0]).toBe(
    "!(light.power < (limit + 2) && zone.occupancy == 0)",
  );
  expect(of("light.power > 0")).toEqual([]);
  expect(of("light.power > 10 && light.power < 20")).toEqual([]);
  expect(of('time_in(light.power > 10, "1 h") > "5 min"')).toEqual([]);
  expect(of("light.power > 10", { clear: "light.power < 5" })).toEqual([]);
  expect(of("light.power > 10", { class: "life-safety" })).toEqual([]);
});

it("a rule that the hall cannot judge has no trial", () => {
  const wrong = { ...plain, condition: "light.power >=" };
  expect(trial(site, [packOf(wrong)], wrong, START)).toBeNull();
  const missing = { ...plain, condition: "zone.temperature > 3" };
  expect(trial(site, [packOf(missing)], missing, minutes(0) as unknown as Instant)).toBeNull();
});
