import fc from "fast-check";
import { expect, test } from "vitest";
import type { Transition } from "../alert/alert.ts";
import { after, type Instant, seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { lineAbove } from "./lines.ts";
import { at, failure, hall, reading } from "./testing/hall.ts";
import { behind, many, WATCHING } from "./testing/lined.ts";
import { bookOf } from "./testing/play.ts";

// Devices vanish and return in any order, on two lines, with limits of five and of ten minutes. Whatever happens, nobody may
// be blind to anything for long without an alert that says so and is told.
const site = behind(
  hall(
    { ...many(5, "L", "light-circuit", "power"), ...many(4, "D", "door", "contact", "lock") },
    { hall: ["temperature"] },
  ),
  { L1: "modbus:a/1", L2: "modbus:a/1", L3: "modbus:a/2", D1: "modbus:a/3", D2: "modbus:a/4" },
);
const book = bookOf(site, WATCHING);
const owners = [...Map.groupBy(site.points, ({ owner }) => owner)];

/** Looked at this often. */
const LOOK_S = 15;
/** The hold of a source, and where its line may have been about to be found, up to that of the line before and after it. */
const UNTOLD_AT_MOST_S = 180;

type Step = {
  readonly wait: number;
  readonly speak: number;
  readonly fail: number;
  readonly restart: boolean;
};
/** Which owners speak and which fail, as bits. */
const step = fc.record<Step>({
  wait: fc.constantFrom(15, 30, 60, 90, 150, 240, 330, 620),
  speak: fc.oneof(fc.nat(2 ** owners.length - 1), fc.constantFrom(0, 2 ** owners.length - 1)),
  fail: fc.oneof(
    fc.constant(0),
    fc.nat(2 ** owners.length - 1).map(bits => bits & (bits >> 1) & (bits >> 2)),
  ),
  restart: fc.integer({ min: 0, max: 5 }).map(n => n === 0),
});

const WORDS: Readonly<Record<string, string>> = { contact: "closed", lock: "locked" };
const chosen = (bits: number) =>
  owners.filter((_, index) => bits & (1 << index)).flatMap(([, points]) => points);
const readingsOf = ({ speak, fail }: Step, now: Instant) => [
  ...chosen(speak & ~fail).map(({ id, role }) => reading(site, id, WORDS[role] ?? 20, now)),
  ...chosen(fail).map(({ id }) => failure(site, id, now)),
];
/** The state as it comes back from the record: JSON has no NaN. */
const again = (engine: Engine): Engine => {
  const state = JSON.parse(JSON.stringify(engine.state()));
  for (const signal of state.signals) signal.value ??= Number.NaN;
  return new Engine(site, book, engine.now(), state);
};

const play = (steps: readonly Step[], isParted: boolean, look: (engine: Engine) => void = () => {}) => {
  let engine = new Engine(site, book, at("10:00"));
  const told: Transition[] = [];
  let now = at("10:00");
  for (const each of steps) {
    for (let waited = 0; waited < each.wait; waited += LOOK_S) {
      now = after(now, seconds(LOOK_S));
      told.push(...engine.step({ is: "tick", at: now }).transitions);
      look(engine);
    }
    if (isParted && each.restart) engine = again(engine);
    told.push(...engine.step({ is: "readings", readings: readingsOf(each, now), at: now }).transitions);
  }
  return { engine, told };
};

test("whatever vanishes and returns, what is blind is soon on an alert that is told, and a line's devices on one", () => {
  const seen = { covered: 0, folded: 0, lines: 0 };
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), steps => {
      const untold = new Map<string, number>();
      play(steps, false, engine => {
        const open = engine
          .openAlerts()
          .filter(({ fact, condition }) => fact === "blind" && condition !== "clear");
        const heard = open.filter(({ suppression }) => suppression === null);
        const named = new Set(heard.flatMap(({ evidence }) => evidence.map(({ point }) => point)));
        const lines = new Set(open.map(({ target }) => target));
        const beside = heard.filter(({ target }) => lines.has(lineAbove(target) ?? ""));
        expect(beside.map(({ target }) => target)).toEqual([]);
        for (const { id, index, via } of site.points) {
          const isUntold = engine.signals.isBlind(index) && !named.has(id);
          untold.set(id, isUntold ? (untold.get(id) ?? 0) + LOOK_S : 0);
          expect(untold.get(id)).toBeLessThanOrEqual(UNTOLD_AT_MOST_S);
          if (engine.signals.isBlind(index) && named.has(id)) seen.covered++;
          if (named.has(id) && !lines.has(via)) seen.folded++;
        }
        seen.lines += lines.has("mqtt") || lines.has("modbus:a") ? 1 : 0;
      });
    }),
    { numRuns: 150, seed: 11 },
  );
  expect(seen.covered).toBeGreaterThan(20_000);
  expect(seen.folded).toBeGreaterThan(5_000);
  expect(seen.lines).toBeGreaterThan(2_000);
}, 120_000);

test("a restart anywhere changes nothing of what is told about lines and their devices", () => {
  let told = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), steps => {
      const whole = play(steps, false);
      const parted = play(steps, true);
      expect(parted.told).toEqual(whole.told);
      expect(parted.engine.openAlerts()).toEqual(whole.engine.openAlerts());
      told += whole.told.length;
    }),
    { numRuns: 200, seed: 12 },
  );
  expect(told).toBeGreaterThan(2_000);
}, 120_000);
