import { CLOSED, type Moments, UNDATED } from "./moments.ts";
import { endOf, expectedIn, type Grid, type Series } from "./series.ts";
import type { EnergyFigures, EnergyPeak } from "./view.ts";

/** What figures are made of beside a series. */
export type Basis = { readonly grid: Grid; readonly moments: Moments; readonly kgPerKwh: number };

const QUARTERS_PER_HOUR = 4;

/** Figures of some quarters of a series: `begin` ≤ index < `end`; all of it unless said. */
export const figuresOf = (
  series: Series,
  { grid, moments, kgPerKwh }: Basis,
  begin = 0,
  end = grid.count,
): EnergyFigures => {
  let [kWh, estimatedKwh, closedKwh, undatedKwh, cost] = [0, 0, 0, 0, 0];
  let [covered, expected] = [0, 0];
  let [isAtLeast, isAtMost, isPriced] = [begin >= end, false, true];
  for (let index = begin; index < end; index += 1) {
    const used = series.kWh[index]!;
    kWh += used;
    estimatedKwh += series.estimatedKwh[index]!;
    if (moments.phase[index] === CLOSED) closedKwh += used;
    if (moments.phase[index] === UNDATED) undatedKwh += used;
    const price = moments.price[index]!;
    if (Number.isNaN(price)) isPriced = false;
    else cost += used * price;
    const due = expectedIn(grid, series, index);
    expected += due;
    covered += Math.min(due, series.covered[index]!);
    isAtLeast ||= series.isAtLeast[index] === 1;
    isAtMost ||= series.isAtMost[index] === 1;
  }
  return {
    kWh,
    estimatedKwh,
    isAtLeast,
    isAtMost,
    completeness: expected > 0 ? covered / expected : 0,
    cost: isPriced && end > begin ? cost : null,
    kgCO2: kWh * kgPerKwh,
    closedKwh,
    undatedKwh,
  };
};

/** The highest quarter of a series; null: nothing was used in any. */
export const peakOf = (series: Series, grid: Grid, begin = 0, end = grid.count): EnergyPeak | null => {
  let at = -1;
  for (let index = begin; index < end; index += 1)
    if (series.kWh[index]! > (at < 0 ? 0 : series.kWh[at]!)) at = index;
  if (at < 0) return null;
  return { powerW: series.kWh[at]! * QUARTERS_PER_HOUR * 1_000, end: endOf(grid, at) };
};
