import type { TariffLevel } from "../site/energy-plan.ts";
import { TARIFF_LEVELS } from "../site/tariff-periods.ts";
import type { HallCalendar } from "../time/calendar.ts";
import { instant } from "../time/instant.ts";
import { QUARTER } from "./quarter.ts";
import { endOf, type Grid } from "./series.ts";
import type { Rates } from "./tariff.ts";

/** What the hall and its tariff say of the middle of each quarter of a grid. */
export type Moments = {
  /** Price of a kW.h; NaN: no tariff is in force. */
  readonly price: Float64Array;
  /** Index into the levels, dearest first; 255: none. */
  readonly level: Uint8Array;
  /** 0 open, 1 closed, 2 the calendar cannot tell. */
  readonly phase: Uint8Array;
};

export const OPEN = 0;
export const CLOSED = 1;
export const UNDATED = 2;
const NO_LEVEL = 255;

/** Asked once for all meters: a year has 35,040 quarters. */
export const momentsOf = (grid: Grid, calendar: HallCalendar, rateAt: Rates): Moments => {
  const moments: Moments = {
    price: new Float64Array(grid.count).fill(Number.NaN),
    level: new Uint8Array(grid.count).fill(NO_LEVEL),
    phase: new Uint8Array(grid.count),
  };
  for (let index = 0; index < grid.count; index += 1) {
    const middle = instant(endOf(grid, index) - QUARTER / 2);
    const rate = rateAt(middle);
    if (rate !== null) {
      moments.price[index] = rate.perKwh;
      moments.level[index] = TARIFF_LEVELS.indexOf(rate.level);
    }
    const { phase } = calendar.phaseAt(middle);
    moments.phase[index] = phase === "closed" ? CLOSED : phase === "unknown" ? UNDATED : OPEN;
  }
  return moments;
};

/** The level of a quarter; undefined: no tariff is in force. */
export const levelOf = ({ level }: Moments, index: number): TariffLevel | undefined =>
  TARIFF_LEVELS[level[index]!];
