import type { SettledDuty } from "../language/duty.ts";
import type { HallCalendar } from "../time/calendar.ts";
import { plannedInPeriods } from "./in-periods.ts";
import { plannedInStretches } from "./in-stretches.ts";
import { plannedOnDays } from "./on-days.ts";
import type { PlannedTask, Stretch } from "./planned.ts";

/**
 * All times that a duty falls due within a stretch of time, in the order in which they open. A duty that waits for
 * something to happen has none.
 *
 * Where the calendar cannot tell, the duty falls due all the same and says so: nobody is let off because a year is unknown.
 */
export const plannedTasks = (
  duty: SettledDuty,
  calendar: HallCalendar,
  stretch: Stretch,
): readonly PlannedTask[] => {
  const found = byTime(duty, calendar, stretch);
  return found
    .filter(({ opensAt, dueAt }) => opensAt <= stretch.to && dueAt > stretch.from)
    .toSorted((a, b) => a.opensAt - b.opensAt);
};

const byTime = (duty: SettledDuty, calendar: HallCalendar, stretch: Stretch): readonly PlannedTask[] => {
  const { when } = duty;
  switch (when.is) {
    case "day":
    case "week":
      return plannedOnDays({ duty, when, calendar, stretch });
    case "month":
    case "quarter":
    case "half-year":
    case "year":
      return plannedInPeriods({ duty, when, calendar, stretch });
    case "every":
      return plannedInStretches({ duty, when, calendar, stretch });
    case "event":
      return [];
    default:
      return when satisfies never;
  }
};
