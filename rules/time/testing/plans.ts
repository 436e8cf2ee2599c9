import fc from "fast-check";
import type { CalendarPlan, DayHours } from "../calendar-plan.ts";
import { type Instant, instant } from "../instant.ts";

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

/** With clock changes of an hour and of half an hour, at night and at midnight, and without any. */
const zones = [
  "Asia/Shanghai",
  "Europe/Lisbon",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Africa/Cairo",
] as const;

/** Around the clock changes of each zone, around New Year and the edges of the known years, and any time. */
export const moments: fc.Arbitrary<Instant> = fc.oneof(
  fc
    .constantFrom(
      "2025-03-09",
      "2025-03-30",
      "2025-04-06",
      "2025-04-25",
      "2025-10-05",
      "2025-10-26",
      "2025-10-31",
      "2025-11-02",
      "2024-12-31",
      "2026-12-31",
    )
    .chain(date =>
      fc.integer({ min: -172_800_000, max: 172_800_000 }).map(offset => instant(Date.parse(date) + offset)),
    ),
  fc.integer({ min: Date.parse("2024-06-01"), max: Date.parse("2027-06-01") }).map(instant),
);

/** Calendars of every shape. */
export const plans: fc.Arbitrary<CalendarPlan> = fc.record({
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
