import type { Meter } from "../site/energy-plan.ts";
import { type Instant, instant, minutes } from "../time/instant.ts";
import type { MeterQuarter } from "./ledger.ts";
import { QUARTER, quarterEnd } from "./quarter.ts";

/** A row of quarters of an hour: the first ends at `first`, each a quarter after the one before. */
export type Grid = {
  readonly first: Instant;
  readonly count: number;
  /** Up to when anything can be known. */
  readonly until: Instant;
};

/** What something had in each quarter of a grid. */
export type Series = {
  readonly kWh: Float64Array;
  readonly estimatedKwh: Float64Array;
  /** Milliseconds that were measured; of several things the least. */
  readonly covered: Float64Array;
  /** 1 where something that adds to it was not counted, or nothing is known at all though the quarter is long over. */
  readonly isAtLeast: Uint8Array;
  /** 1 where something that is taken off was not counted. */
  readonly isAtMost: Uint8Array;
};

/** Readings of the last minutes may still be on their way, and what is missing of them is not missing yet. */
const ON_ITS_WAY = minutes(20);
/** A quarter of which so much was measured is measured. */
const ENOUGH = 0.95;

/** The quarters with `from` < end ≤ `to` that have begun by `until`. */
export const gridOf = (from: Instant, to: Instant, until: Instant): Grid => {
  const first = quarterEnd(instant(from + 1));
  const last = Math.min(quarterEnd(to), quarterEnd(until));
  return { first, count: Math.max(0, Math.floor((last - first) / QUARTER) + 1), until };
};

/** End of a quarter of the grid. */
export const endOf = ({ first }: Grid, index: number): Instant => instant(first + index * QUARTER);

const emptySeries = (count: number): Series => ({
  kWh: new Float64Array(count),
  estimatedKwh: new Float64Array(count),
  covered: new Float64Array(count),
  isAtLeast: new Uint8Array(count),
  isAtMost: new Uint8Array(count),
});

/** What is booked of each meter, on the grid. Those of which nothing is booked are in it too. */
export const bookedSeries = (
  grid: Grid,
  meters: readonly Pick<Meter, "id">[],
  quarters: readonly MeterQuarter[],
): ReadonlyMap<string, Series> => {
  const all = new Map(meters.map(({ id }) => [id, emptySeries(grid.count)]));
  for (const { meter, end, kWh, estimatedKwh, covered, isAtLeast } of quarters) {
    const series = all.get(meter);
    const index = (end - grid.first) / QUARTER;
    if (series === undefined || index < 0 || index >= grid.count) continue;
    series.kWh[index] = kWh;
    series.estimatedKwh[index] = estimatedKwh;
    series.covered[index] = covered;
    series.isAtLeast[index] = isAtLeast ? 1 : 0;
  }
  for (const series of all.values())
    for (let index = 0; index < grid.count; index += 1)
      if (!isMeasured(grid, series, index) && series.estimatedKwh[index] === 0) series.isAtLeast[index] = 1;
  return all;
};

/** Whether a quarter was measured, or is so recent that it may still be. */
export const isMeasured = (grid: Grid, { covered }: Series, index: number): boolean =>
  covered[index]! >= ENOUGH * QUARTER || endOf(grid, index) > grid.until - ON_ITS_WAY;

/** How much of a quarter can have been measured by now. */
export const expectedIn = (grid: Grid, { covered }: Series, index: number): number => {
  const end = endOf(grid, index);
  if (end <= grid.until - ON_ITS_WAY) return QUARTER;
  const begun = Math.min(QUARTER, grid.until - (end - QUARTER));
  return covered[index]! > 0 ? Math.min(covered[index]!, begun) : begun;
};

/** Some less others; as complete as the least of them. What one of the others lacks makes the rest look like more than it is. */
export const combine = (count: number, plus: readonly Series[], minus: readonly Series[]): Series => {
  const sum = emptySeries(count);
  const parts = [...plus, ...minus];
  sum.covered.fill(parts.length === 0 ? 0 : QUARTER);
  if (parts.length === 0) sum.isAtLeast.fill(1);
  for (const [place, part] of parts.entries()) {
    const sign = place < plus.length ? 1 : -1;
    for (let index = 0; index < count; index += 1) {
      sum.kWh[index]! += sign * part.kWh[index]!;
      sum.estimatedKwh[index]! += part.estimatedKwh[index]!;
      sum.covered[index] = Math.min(sum.covered[index]!, part.covered[index]!);
      sum.isAtLeast[index]! |= sign > 0 ? part.isAtLeast[index]! : part.isAtMost[index]!;
      sum.isAtMost[index]! |= sign > 0 ? part.isAtMost[index]! : part.isAtLeast[index]!;
    }
  }
  return sum;
};
