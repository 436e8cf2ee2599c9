import type { AnnouncedHours, CalendarPlan } from "./calendar-plan.ts";
import type { DayEdge, EdgeMoment } from "./day-edge.ts";
import type { Instant } from "./instant.ts";

/** Where a hall is in its day. `unknown`: there is no official calendar data for the year. */
export type Phase = "opening" | "open" | "lunch" | "closed" | "unknown";

/** One stretch of a hall's day: `phase` from `since` until `until`, belonging to the business day that began on `businessDay`. */
export type PhaseSpan = {
  readonly phase: Phase;
  readonly since: Instant;
  /** Null when the calendar cannot tell when it ends. */
  readonly until: Instant | null;
  /** `YYYY-MM-DD`, the day that the business day began on. */
  readonly businessDay: string;
  /** Why, for people: `weekly plan`, `国庆节`, `make-up workday: hours of Monday`, `no official calendar for 2027`. */
  readonly why: string;
};

/** One date of a hall, from the first minute with people to the last closing. */
export type HallDay = {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly is: "open" | "closed" | "unknown";
  /** Why, as in `PhaseSpan`. */
  readonly why: string;
  /** Without gaps, in order; empty unless it is open. The last one may go past midnight. */
  readonly stretches: readonly {
    readonly phase: "opening" | "open" | "lunch";
    readonly since: Instant;
    readonly until: Instant;
  }[];
};

/** The hall's calendar: pure, built from the plan in the site file. */
export type HallCalendar = {
  readonly timeZone: string;
  /** Whose working days and days off it goes by. @see CalendarPlan */
  readonly holidays: CalendarPlan["holidays"];
  /** What is planned for a date, `YYYY-MM-DD`. */
  dayOf(date: string): HallDay;
  /** The calendar of the same plan with these days announced, by `YYYY-MM-DD`, and no others. */
  withDays(days: ReadonlyMap<string, AnnouncedHours>): HallCalendar;
  phaseAt(at: Instant): PhaseSpan;
  /**
   * The next moment after `at` when the phase, a season or the date changes. `hallCalendar` always knows one, since
   * midnight comes in unknown years too.
   */
  nextEdge(at: Instant): Instant | null;
  /** The latest such moment up to `at`, itself included: when the hall opened, closed, when it last was 22:00. */
  latestEdge(edge: DayEdge, at: Instant): EdgeMoment;
  /** The first such moment after `at`. */
  upcomingEdge(edge: DayEdge, at: Instant): EdgeMoment;
  /** Date in the hall's zone, `YYYY-MM-DD`. */
  dateAt(at: Instant): string;
  /** The names of the seasons in the site file. */
  readonly seasons: readonly string[];
  /** Whether a named season of the site file covers the moment; null when the site names no such season. */
  inSeason(name: string, at: Instant): boolean | null;
  /**
   * The latest Monday inspection that has fallen due: the Monday's date and the moment it fell due, which is the opening
   * of the first open day of that week (a closed Monday defers to the next open day). Null when the calendar cannot tell.
   */
  mondayInspection(at: Instant): { readonly monday: string; readonly dueAt: Instant } | null;
};
