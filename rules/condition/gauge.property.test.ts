import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../time/instant.ts";
import { Player, trial } from "./testing/histories.ts";
import { type Known, reference } from "./testing/reference.ts";

const RUNS = 12_000;

const close = (seen: number, expected: number): boolean =>
  Object.is(seen, expected) ||
  seen === expected ||
  Math.abs(seen - expected) <= 1e-9 * Math.max(1, Math.abs(expected));

const expectClose = (seen: Known, expected: Known, told: unknown): void => {
  if (!close(seen.low, expected.low) || !close(seen.high, expected.high))
    expect.fail(
      `${JSON.stringify(told)}: ${JSON.stringify(seen)}, by definition ${JSON.stringify(expected)}`,
    );
};

const read = ({ gauge }: Player, at: number): Known => ({
  low: gauge.low(instant(at)),
  high: gauge.high(instant(at)),
});

describe("in any history, whatever the function", () => {
  test("a gauge tells what the definition says", () => {
    fc.assert(
      fc.property(trial, ({ spec, steps }) => {
        const player = new Player(spec);
        for (const [index, step] of steps.entries()) {
          player.play(step);
          // Without a look the gauge must get along for many steps.
          if (step.does.is !== "look" && index < steps.length - 1) continue;
          expectClose(read(player, player.now), reference(spec, player.past, player.now), { spec, index });
        }
      }),
      { numRuns: RUNS, seed: 61 },
    );
  });

  test("looks in between and restarts change not one bit of what it tells", () => {
    fc.assert(
      fc.property(trial, fc.infiniteStream(fc.integer({ min: 0, max: 500 })), ({ spec, steps }, later) => {
        const calm = new Player(spec);
        const restless = new Player(spec);
        for (const [index, step] of steps.entries()) {
          const until = steps[index + 1]?.wait ?? 0;
          if (step.does.is !== "restart") calm.play(step);
          else calm.play({ ...step, does: { is: "look" } });
          restless.play(step);
          restless.play({ wait: 0, does: { is: "restart" } });
          const [{ value: wait = 0 }] = [later.next()];
          read(restless, restless.now + Math.min(wait, until));
          restless.gauge.wakeAt(instant(restless.now + Math.min(wait, until)));
        }
        expect(read(restless, restless.now)).toEqual(read(calm, calm.now));
        expect(restless.gauge.wakeAt(restless.now)).toBe(calm.gauge.wakeAt(calm.now));
      }),
      { numRuns: 4_000, seed: 62 },
    );
  });
});
