import type { Tariff, TariffLevel, TariffPeriod } from "../site/energy-plan.ts";
import type { HallCalendar } from "../time/calendar.ts";
import { hours, type Instant, instant, minutes } from "../time/instant.ts";
import { day, minuteAt, momentOf } from "../time/wall-clock.ts";
import { kindOfDay } from "../time/workdays.ts";
import type { MarketPrices } from "./market-prices.ts";

/** What a kW.h costs at a moment. */
export type Rate = {
  readonly tariff: Tariff;
  readonly level: TariffLevel;
  /** In the tariff's currency: of the market where it is known, else of the level. */
  readonly perKwh: number;
  readonly isMarket: boolean;
  /** There is an official calendar of the year, so that the kind of day is known. */
  readonly isCertain: boolean;
};

/** The rate at a moment; null: no tariff is in force. */
export type Rates = (at: Instant) => Rate | null;

type TariffDate = {
  readonly date: string;
  readonly tariff: Tariff;
  readonly periods: readonly TariffPeriod[];
  readonly midnight: Instant;
  /** The clock does not change on it. */
  readonly isPlain: boolean;
  readonly isCertain: boolean;
};

/**
 * What electricity costs, by the wall clock of the hall and the kinds of day of the state. Every moment of a tariff's validity
 * has exactly one level, also on days on which the clock changes. It remembers the day of its last answer.
 *
 * @param market  prices of the market by the id of their tariff
 */
export const rates = (
  tariffs: readonly Tariff[],
  calendar: Pick<HallCalendar, "timeZone" | "holidays" | "dateAt">,
  market: ReadonlyMap<string, MarketPrices> = new Map(),
): Rates => {
  let known: { readonly date: string; readonly found: TariffDate | null } | null = null;
  return at => {
    const date = calendar.dateAt(at);
    if (known?.date !== date) known = { date, found: tariffDate(tariffs, calendar, date) };
    const { found } = known;
    if (found === null) return null;
    const minute = found.isPlain ? (at - found.midnight) / minutes(1) : minuteAt(at, calendar.timeZone);
    const period = found.periods.find(({ from, to }) => from <= minute && minute < to);
    const ofLevel = period && found.tariff.prices[period.level];
    if (period === undefined || ofLevel === undefined) return null;
    const ofMarket = marketPrice(market.get(found.tariff.id), at);
    const { tariff, isCertain } = found;
    return {
      tariff,
      level: period.level,
      perKwh: ofMarket ?? ofLevel,
      isMarket: ofMarket !== undefined,
      isCertain,
    };
  };
};

/** The tariff that holds on a date, `YYYY-MM-DD`; undefined: none. */
export const tariffOn = (tariffs: readonly Tariff[], date: string): Tariff | undefined =>
  tariffs.find(({ validFrom, validTo }) => validFrom <= date && (validTo === null || date <= validTo));

const tariffDate = (
  tariffs: readonly Tariff[],
  { timeZone, holidays }: Pick<HallCalendar, "timeZone" | "holidays">,
  date: string,
): TariffDate | null => {
  const tariff = tariffOn(tariffs, date);
  const month = Number(date.slice(5, 7));
  const season = tariff?.seasons.find(({ months }) => months.includes(month));
  if (tariff === undefined || season === undefined) return null;
  const { is, isCertain } = kindOfDay(holidays, date);
  const midnight = momentOf(day(date), 0, timeZone);
  const isPlain = momentOf(day(date).add({ days: 1 }), 0, timeZone) - midnight === hours(24);
  const periods = season.days[is] ?? season.days.workday;
  return { date, tariff, periods, midnight, isPlain, isCertain };
};

/** A moment is of the interval that ends at or after it: start-exclusive, end-inclusive. */
const marketPrice = (prices: MarketPrices | undefined, at: Instant): number | undefined => {
  if (prices === undefined) return undefined;
  const step = minutes(prices.stepMinutes);
  return prices.perKwh.get(instant(Math.ceil(at / step) * step));
};
