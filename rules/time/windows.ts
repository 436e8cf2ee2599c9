import type { HallCalendar } from "./calendar.ts";
import type { DayEdge, EdgeMoment } from "./day-edge.ts";
import { after, type Instant, instant, type Millis, millis } from "./instant.ts";

/** A moment of the day, moved: `closing + 15 min`. */
export type WindowEdge = { readonly at: DayEdge; readonly offset: Millis };

/**
 * From each `from` until the first `to` at or after it. Where both fall on one moment there is nothing between them:
 * from closing to opening is empty in a hall that never closes.
 */
export type DayWindow = { readonly from: WindowEdge; readonly to: WindowEdge };

/** Whether a window is in force, and up to when that answer holds at least; `next` null: for ever. */
export type WindowState = {
  readonly inForce: "yes" | "no" | "unknown";
  readonly next: Instant | null;
};

/**
 * The state of a window at a moment. Edges of a business day do not come on closed days. Where the calendar has no data
 * they may come at any time: the window is unknown until edges that are known decide it again.
 */
export const windowAt = ({ from, to }: DayWindow, calendar: HallCalendar, at: Instant): WindowState => {
  const [began, ended] = [latest(from, calendar, at), latest(to, calendar, at)];
  const ahead = [upcoming(from, calendar, at), upcoming(to, calendar, at)];
  const isBegun = sure(from, began, calendar, ended) > last(ended);
  const isEnded = sure(to, ended, calendar, began) >= last(began);
  const next = Math.min(...[began, ended, ...ahead].flatMap(changesOf).filter(moment => moment > at));
  return {
    inForce: isBegun ? "yes" : isEnded ? "no" : "unknown",
    next: Number.isFinite(next) ? instant(next) : null,
  };
};

/** `windowAt` that remembers its last answer: asking again before its `next` costs two comparisons. */
export const hallWindow = (window: DayWindow, calendar: HallCalendar): ((at: Instant) => WindowState) => {
  let asked = Number.POSITIVE_INFINITY;
  let known: WindowState = { inForce: "unknown", next: null };
  return at => {
    if (at < asked || (known.next !== null && at >= known.next)) {
      known = windowAt(window, calendar, at);
      asked = at;
    }
    return known;
  };
};

const latest = ({ at: edge, offset }: WindowEdge, calendar: HallCalendar, at: Instant): EdgeMoment =>
  moved(calendar.latestEdge(edge, after(at, millis(-offset))), offset);

const upcoming = ({ at: edge, offset }: WindowEdge, calendar: HallCalendar, at: Instant): EdgeMoment =>
  moved(calendar.upcomingEdge(edge, after(at, millis(-offset))), offset);

const moved = (found: EdgeMoment, by: Millis): EdgeMoment => {
  switch (found.is) {
    case "at":
      return { is: "at", at: after(found.at, by) };
    case "unknown":
      return { is: "unknown", from: after(found.from, by), until: after(found.until, by) };
    case "never":
      return found;
    default:
      return found satisfies never;
  }
};

/** The last moment at which an edge can have come. */
const last = (found: EdgeMoment): number => {
  switch (found.is) {
    case "at":
      return found.at;
    case "unknown":
      return found.until - 1;
    case "never":
      return Number.NEGATIVE_INFINITY;
    default:
      return found satisfies never;
  }
};

/**
 * The latest moment at which an edge came for sure, which is before the dates on which nobody knows. How far back it was
 * only matters as far as the other edge of the window, when that is known.
 */
const sure = (edge: WindowEdge, found: EdgeMoment, calendar: HallCalendar, other: EdgeMoment): number => {
  let known = found;
  while (known.is === "unknown" && other.is === "at" && known.from > other.at) {
    known = latest(edge, calendar, instant(known.from - 1));
  }
  return known.is === "at" ? known.at : Number.NEGATIVE_INFINITY;
};

/** The moments at which what is known of an edge changes. */
const changesOf = (found: EdgeMoment): readonly Instant[] => {
  switch (found.is) {
    case "at":
      return [found.at];
    case "unknown":
      return [found.from, found.until];
    case "never":
      return [];
    default:
      return found satisfies never;
  }
};
