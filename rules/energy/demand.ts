import type { Tariff } from "../site/energy-plan.ts";
import type { HallCalendar } from "../time/calendar.ts";
import { type Instant, instant } from "../time/instant.ts";
import { day, momentOf } from "../time/wall-clock.ts";
import { courseOf } from "./course.ts";
import { peakOf } from "./figures.ts";
import type { Grid, Series } from "./series.ts";
import { tariffOn } from "./tariff.ts";
import type { MonthDemand } from "./view.ts";

/**
 * The highest quarter of an hour of each month of a time, and the charge for it by the tariff that holds then: the mean of
 * the quarter, as suppliers take it.
 */
export const demandOf = (
  series: Series,
  grid: Grid,
  asked: {
    readonly from: Instant;
    readonly to: Instant;
    readonly calendar: HallCalendar;
    readonly tariffs: readonly Tariff[];
  },
): readonly MonthDemand[] =>
  courseOf({ ...asked, step: "month" }, grid).flatMap(
    ({ from, to, date, begin, end }): readonly MonthDemand[] => {
      const peak = peakOf(series, grid, begin, end);
      if (peak === null) return [];
      const { calendar, tariffs } = asked;
      const perKw = tariffOn(tariffs, calendar.dateAt(instant(peak.end - 1)))?.demandPerKw;
      const month = date.slice(0, "2025-07".length);
      const first = day(`${month}-01`);
      const starts = momentOf(first, 0, calendar.timeZone);
      const ends = momentOf(first.add({ months: 1 }), 0, calendar.timeZone);
      const isWhole = from === starts && to === ends && grid.until >= ends;
      return [{ month, ...peak, cost: perKw === undefined ? null : (peak.powerW / 1_000) * perKw, isWhole }];
    },
  );
