import type { Meter } from "../site/energy-plan.ts";
import { TARIFF_LEVELS } from "../site/tariff-periods.ts";
import { type Basis, figuresOf } from "./figures.ts";
import { type MeterRow, seriesOf } from "./meter-series.ts";
import { levelOf } from "./moments.ts";
import { combine, type Series } from "./series.ts";
import { directlyUnder, isPhysical } from "./tree.ts";
import type { EnergyShare, HallEnergy } from "./view.ts";

/**
 * Energy by what a meter is for or where it is, each kW.h once: of a meter with others under it only what those do not have.
 * Largest first.
 */
export const sharesBy = <Key>(
  rows: readonly MeterRow[],
  meters: readonly Meter[],
  basis: Basis,
  wholeKwh: number,
  keyOf: (meter: Meter) => Key,
): readonly EnergyShare<Key>[] => {
  const groups = Map.groupBy(meters.filter(isPhysical), keyOf);
  const shares = [...groups].map(([of, group]) => {
    const under = group.flatMap(({ id }) => directlyUnder(meters, id));
    // A meter of the group under another of it is in that one already: it neither adds nor takes off, measured or not.
    const own = group.filter(each => !under.includes(each));
    const others = under.filter(each => !group.includes(each));
    const series = combine(basis.grid.count, seriesOf(rows, own), seriesOf(rows, others));
    const figures = figuresOf(series, basis);
    return { of, ...figures, share: wholeKwh > 0 ? figures.kWh / wholeKwh : null };
  });
  return shares.sort((a, b) => b.kWh - a.kWh);
};

/** Energy and its cost by tariff level, dearest first, and the energy of times without a tariff. */
export const levelsOf = (
  { kWh }: Series,
  { grid, moments }: Basis,
): Pick<HallEnergy, "levels" | "unpricedKwh"> => {
  const byLevel = new Map(TARIFF_LEVELS.map(level => [level, { kWh: 0, cost: 0, quarters: 0 }]));
  let unpricedKwh = 0;
  for (let index = 0; index < grid.count; index += 1) {
    const level = levelOf(moments, index);
    const sum = level && byLevel.get(level);
    if (sum === undefined) unpricedKwh += kWh[index]!;
    else {
      sum.kWh += kWh[index]!;
      sum.cost += kWh[index]! * moments.price[index]!;
      sum.quarters += 1;
    }
  }
  const levels = [...byLevel].flatMap(([level, { quarters, ...sum }]) =>
    quarters > 0 ? [{ level, ...sum }] : [],
  );
  return { levels, unpricedKwh };
};
