import type { BusinessDay } from "./business-days.ts";
import type { Instant } from "./instant.ts";
import type { Day } from "./wall-clock.ts";

export type Inspection = { readonly monday: string; readonly dueAt: Instant };

/** A hall that has not opened for so long has no inspection that could still be done. */
const WEEKS_BACK = 60;

/**
 * The latest Monday inspection that has fallen due at `at`, a moment on `date`; null when the calendar cannot tell. It
 * falls due when the hall opens on the first open day of the week; a week that is closed from end to end has none.
 */
export const latestInspection = (
  at: Instant,
  date: Day,
  businessDay: (date: Day) => BusinessDay,
): Inspection | null => {
  const thisMonday = date.subtract({ days: date.dayOfWeek - 1 });
  for (let weeks = 0; weeks < WEEKS_BACK; weeks++) {
    const monday = thisMonday.subtract({ weeks });
    const due = firstOpening(monday, businessDay);
    if (due.is === "unknown") return null;
    if (due.is === "opens" && due.at <= at) return { monday: monday.toString(), dueAt: due.at };
  }
  return null;
};

type Opening = { readonly is: "opens"; readonly at: Instant } | { readonly is: "closed" | "unknown" };

const firstOpening = (monday: Day, businessDay: (date: Day) => BusinessDay): Opening => {
  for (let days = 0; days < 7; days++) {
    const { plan, stretches } = businessDay(monday.add({ days }));
    if (plan.is === "unknown") return { is: "unknown" };
    const open = stretches.find(stretch => stretch.phase === "open");
    if (open !== undefined) return { is: "opens", at: open.since };
  }
  return { is: "closed" };
};
