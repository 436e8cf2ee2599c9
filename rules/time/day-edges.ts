import type { BusinessDay } from "./business-days.ts";
import type { CalendarPlan } from "./calendar-plan.ts";
import type { DayEdge, EdgeMoment } from "./day-edge.ts";
import { type Instant, instant } from "./instant.ts";
import { earlier, later, reachOf } from "./reach.ts";
import { type Day, momentOf } from "./wall-clock.ts";

/** The edges of a calendar around a moment `at` on `date`, the date that the hall's wall clock shows then. */
export type DayEdges = {
  /** The latest one up to `at`, itself included. */
  readonly latest: (edge: DayEdge, at: Instant, date: Day) => EdgeMoment;
  /** The first one after `at`. */
  readonly upcoming: (edge: DayEdge, at: Instant, date: Day) => EdgeMoment;
};

/** Finds edges by going through dates; the first that can tell answers. */
export const dayEdges = (plan: CalendarPlan, businessDay: (date: Day) => BusinessDay): DayEdges => {
  const reach = reachOf(plan);
  const momentOn = (edge: DayEdge, date: Day): EdgeMoment => {
    if (edge.is === "time") return { is: "at", at: momentOf(date, edge.minute, plan.timeZone) };
    const day = businessDay(date);
    if (day.plan.is === "unknown") {
      // A day that has not begun cannot end, so the closing of the day before it stays known.
      const from = edge.is === "closing" ? instant(day.notBefore + 1) : day.notBefore;
      return { is: "unknown", from, until: momentOf(date.add({ days: 1 }), 0, plan.timeZone) };
    }
    const at = edgeOf(day, edge.is);
    return at === undefined ? NEVER : { is: "at", at };
  };
  return {
    latest: (edge, at, today) => {
      // Where the clock goes back over midnight, tomorrow has begun before.
      let date = today.add({ days: 1 });
      for (;;) {
        const found = momentOn(edge, date);
        if (found.is !== "never" && beginOf(found) <= at) return found;
        if (found.is === "never" && date.toString() < reach.from) return found;
        date = date.subtract({ days: 1 });
        if (found.is === "never") date = earlier(date, reach.to);
      }
    },
    upcoming: (edge, at, today) => {
      let date = today.subtract({ days: 1 });
      for (;;) {
        const found = momentOn(edge, date);
        if (found.is !== "never" && endOf(found) > at) return found;
        if (found.is === "never" && date.toString() > reach.to) return found;
        date = date.add({ days: 1 });
        if (found.is === "never") date = later(date, reach.from);
      }
    },
  };
};

const NEVER: EdgeMoment = { is: "never" };

const beginOf = (found: Exclude<EdgeMoment, { is: "never" }>): Instant =>
  found.is === "at" ? found.at : found.from;
/** The last moment at which it may be. */
const endOf = (found: Exclude<EdgeMoment, { is: "never" }>): Instant =>
  found.is === "at" ? found.at : instant(found.until - 1);

/** When a business day opens to people, begins or closes; undefined: it has no such moment. */
export const edgeOf = (
  { stretches }: Pick<BusinessDay, "stretches">,
  edge: "opening" | "open" | "closing",
): Instant | undefined => {
  switch (edge) {
    case "opening":
      return stretches[0]?.since;
    case "open":
      return stretches.find(({ phase }) => phase === "open")?.since;
    case "closing":
      return stretches.at(-1)?.until;
    default:
      return edge satisfies never;
  }
};
