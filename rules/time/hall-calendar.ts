import { type BusinessDay, businessDays } from "./business-days.ts";
import type { HallCalendar, HallDay } from "./calendar.ts";
import type { CalendarPlan, Season } from "./calendar-plan.ts";
import { dayEdges } from "./day-edges.ts";
import { type Instant, instant } from "./instant.ts";
import { type Inspection, latestInspection } from "./monday-inspection.ts";
import { type Found, phaseSpans } from "./phase-spans.ts";
import { type Day, dayAt, momentOf, nextMidnight, day as wallDay } from "./wall-clock.ts";

type Date = { readonly day: Day; readonly text: string; readonly since: Instant; readonly until: Instant };
type Inspected = { readonly found: Inspection | null; readonly since: Instant; readonly until: Instant };

/**
 * The calendar of a hall. Pure to the outside; it remembers the date, the span and the inspection of its last answer,
 * so that asking again within the same stretch of the day costs two comparisons.
 *
 * A business day belongs to the date it began on. Between two business days the hall is `closed`: one span, however many
 * dates it covers. A date without official data is a span of its own, `unknown`.
 */
export const hallCalendar = (plan: CalendarPlan): HallCalendar => {
  const businessDay = businessDays(plan);
  const find = phaseSpans(plan, businessDay);
  const edges = dayEdges(plan, businessDay);
  let date: Date | undefined;
  let found: Found | undefined;
  let inspected: Inspected | undefined;

  const dateAt = (at: Instant): Date => {
    if (date !== undefined && date.since <= at && at < date.until) return date;
    const day = dayAt(at, plan.timeZone);
    const since = momentOf(day, 0, plan.timeZone);
    date = { day, text: day.toString(), since, until: nextMidnight(at, plan.timeZone) };
    return date;
  };

  const spanAt = (at: Instant): Found => {
    if (found !== undefined && found.span.since <= at && at < found.end) return found;
    found = find(at, dateAt(at).day);
    return found;
  };

  const nextEdge = (at: Instant): Instant => {
    const midnight = dateAt(at).until;
    const { end } = spanAt(at);
    return instant(Math.min(end, midnight));
  };

  return {
    timeZone: plan.timeZone,
    holidays: plan.holidays,
    dayOf: date => dayOf(date, businessDay(wallDay(date))),
    withDays: announced => hallCalendar({ ...plan, announced }),
    phaseAt: at => spanAt(at).span,
    nextEdge,
    latestEdge: (edge, at) => edges.latest(edge, at, dateAt(at).day),
    upcomingEdge: (edge, at) => edges.upcoming(edge, at, dateAt(at).day),
    dateAt: at => dateAt(at).text,
    seasons: [...plan.seasons.keys()],
    inSeason: (name, at) => {
      const season = plan.seasons.get(name);
      return season === undefined ? null : covers(season, dateAt(at).text.slice("2025-".length));
    },
    mondayInspection: at => {
      if (inspected !== undefined && inspected.since <= at && at < inspected.until) return inspected.found;
      // An inspection falls due at an opening, which is an edge, so the answer holds until the next edge.
      inspected = {
        found: latestInspection(at, dateAt(at).day, businessDay),
        since: at,
        until: nextEdge(at),
      };
      return inspected.found;
    },
  };
};

const dayOf = (date: string, { plan, stretches }: BusinessDay): HallDay => {
  const is = plan.is === "unknown" ? "unknown" : stretches.length > 0 ? "open" : "closed";
  return { date, is, why: plan.why, stretches };
};

const covers = ({ from, to }: Season, monthDay: string): boolean =>
  from <= to ? from <= monthDay && monthDay <= to : from <= monthDay || monthDay <= to;
