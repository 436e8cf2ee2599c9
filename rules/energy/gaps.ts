import { type Instant, instant } from "../time/instant.ts";
import { QUARTER } from "./quarter.ts";
import { endOf, type Grid, isMeasured, type Series } from "./series.ts";
import type { EnergyGap } from "./view.ts";

/** The stretches in which a meter was not measured, to the quarter: what was counted over them is told where it is known. */
export const gapsOf = (meter: string, series: Series, grid: Grid): readonly EnergyGap[] => {
  const gaps: EnergyGap[] = [];
  for (let index = 0; index < grid.count; index += 1) {
    if (isMeasured(grid, series, index)) continue;
    const isCounted = series.isAtLeast[index] === 0;
    const from = instant(endOf(grid, index) - QUARTER);
    let estimatedKwh = 0;
    let to: Instant = from;
    for (; index < grid.count && !isMeasured(grid, series, index); index += 1) {
      if ((series.isAtLeast[index] === 0) !== isCounted) break;
      estimatedKwh += series.estimatedKwh[index]!;
      to = endOf(grid, index);
    }
    // The quarter that ended the stretch begins the next one, or is measured.
    index -= 1;
    gaps.push({ meter, from, to, estimatedKwh: isCounted ? estimatedKwh : null });
  }
  return gaps;
};
