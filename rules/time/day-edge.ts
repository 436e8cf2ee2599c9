import type { WallMinute } from "./calendar-plan.ts";
import type { Instant } from "./instant.ts";

/**
 * A moment that comes once a day: a time that the wall clock shows, every day; or once a business day: `opening` (people
 * come in), `open` (the first window begins), `closing` (the last window ends).
 */
export type DayEdge =
  | { readonly is: "time"; readonly minute: WallMinute }
  | { readonly is: "opening" | "open" | "closing" };

/** Midnight, when the date begins. */
export const MIDNIGHT: DayEdge = { is: "time", minute: 0 };

/**
 * When an edge was, or will be.
 *
 * `unknown`: on a date without official data it may come at any moment from `from` until before `until`, or not at all;
 * between there and the moment that was asked about it is known not to come. `never`: the plan has no such moment.
 */
export type EdgeMoment =
  | { readonly is: "at"; readonly at: Instant }
  | { readonly is: "unknown"; readonly from: Instant; readonly until: Instant }
  | { readonly is: "never" };
