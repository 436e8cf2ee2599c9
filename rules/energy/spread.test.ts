import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant, minutes } from "../time/instant.ts";
import type { Increment } from "./counter-state.ts";
import { spread } from "./spread.ts";

const at = (minute: number) => instant(minutes(minute));
const gap: Increment = { from: at(50), to: at(110), kWh: 6, is: "estimated", why: "gap" };

describe("energy of a stretch that an hour ends in", () => {
  test("is cut evenly by time", () => {
    expect(spread(gap, [at(0), at(60), at(120)])).toEqual([
      { ...gap, to: at(60), kWh: 1 },
      { ...gap, from: at(60), kWh: 5 },
    ]);
  });

  test("that was measured is estimated as soon as it is cut", () => {
    const measured: Increment = { ...gap, is: "measured", why: "counted" };
    expect(spread(measured, [at(60)]).map(({ is }) => is)).toEqual(["estimated", "estimated"]);
    expect(spread(measured, [at(50), at(110)])).toEqual([measured]);
  });

  test("that is the least stays the least", () => {
    expect(spread({ ...gap, is: "at-least" }, [at(60)]).map(({ is }) => is)).toEqual([
      "at-least",
      "at-least",
    ]);
  });

  test("adds up to what it was, wherever it is cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 30 }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (edges, kWh) => {
          const parts = spread({ ...gap, kWh }, [...new Set(edges)].toSorted((a, b) => a - b).map(at));
          expect(parts.every(part => part.kWh >= 0)).toBe(true);
          expect(parts.reduce((sum, part) => sum + part.kWh, 0)).toBeCloseTo(kWh, 6);
          expect([parts[0]?.from, parts.at(-1)?.to]).toEqual([gap.from, gap.to]);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });
});
