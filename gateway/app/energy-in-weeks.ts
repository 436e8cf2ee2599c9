import { setImmediate as turn } from "node:timers/promises";
import { energyOf } from "#rules/energy/energy-of.ts";
import type { HallCalendar } from "#rules/time/calendar.ts";
import { type AskedDays, midnight, nextDate } from "./energy-days.ts";
import { joinedEnergy, type StretchEnergy } from "./energy-joined.ts";
import { type QuarterParts, quartersOf } from "./energy-quarters.ts";
import type { MarketNow } from "./market-rates.ts";

/** A week of fifty meters keeps the loop for some hundredths of a second; a year of them would for seconds. */
const AT_ONCE = 7;

/**
 * The energy of some days by the hour, where it is one, or by the day. It is reckoned a week at a time, and the hall goes on
 * in between.
 */
export const energyInWeeks = async (
  parts: QuarterParts & { readonly calendar: HallCalendar; readonly market: MarketNow },
  { dates, until, now }: AskedDays,
): Promise<StretchEnergy | null> => {
  const { book, calendar, market } = parts;
  const { plan } = book;
  if (plan === null) return null;
  const step = dates.length === 1 ? "hour" : "day";
  const stretches: StretchEnergy[] = [];
  for (let first = 0; first < dates.length; first += AT_ONCE) {
    const week = dates.slice(first, first + AT_ONCE);
    const from = midnight(week[0] ?? "", calendar.timeZone);
    const to = midnight(nextDate(week.at(-1) ?? ""), calendar.timeZone);
    if (from >= until) break;
    const quarters = await quartersOf(parts, from, to);
    stretches.push(energyOf({ plan, calendar, quarters, from, to, until: now, step, market: market() }));
    await turn();
  }
  return stretches.length === 0 ? null : { ...joinedEnergy(stretches), until };
};
