import type { MeterQuarter } from "#rules/energy/ledger.ts";
import { quarterEnd } from "#rules/energy/quarter.ts";
import type { EnergyPlan } from "#rules/site/energy-plan.ts";
import { type Instant, millis } from "#rules/time/instant.ts";
import type { EnergyStore } from "../ports/energy.ts";
import type { EnergyBook } from "./energy-book.ts";

/** What the ledger is read from: with all that was heard so far. */
export type QuarterParts = { readonly book: EnergyBook; readonly store: EnergyStore };

/** Quarters of every real meter of the plan, or of some, that touch a time: also the one that `to` is in. */
export const quartersOf = async (
  { book, store }: QuarterParts,
  from: Instant,
  to: Instant,
  meters: readonly string[] = realMeters(book.plan),
): Promise<readonly MeterQuarter[]> => {
  await book.settled();
  return meters.length === 0 ? [] : store.quarters(meters, from, quarterEnd(to));
};

/** Ids of the meters that are measured themselves. */
export const realMeters = (plan: EnergyPlan | null): readonly string[] =>
  (plan?.meters ?? []).filter(({ is }) => is !== "virtual").map(({ id }) => id);

/** Ids of the meters through which all the energy of the hall flows. */
export const mainMeters = (plan: EnergyPlan | null): readonly string[] =>
  (plan?.meters ?? []).filter(({ is, under }) => is !== "virtual" && under === null).map(({ id }) => id);

/**
 * Several meters as one, under the id of the first: of each quarter the sum, covered as well as the least of them; a quarter
 * that one of them has not, nobody knows.
 */
export const asOne = (
  quarters: readonly MeterQuarter[],
  meters: readonly string[],
): readonly MeterQuarter[] => {
  const [first] = meters;
  const own = quarters.filter(({ meter }) => meters.includes(meter));
  if (meters.length < 2 || first === undefined) return own;
  const byEnd = Map.groupBy(own, ({ end }) => end);
  return [...byEnd]
    .toSorted(([a], [b]) => a - b)
    .map(([end, all]) => ({
      meter: first,
      end,
      kWh: all.reduce((sum, { kWh }) => sum + kWh, 0),
      estimatedKwh: all.reduce((sum, { estimatedKwh }) => sum + estimatedKwh, 0),
      covered: millis(all.length < meters.length ? 0 : Math.min(...all.map(({ covered }) => covered))),
      isAtLeast: all.length < meters.length || all.some(({ isAtLeast }) => isAtLeast),
    }));
};
