import type { HallCalendar } from "./calendar.ts";
import type { AnnouncedHours } from "./calendar-plan.ts";

/** A calendar that can be told of days while it is in use; whoever remembers its answers must be told as well. */
export type LiveCalendar = HallCalendar & {
  /** These days, by `YYYY-MM-DD`, and no others differ from the plan. */
  announce(days: ReadonlyMap<string, AnnouncedHours>): void;
};

/** A calendar that goes by a plan until days are announced. */
export const liveCalendar = (planned: HallCalendar): LiveCalendar => {
  let now = planned;
  return {
    timeZone: planned.timeZone,
    holidays: planned.holidays,
    seasons: planned.seasons,
    announce: days => {
      now = days.size === 0 ? planned : planned.withDays(days);
    },
    withDays: days => planned.withDays(days),
    dayOf: date => now.dayOf(date),
    phaseAt: at => now.phaseAt(at),
    nextEdge: at => now.nextEdge(at),
    latestEdge: (edge, at) => now.latestEdge(edge, at),
    upcomingEdge: (edge, at) => now.upcomingEdge(edge, at),
    dateAt: at => now.dateAt(at),
    inSeason: (name, at) => now.inSeason(name, at),
    mondayInspection: at => now.mondayInspection(at),
  };
};
