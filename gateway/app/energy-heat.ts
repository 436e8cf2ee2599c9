import { isMeasured } from "#rules/baseline/day-sums.ts";
import type { MeterQuarter } from "#rules/energy/ledger.ts";
import type { HallCalendar } from "#rules/time/calendar.ts";
import { instant, minutes } from "#rules/time/instant.ts";
import type { WireHeat } from "../wire/energy.ts";
import { midnight, nextDate } from "./energy-days.ts";

const MOST_POWERS = 200;
const HOURS = 24;
/** What the wall clock shows in a quarter is what it shows in its middle. */
const MIDDLE = minutes(7.5);
const W_PER_KWH_A_QUARTER = 4_000;

/**
 * One meter as hours × days, and its powers from the highest to the lowest. An hour of which nothing is known is null, and
 * an hour that comes twice (autumn) has both.
 *
 * @param quarters  of the meter, by end
 */
export const heatOf = (
  meter: string,
  quarters: readonly MeterQuarter[],
  dates: readonly string[],
  calendar: Pick<HallCalendar, "timeZone" | "dayOf">,
): WireHeat => {
  const { timeZone } = calendar;
  const hour = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" });
  const rows = new Map(dates.map(date => [date, Array.from({ length: HOURS }, () => null as number | null)]));
  const ends = dates.map(date => ({ date, end: midnight(nextDate(date), timeZone) }));
  let day = 0;
  for (const { end, kWh, covered } of quarters) {
    while (day < ends.length && end > (ends[day]?.end ?? 0)) day += 1;
    const row = rows.get(ends[day]?.date ?? "");
    const at = Number(hour.format(instant(end - MIDDLE)));
    if (row && (covered > 0 || kWh !== 0)) row[at] = (row[at] ?? 0) + kWh;
  }
  return {
    meter,
    days: dates.map(date => ({ date, kWh: rows.get(date) ?? [], is: calendar.dayOf(date).is })),
    duration: durationOf(quarters),
  };
};

/** Only of quarters that were measured as a whole: of the others nobody knows the power. */
const durationOf = (quarters: readonly MeterQuarter[]): number[] => {
  const powers = quarters
    .filter(isMeasured)
    .map(({ kWh }) => kWh * W_PER_KWH_A_QUARTER)
    .sort((a, b) => b - a);
  if (powers.length <= MOST_POWERS) return powers;
  const last = powers.length - 1;
  return Array.from(
    { length: MOST_POWERS },
    (_, n) => powers[Math.round((n * last) / (MOST_POWERS - 1))] ?? 0,
  );
};
