import type { MeterQuarter } from "../../energy/ledger.ts";
import { hallCalendar } from "../../time/hall-calendar.ts";
import { after, hours, type Instant, instant, minutes } from "../../time/instant.ts";
import { closedNights, type Night } from "../nights.ts";

const workday = [
  { from: 8 * 60 + 30, to: 12 * 60 },
  { from: 14 * 60, to: 17 * 60 + 30 },
];

/** A hall with people from 07:50, open from 08:30 to 17:30 on the state's working days. */
export const calendar = hallCalendar({
  timeZone: "Asia/Shanghai",
  holidays: "china",
  staffFrom: 7 * 60 + 50,
  week: { 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: [], 7: [] },
  dates: new Map(),
  seasons: new Map(),
});

/** A moment of the hall: `2025-07-08 17:30`. */
export const at = (text: string): Instant => instant(Date.parse(`${text.replace(" ", "T")}:00+08:00`));

/** All nights that follow the days from one to another, both included. */
export const nightsFrom = (from: string, to: string): readonly Night[] =>
  closedNights(calendar, from, to, after(at(`${to} 00:00`), hours(24 * 30)));

/** The quarters from one moment to another, at a power that goes by their beginning, W; null: not measured. */
export const quartersOf = (
  from: Instant,
  to: Instant,
  power: (from: Instant) => number | null,
  meter = "M",
): readonly MeterQuarter[] => {
  const quarters: MeterQuarter[] = [];
  for (let start = from; start < to; start = after(start, minutes(15))) {
    const powerW = power(start);
    quarters.push({
      meter,
      end: after(start, minutes(15)),
      kWh: (powerW ?? 0) / 4_000,
      estimatedKwh: 0,
      covered: minutes(powerW === null ? 0 : 15),
      isAtLeast: false,
    });
  }
  return quarters;
};

/** Whether the hall is closed at the moment. */
export const isClosed = (moment: Instant): boolean => calendar.phaseAt(moment).phase === "closed";
