import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { between } from "../time/instant.ts";
import { hear } from "./counter.ts";
import { type Counted, type Increment, newCounter } from "./counter-state.ts";
import { mostKwh } from "./fit.ts";
import { replaced } from "./replaced.ts";
import { type History, histories } from "./testing/histories.ts";

const RUNS = 3_000;
const SEED = 909;

type Played = {
  readonly told: readonly Increment[];
  readonly refused: readonly string[];
  /** Counted too much so far, and known to be. */
  readonly owedKwh: number;
};

const play = ({ heard, limits }: History): Played => {
  let state = newCounter;
  const told: Increment[] = [];
  const refused: string[] = [];
  for (const each of heard) {
    const next: Counted | { readonly is: "refused"; readonly why: string } =
      each.is === "reading" ? hear(state, each, limits) : replaced(state, each, limits);
    if ("why" in next) refused.push(next.why);
    else {
      // A restart before every reading.
      state = JSON.parse(JSON.stringify(next.state));
      told.push(...next.increments);
    }
  }
  return { told, refused, owedKwh: state.owedKwh };
};

const total = (increments: readonly Increment[]): number => increments.reduce((sum, { kWh }) => sum + kWh, 0);

describe("whatever happens to a counter", () => {
  test("its increments add up to what its meters have counted", () => {
    fc.assert(
      fc.property(histories, history => {
        const { told, refused, owedKwh } = play(history);
        expect(refused).toEqual([]);
        expect(Math.abs(total(told) - owedKwh - history.truthKwh)).toBeLessThan(
          1e-3 + history.heard.length * 1e-6,
        );
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test("no increment is negative, and none is more than can have flowed in its time", () => {
    fc.assert(
      fc.property(histories, history => {
        for (const { from, to, kWh } of play(history).told) {
          expect(kWh).toBeGreaterThanOrEqual(0);
          expect(kWh).toBeLessThanOrEqual(mostKwh(history.limits, between(from, to)) + 1e-5);
          expect(to).toBeGreaterThan(from);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test("counting differences as they come would fail both", () => {
    let wrong = 0;
    let impossible = 0;
    let mishaps = 0;
    fc.assert(
      fc.property(histories, history => {
        const readings = history.heard.flatMap(each => (each.is === "reading" ? [each] : []));
        const differences = readings
          .slice(1)
          .map((now, index) => ({ now, before: readings[index]!, rise: now.kWh - readings[index]!.kWh }));
        const naive = differences.reduce((sum, { rise }) => sum + Math.max(0, rise), 0);
        mishaps += history.mishaps.some(each => each !== "none") ? 1 : 0;
        wrong += Math.abs(naive - history.truthKwh) > 0.01 ? 1 : 0;
        impossible += differences.some(
          ({ now, before, rise }) =>
            now.at > before.at && rise > mostKwh(history.limits, between(before.at, now.at)) + 1e-5,
        )
          ? 1
          : 0;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(mishaps).toBeGreaterThan(RUNS / 2);
    expect(wrong).toBeGreaterThan(RUNS / 6);
    expect(impossible).toBeGreaterThan(RUNS / 6);
  });
});
