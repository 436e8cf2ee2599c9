import fc from "fast-check";
import { expect, it } from "vitest";
import type { CalendarPlan, DayHours } from "./calendar-plan.ts";
import { hallCalendar } from "./hall-calendar.ts";
import { type Instant, instant, toIso } from "./instant.ts";

const runs = { numRuns: 150, seed: 20250708 };

/** Up to three windows in order, the last one perhaps over midnight. */
const dayHours: fc.Arbitrary<DayHours> = fc
  .uniqueArray(fc.integer({ min: 0, max: 95 }), { maxLength: 6 })
  .map(quarters => quarters.toSorted((a, b) => a - b).map(quarter => quarter * 15))
  .chain(edges =>
    fc.boolean().map(overMidnight => {
      const windows: { from: number; to: number }[] = [];
      for (let i = 0; i + 1 < edges.length; i += 2) {
        windows.push({ from: edges[i] as number, to: edges[i + 1] as number });
      }
      const last = windows.at(-1);
      if (last && overMidnight) last.to = 1440 + Math.floor((windows[0] as { from: number }).from / 2);
      return windows;
    }),
  );

const zones = ["Asia/Shanghai", "Europe/Lisbon", "America/St_Johns", "Australia/Lord_Howe"] as const;
/** Around the clock changes of each zone, around New Year and the edges of the known years, and any time. */
const moments = fc.oneof(
  fc
    .constantFrom(
      "2025-03-09",
      "2025-03-30",
      "2025-04-06",
      "2025-10-05",
      "2025-10-26",
      "2025-11-02",
      "2024-12-31",
      "2026-12-31",
    )
    .chain(date =>
      fc.integer({ min: -172_800_000, max: 172_800_000 }).map(offset => instant(Date.parse(date) + offset)),
    ),
  fc.integer({ min: Date.parse("2024-06-01"), max: Date.parse("2027-06-01") }).map(instant),
);

const plans: fc.Arbitrary<CalendarPlan> = fc.record({
  timeZone: fc.constantFrom(...zones),
  holidays: fc.constantFrom("china", "none"),
  staffFrom: fc.option(fc.integer({ min: 0, max: 1439 })),
  week: fc
    .tuple(dayHours, dayHours, dayHours, dayHours, dayHours, dayHours, dayHours)
    .map(([a, b, c, d, e, f, g]) => ({ 1: a, 2: b, 3: c, 4: d, 5: e, 6: f, 7: g })),
  dates: fc
    .array(
      fc.tuple(
        fc.constantFrom("2025-03-30", "2025-10-05", "2025-10-26", "2025-10-01", "2027-01-01"),
        dayHours,
      ),
      { maxLength: 3 },
    )
    .map(entries => new Map(entries)),
  seasons: fc.constant(new Map([["summer", { from: "06-01", to: "09-30" }]])),
});

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
