import fc from "fast-check";
import { expect, it } from "vitest";
import type { DayEdge } from "./day-edge.ts";
import { hallCalendar } from "./hall-calendar.ts";
import { instant, minutes } from "./instant.ts";
import { moments, plans } from "./testing/plans.ts";
import { slowWindow } from "./testing/slow-window.ts";
import { hallWindow, type WindowEdge, windowAt } from "./windows.ts";

const MINUTE = 60_000;
const DAYS = 12;

const dayEdge: fc.Arbitrary<DayEdge> = fc.oneof(
  fc.constantFrom("opening", "open", "closing").map(is => ({ is })),
  fc.integer({ min: 0, max: 1439 }).map(minute => ({ is: "time" as const, minute })),
);
const windowEdge: fc.Arbitrary<WindowEdge> = fc.record({
  at: dayEdge,
  offset: fc.oneof(fc.constant(minutes(0)), fc.integer({ min: -180, max: 180 }).map(minutes)),
});
const window = fc.record({ from: windowEdge, to: windowEdge });

it("a window is in force in every minute in which the slow one is, around clock changes and unknown years too", () => {
  const compared = { yes: 0, no: 0, unknown: 0 };
  fc.assert(
    fc.property(plans, moments, window, (plan, moment, win) => {
      const start = instant(Math.floor(moment / MINUTE) * MINUTE);
      const calendar = hallCalendar(plan);
      const slow = slowWindow(win, calendar, start, DAYS);
      // Offsets move edges over the ends of what was watched.
      const end = slow.length - 180;
      for (let i = 180; i < end; ) {
        const at = instant(start + i * MINUTE);
        const { inForce, next } = windowAt(win, calendar, at);
        const until = next === null ? end : Math.min(end, (next - start) / MINUTE);
        expect(until).toBeGreaterThan(i);
        for (; i < until; i++) {
          const known = slow[i] ?? null;
          if (known === null) continue;
          compared[known]++;
          if (known !== inForce) throw new Error(`minute ${i}: ${known} expected, ${inForce} found`);
        }
      }
    }),
    { numRuns: 60, seed: 20250708 },
  );
  expect(Math.min(compared.yes, compared.no, compared.unknown)).toBeGreaterThan(10_000);
}, 60_000);

it("a window that remembers answers as one that does not, whatever is asked in whatever order", () => {
  fc.assert(
    fc.property(
      plans,
      moments,
      window,
      fc.array(fc.integer({ min: -3e8, max: 3e8 })),
      (plan, moment, win, steps) => {
        const remembering = hallWindow(win, hallCalendar(plan));
        for (const step of steps) {
          const at = instant(moment + step);
          expect(remembering(at).inForce).toBe(windowAt(win, hallCalendar(plan), at).inForce);
        }
      },
    ),
    { numRuns: 100, seed: 20250709 },
  );
});
