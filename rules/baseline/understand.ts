import type { MeterQuarter } from "../energy/ledger.ts";
import { groupSize, intervals, median, quartersByEnd } from "./intervals.ts";
import { type NightFigures, type NightLoad, nightFigures, nightLoad } from "./night-figures.ts";
import type { LeftOutNight, Night, Verdict } from "./nights.ts";
import { referenceW, taughtBy } from "./reference.ts";

/** A load of 1 kW above what is usual is worth a look at a whole hall; of one circuit a tenth of it is. */
export const LEAST_ABOVE_W = { whole: 1_000, circuit: 100 } as const;

/** A night with what it is judged by; null: too few nights had been learned from before it. */
export type UnderstoodNight = NightLoad & {
  readonly isLearned: boolean;
  readonly judged: (NightFigures & { readonly referenceW: number }) | null;
};

/** What the nights of one meter say. */
export type UnderstoodNights = {
  /** Ascending by date. */
  readonly nights: readonly UnderstoodNight[];
  readonly leftOut: readonly LeftOutNight[];
  /** P_ref as of the end, of nights between business days, W; null: too few were learned from. */
  readonly referenceW: number | null;
};

export type NightsAsked = {
  /** Quarters of the meter, of all the nights and four hours before each opening. */
  readonly quarters: readonly MeterQuarter[];
  readonly nights: readonly Night[];
  /** By business day. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Smallest step of the counter, kWh; absent: finer than matters. */
  readonly resolutionKwh?: number;
  /** Less than so much above P_ref is no excess: `LEAST_ABOVE_W`. */
  readonly leastAboveW: number;
};

const AFTER_ALL = "9999-12-31";

/** Judges each night of a meter by the verified ones before it, and says what was learned in the end. */
export const understandNights = ({
  quarters,
  nights,
  verdicts,
  resolutionKwh = 0,
  leastAboveW,
}: NightsAsked): UnderstoodNights => {
  const byEnd = quartersByEnd(quarters);
  const typical = median(
    nights.flatMap(({ closedAt, endsAt }) => {
      const all = intervals(byEnd, closedAt, endsAt).filter(({ isKnown }) => isKnown);
      return all.length === 0 ? [] : [all.reduce((sum, { kWh }) => sum + kWh, 0) / all.length];
    }),
  );
  const size = groupSize(typical ?? 0, resolutionKwh);
  const loads = nights.map(night => nightLoad(night, byEnd, size));
  const { learned, leftOut } = taughtBy(loads, verdicts);
  return {
    nights: loads.map(load => {
      const { date, kind } = load.night;
      const reference = referenceW(learned, kind, date);
      const judged =
        reference === null
          ? null
          : { ...nightFigures(load, byEnd, reference, leastAboveW), referenceW: reference };
      return { ...load, isLearned: learned.includes(load), judged };
    }),
    leftOut,
    referenceW: referenceW(learned, "night", AFTER_ALL),
  };
};

/** What one circuit had above its own P_ref in some nights. */
export type CircuitExcess = { readonly meter: string; readonly excessKwh: number };

/**
 * The circuits behind an excess, largest first; each by what it draws itself when the hall is verified closed. Those of which
 * too little was learned, and those without an excess, are not among them.
 *
 * @param understood  of each meter what its nights say
 * @param dates       business days of the nights that are asked about
 */
export const circuitsBehind = (
  understood: ReadonlyMap<string, UnderstoodNights>,
  dates: ReadonlySet<string>,
): readonly CircuitExcess[] =>
  [...understood]
    .map(([meter, { nights }]) => ({
      meter,
      excessKwh: nights
        .filter(({ night }) => dates.has(night.date))
        .reduce((sum, { judged }) => sum + (judged?.excessKwh ?? 0), 0),
    }))
    .filter(({ excessKwh }) => excessKwh > 0)
    .toSorted((one, other) => other.excessKwh - one.excessKwh || (one.meter < other.meter ? -1 : 1));
