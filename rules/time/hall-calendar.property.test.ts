import fc from "fast-check";
import { expect, it } from "vitest";
import type { CalendarPlan } from "./calendar-plan.ts";
import { hallCalendar } from "./hall-calendar.ts";
import { type Instant, instant, toIso } from "./instant.ts";
import { moments, plans } from "./testing/plans.ts";

const runs = { numRuns: 150, seed: 20250708 };

const seen = (plan: CalendarPlan, at: Instant) => {
  const calendar = hallCalendar(plan);
  return { span: calendar.phaseAt(at), date: calendar.dateAt(at), summer: calendar.inSeason("summer", at) };
};

it("every moment lies in one span, and the next span begins where it ends", () => {
  fc.assert(
    fc.property(plans, moments, (plan, at) => {
      const calendar = hallCalendar(plan);
      const span = calendar.phaseAt(at);
      expect(span.since).toBeLessThanOrEqual(at);
      expect(seen(plan, span.since).span).toEqual(span);
      if (span.until === null) {
        expect(["unknown", "closed"]).toContain(span.phase);
        return;
      }
      expect(span.until).toBeGreaterThan(at);
      expect(seen(plan, instant(span.until - 1)).span).toEqual(span);
      expect(calendar.phaseAt(span.until).since).toBe(span.until);
    }),
    runs,
  );
});

it("nothing changes before the next edge, and something does at the edge", () => {
  fc.assert(
    fc.property(plans, moments, fc.double({ min: 0, max: 1, noNaN: true }), (plan, at, share) => {
      const edge = hallCalendar(plan).nextEdge(at);
      if (edge === null) throw new Error("midnight always comes");
      expect(edge).toBeGreaterThan(at);
      const between = instant(Math.floor(at + (edge - 1 - at) * share));
      expect(seen(plan, between)).toEqual(seen(plan, at));
      expect(seen(plan, instant(edge - 1))).toEqual(seen(plan, at));
      expect(seen(plan, edge)).not.toEqual(seen(plan, at));
    }),
    runs,
  );
});

it("a business day that began is named after a date on which the hall has hours", () => {
  fc.assert(
    fc.property(plans, moments, (plan, at) => {
      const { phase, since, businessDay } = hallCalendar(plan).phaseAt(at);
      if (phase === "closed" || phase === "unknown") return;
      const began = hallCalendar(plan).dateAt(since);
      expect([businessDay, toIso(instant(Date.parse(businessDay) + 86_400_000)).slice(0, 10)]).toContain(
        began,
      );
    }),
    runs,
  );
});

it("the inspection that is due was due at an opening of its own week", () => {
  fc.assert(
    fc.property(plans, moments, (plan, at) => {
      const calendar = hallCalendar(plan);
      const inspection = calendar.mondayInspection(at);
      if (inspection === null) return;
      expect(inspection.dueAt).toBeLessThanOrEqual(at);
      expect(calendar.phaseAt(inspection.dueAt).phase).toBe("open");
      expect(new Date(`${inspection.monday}T12:00:00Z`).getUTCDay()).toBe(1);
    }),
    runs,
  );
});
