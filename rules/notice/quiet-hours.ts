import type { NotifyPlan } from "../site/notify-plan.ts";
import type { HallCalendar } from "../time/calendar.ts";
import type { DayEdge } from "../time/day-edge.ts";
import type { Instant } from "../time/instant.ts";
import { DIGEST_MINUTE } from "./intervals.ts";

/** From `from` until before `until` it is quiet, or it is not. */
type Stretch = { readonly from: Instant; readonly until: Instant; readonly isQuiet: boolean };

/**
 * When something that is not urgent may be told that is due at a moment: then, or when the hall's quiet hours are over.
 * It is the wall clock that says when they are, also on a night on which that is changed. The last answer is remembered.
 */
export const quietOver = (
  { quiet }: Pick<NotifyPlan, "quiet">,
  calendar: HallCalendar,
): ((at: Instant) => Instant) => {
  if (quiet === null) return at => at;
  let known: Stretch | null = null;
  return at => {
    if (known === null || at < known.from || at >= known.until) known = stretchAt(quiet, calendar, at);
    return known?.isQuiet ? known.until : at;
  };
};

const stretchAt = (
  { from, to }: NonNullable<NotifyPlan["quiet"]>,
  calendar: HallCalendar,
  at: Instant,
): Stretch | null => {
  const began = calendar.latestEdge(timeOf(from), at);
  const ended = calendar.latestEdge(timeOf(to), at);
  if (began.is !== "at" || ended.is !== "at") return null;
  const isQuiet = began.at > ended.at;
  const next = calendar.upcomingEdge(timeOf(isQuiet ? to : from), at);
  return next.is === "at" ? { from: isQuiet ? began.at : ended.at, until: next.at, isQuiet } : null;
};

/** When the list of the day goes out next, with the date that it is of. */
export type Digest = { readonly at: Instant; readonly date: string };

/** The next list of the day after a moment; null: the calendar has no such time. */
export const nextDigest = (calendar: HallCalendar, at: Instant): Digest | null => {
  const edge = calendar.upcomingEdge(timeOf(DIGEST_MINUTE), at);
  return edge.is === "at" ? { at: edge.at, date: calendar.dateAt(edge.at) } : null;
};

const timeOf = (minute: number): DayEdge => ({ is: "time", minute });
