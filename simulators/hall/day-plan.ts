import { chance } from "../chance.ts";
import type { HallPlan, Window } from "../site/plan.ts";
import { type Day, windowsOn } from "./day.ts";
import { indoorZones } from "./indoors.ts";
import { roomOf } from "./nameplates.ts";

const MINUTE = 60_000;

/** From a moment until another, in milliseconds since the epoch. */
export type Span = { readonly from: number; readonly to: number };

/** Who is where on one day. */
export type DayPlan = {
  /** Every stay of somebody, by zone. */
  readonly stays: ReadonlyMap<string, readonly Span[]>;
  /** First arrival to last leave, by zone where staff work, and of the building; empty on a closed day. */
  readonly shifts: ReadonlyMap<string, readonly Span[]>;
  readonly shift: readonly Span[];
  /** Moments at which somebody comes or goes. */
  readonly passages: readonly number[];
};

/**
 * Plans a day. Staff come from `staff_from` on, go for lunch in the gap between the opening windows (one of them stays at
 * the counter) and leave within eleven minutes of closing. Customers come while the hall is open. A corridor sees them
 * pass. The same day and seed give the same plan.
 */
export const dayPlan = (plan: HallPlan, day: Day, seed: number): DayPlan => {
  const windows = windowsOn(day, plan.hours);
  const zones = indoorZones(plan.things);
  const staffed = zones.filter(zone => roomOf(zone).desks > 0);
  const corridors = zones.filter(zone => roomOf(zone).desks === 0 && isCounted(plan, zone));
  const counter = staffed.toSorted((a, b) => roomOf(b).desks - roomOf(a).desks)[0];

  const staff = staffed.flatMap(zone =>
    Array.from({ length: roomOf(zone).desks }, (_, desk) => {
      const draw = chance(seed, "staff", day.date, zone, desk);
      return staffDay(plan, windows, draw, zone === counter && desk === 0).map(span =>
        inTime(day, zone, span),
      );
    }).flat(),
  );
  const customers =
    counter === undefined
      ? []
      : visits(windows, chance(seed, "customers", day.date)).map(span => inTime(day, counter, span));
  const passing = corridors.flatMap(zone =>
    staff.flatMap(({ from, to }) => [
      { zone, from: from - MINUTE, to: from },
      { zone, from: to, to: to + 0.5 * MINUTE },
    ]),
  );
  const stays = Map.groupBy([...staff, ...customers, ...passing], ({ zone }) => zone);
  const shifts = staffed.map(zone => [zone, hull(staff.filter(stay => stay.zone === zone))] as const);
  return {
    stays,
    shifts: new Map(shifts),
    shift: hull([...staff, ...passing]),
    passages: [...staff, ...customers].flatMap(({ from, to }) => [from, to]),
  };
};

const isCounted = ({ things }: HallPlan, zone: string): boolean =>
  things
    .find(({ id }) => id === zone)
    ?.points.some(({ role }) => role === "occupancy" || role === "occupied") ?? false;

/** Minutes since midnight in which one member of staff is in. */
const staffDay = (
  plan: HallPlan,
  windows: readonly Window[],
  draw: () => number,
  staysForLunch: boolean,
): Window[] => {
  const [first] = windows;
  const last = windows.at(-1);
  if (!first || !last) return [];
  const earliest = Math.min(plan.hours.staffFrom ?? first.from - 40, first.from);
  const from = earliest + draw() * Math.min(15, first.from - earliest);
  const to = last.to + draw() * 11;
  const second = windows[1];
  if (!second || staysForLunch) return [{ from, to }];
  const leaves = first.to + draw() * 10;
  const returns = second.from - 2 - draw() * 18;
  return returns > leaves
    ? [
        { from, to: leaves },
        { from: returns, to },
      ]
    : [{ from, to }];
};

/** Customers: one about every three minutes, for 4 to 20 minutes, out by the end of the window. */
const visits = (windows: readonly Window[], draw: () => number): Window[] =>
  windows.flatMap(({ from, to }) => {
    const gap = () => -3 * Math.log(1 - draw());
    const found: Window[] = [];
    for (let at = from + gap(); at < to - 2; at += gap())
      found.push({ from: at, to: Math.min(to, at + 4 + 16 * draw()) });
    return found;
  });

const inTime = (day: Day, zone: string, { from, to }: Window): Span & { readonly zone: string } => ({
  zone,
  from: Math.round(day.at(from)),
  to: Math.round(day.at(to)),
});

const hull = (spans: readonly Span[]): Span[] =>
  spans.length === 0
    ? []
    : [{ from: Math.min(...spans.map(s => s.from)), to: Math.max(...spans.map(s => s.to)) }];
