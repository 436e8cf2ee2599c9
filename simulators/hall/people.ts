import type { HallPlan } from "../site/plan.ts";
import type { Day, Days } from "./day.ts";
import { type DayPlan, dayPlan, type Span } from "./day-plan.ts";

/** Who is where: pure in time, the same for the same seed. */
export type People = {
  /** People in the zone. */
  count(zone: string, at: number): number;
  /** Whether somebody is in the zone, or was within the last `linger` milliseconds. */
  busy(zone: string, at: number, linger: number): boolean;
  /** Whether it is a time at which the zone's own staff work: first arrival to last leave, lunch included. */
  working(zone: string, at: number, linger: number): boolean;
  /** The same for the whole building. */
  open(at: number, linger: number): boolean;
  /** Whether somebody came or went within the last `length` milliseconds. */
  passing(at: number, length: number): boolean;
};

/** The hall's people, following the plan of each day. */
export const peopleOf = (plan: HallPlan, days: Days, seed: number): People => {
  const planned = new Map<string, DayPlan>();
  const planFor = (day: Day) => {
    let known = planned.get(day.date);
    if (!known) {
      known = dayPlan(plan, day, seed);
      if (planned.size > 7) planned.clear();
      planned.set(day.date, known);
    }
    return known;
  };
  /** A business day may run past midnight, so yesterday's people may still be in. */
  let around: { readonly at: number; readonly plans: readonly DayPlan[] } = { at: Number.NaN, plans: [] };
  const plansAt = (at: number) => {
    if (around.at !== at) {
      const today = days.of(at);
      around = { at, plans: [planFor(days.before(today)), planFor(today)] };
    }
    return around.plans;
  };
  return {
    count: (zone, at) => plansAt(at).reduce((sum, day) => sum + present(day.stays.get(zone), at), 0),
    busy: (zone, at, linger) => plansAt(at).some(day => within(day.stays.get(zone) ?? day.shift, at, linger)),
    working: (zone, at, linger) =>
      plansAt(at).some(day => within(day.shifts.get(zone) ?? day.shift, at, linger)),
    open: (at, linger) => plansAt(at).some(day => within(day.shift, at, linger)),
    passing: (at, length) =>
      plansAt(at).some(day => day.passages.some(passage => passage <= at && at < passage + length)),
  };
};

const present = (spans: readonly Span[] = [], at: number): number =>
  spans.reduce((sum, { from, to }) => (from <= at && at < to ? sum + 1 : sum), 0);

const within = (spans: readonly Span[], at: number, linger: number): boolean =>
  spans.some(({ from, to }) => from <= at && at < to + linger);
