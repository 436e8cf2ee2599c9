import type { EnergyPlan, Tariff } from "../site/energy-plan.ts";
import { instant } from "../time/instant.ts";
import { courseOf, usualStep } from "./course.ts";
import { demandOf } from "./demand.ts";
import { type Basis, figuresOf, peakOf } from "./figures.ts";
import { gapsOf } from "./gaps.ts";
import { type MeterRow, meterSeries, one, seriesOf } from "./meter-series.ts";
import { momentsOf } from "./moments.ts";
import { bookedSeries, combine, gridOf } from "./series.ts";
import { levelsOf, sharesBy } from "./shares.ts";
import { rates } from "./tariff.ts";
import { isPhysical, mainMeters } from "./tree.ts";
import type { EnergyAsked, HallEnergy, MeterEnergy, MonthDemand } from "./view.ts";

/**
 * The energy of a hall in a time, from what is booked: by meter along the tree, by use, zone, tariff level and time, with
 * what it cost and emitted, and with how complete each figure is. What no tariff is known for has no cost.
 */
export const energyOf = (asked: EnergyAsked): HallEnergy => {
  const { plan, calendar, quarters, from, to, market } = asked;
  const until = instant(Math.max(from, Math.min(asked.until, to)));
  // Of a time that is over nothing is on its way any more.
  const grid = gridOf(from, to, instant(Math.max(from, asked.until)));
  const tariffs = tariffsIn(plan, calendar.dateAt(instant(from + 1)), calendar.dateAt(until));
  const currency = currencyOf(tariffs);
  const priced = currency === null ? [] : plan.tariffs;
  const moments = momentsOf(grid, calendar, rates(priced, calendar, market));
  const basis: Basis = { grid, moments, kgPerKwh: plan.carbon.kgPerKwh };
  const booked = bookedSeries(grid, plan.meters, quarters);
  const tree = meterSeries(plan.meters, booked, grid.count);
  const whole = combine(grid.count, seriesOf(tree, mainMeters(plan.meters)), []);
  const total = { ...figuresOf(whole, basis), peak: peakOf(whole, grid) };
  const demand = demandOf(whole, grid, { from, to, calendar, tariffs: priced });
  const step = asked.step ?? usualStep(from, to);
  return {
    from,
    to,
    until,
    currency,
    total,
    bill: billOf(total.cost, demand),
    meters: tree.map(row => meterEnergy(row, basis)),
    uses: sharesBy(tree, plan.meters, basis, total.kWh, ({ use }) => use),
    zones: sharesBy(tree, plan.meters, basis, total.kWh, ({ zone }) => zone),
    ...levelsOf(whole, basis),
    demand,
    course: courseOf({ from, to, step, calendar }, grid).map(({ begin, end, ...stretch }) => ({
      from: stretch.from,
      end: stretch.to,
      date: stretch.date,
      ...figuresOf(whole, basis, begin, end),
      peak: peakOf(whole, grid, begin, end),
    })),
    gaps: plan.meters.filter(isPhysical).flatMap(({ id }) => gapsOf(id, one(booked, id), grid)),
    tariffs,
    carbon: plan.carbon,
  };
};

const tariffsIn = ({ tariffs }: EnergyPlan, first: string, last: string): readonly Tariff[] =>
  tariffs.filter(({ validFrom, validTo }) => validFrom <= last && (validTo === null || first <= validTo));

/** What is in several currencies is not added up. */
const currencyOf = (tariffs: readonly Tariff[]): string | null => {
  const [first, ...others] = new Set(tariffs.map(({ currency }) => currency));
  return first !== undefined && others.length === 0 ? first : null;
};

const billOf = (cost: number | null, demand: readonly MonthDemand[]): number | null => {
  if (cost === null) return null;
  return demand.reduce((sum, each) => sum + (each.isWhole ? (each.cost ?? 0) : 0), cost);
};

const meterEnergy = ({ meter, series, is, id, under }: MeterRow, basis: Basis): MeterEnergy => ({
  meter: id,
  name: meter.name,
  zone: meter.zone,
  use: meter.use,
  is,
  under,
  ...figuresOf(series, basis),
  peak: is === "unaccounted" ? null : peakOf(series, basis.grid),
});
