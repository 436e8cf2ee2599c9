import { Temporal } from "temporal-polyfill";
import type { HallCalendar } from "../calendar.ts";
import type { DayEdge } from "../day-edge.ts";
import { type Instant, instant } from "../instant.ts";
import type { DayWindow, WindowEdge } from "../windows.ts";

const MINUTE = 60_000;
/** Clock changes fall on these. */
const QUARTER = 15 * MINUTE;
/** What came before `start` on its own date was not watched, nor what an offset of three hours moves from there. */
const FIRST_MINUTES = 1_440 + 120 + 180;

/**
 * A window worked out minute by minute from what a wall clock and the phases of the day show, and nothing else: for
 * every minute from `start` on its answer, or null where the minutes before `start` would decide it.
 */
export const slowWindow = (
  { from, to }: DayWindow,
  calendar: HallCalendar,
  start: Instant,
  days: number,
): readonly ("yes" | "no" | "unknown" | null)[] => {
  const minutes = watched(calendar, start, days);
  const [begins, ends] = [occurrences(from, minutes), occurrences(to, minutes)];
  let mayBeYes = true;
  let mayBeNo = true;
  let isDecided = false;
  return minutes.map((_, i) => {
    const isWhole = i > FIRST_MINUTES;
    if (begins.sure.has(i)) [mayBeYes, mayBeNo, isDecided] = [true, false, isWhole];
    if (ends.sure.has(i)) [mayBeYes, mayBeNo, isDecided] = [false, true, isWhole];
    if (begins.possible.has(i)) mayBeYes = true;
    if (ends.possible.has(i)) mayBeNo = true;
    if (!isDecided) return null;
    return mayBeYes && mayBeNo ? "unknown" : mayBeYes ? "yes" : "no";
  });
};

/** What one minute shows: date and minute of the wall clock, the business day that is running, whether it is open. */
type Minute = {
  readonly date: string;
  readonly wall: number;
  readonly business: string | null;
  readonly isOpen: boolean;
  readonly isUnknown: boolean;
};

const watched = (calendar: HallCalendar, start: Instant, days: number): readonly Minute[] => {
  const all: Minute[] = [];
  let offset = 0;
  for (let at = start as number; at < start + days * 1440 * MINUTE; at += MINUTE) {
    if (all.length === 0 || at % QUARTER === 0) offset = offsetAt(at, calendar.timeZone);
    const shown = new Date(at + offset).toISOString();
    const { phase, businessDay } = calendar.phaseAt(instant(at));
    all.push({
      date: shown.slice(0, 10),
      wall: Number(shown.slice(11, 13)) * 60 + Number(shown.slice(14, 16)),
      business: phase === "closed" || phase === "unknown" ? null : businessDay,
      isOpen: phase === "open",
      isUnknown: phase === "unknown",
    });
  }
  return all;
};

const offsetAt = (at: number, timeZone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;

/** The minutes, counted from the first, at which an edge surely comes and those at which it may. */
const occurrences = ({ at: edge, offset }: WindowEdge, minutes: readonly Minute[]) => {
  const shift = offset / MINUTE;
  const sure = new Set(surely(edge, minutes).map(i => i + shift));
  const possible = new Set(
    minutes.flatMap(({ isUnknown }, i) => {
      const hasBegun = edge.is !== "closing" || minutes[i - 1]?.isUnknown;
      return edge.is !== "time" && isUnknown && hasBegun ? [i + shift] : [];
    }),
  );
  return { sure, possible };
};

const surely = (edge: DayEdge, minutes: readonly Minute[]): readonly number[] => {
  const found: number[] = [];
  const seen = new Set([minutes[0]?.date]);
  const opened = new Set([minutes[0]?.business]);
  for (let i = 1; i < minutes.length; i++) {
    const [before, now] = [minutes[i - 1] as Minute, minutes[i] as Minute];
    const isNewDay = now.business !== before.business;
    switch (edge.is) {
      case "time":
        if (now.wall < edge.minute || seen.has(now.date)) break;
        seen.add(now.date);
        found.push(i);
        break;
      case "opening":
        if (isNewDay && now.business !== null) found.push(i);
        break;
      case "open":
        if (!now.isOpen || opened.has(now.business)) break;
        opened.add(now.business);
        found.push(i);
        break;
      case "closing":
        if (isNewDay && before.business !== null) found.push(i);
        break;
      default:
        return edge satisfies never;
    }
  }
  return found;
};
