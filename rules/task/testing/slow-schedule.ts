import { Temporal } from "temporal-polyfill";
import type { PhaseName } from "../../language/edge.ts";
import type { HallCalendar, Phase } from "../../time/calendar.ts";
import { type Instant, instant } from "../../time/instant.ts";

const MINUTE = 60_000;

/** What one minute shows: the date, the phase, and whose business day it is. */
type Minute = { readonly at: Instant; readonly date: string; readonly phase: Phase; readonly day: string };

/** Minute by minute what a hall is in, from a moment on. */
export const watched = (calendar: HallCalendar, from: Instant, days: number): readonly Minute[] => {
  const all: Minute[] = [];
  for (let at = from as number; at < from + days * 1440 * MINUTE; at += MINUTE) {
    const { phase, businessDay } = calendar.phaseAt(instant(at));
    all.push({ at: instant(at), date: calendar.dateAt(instant(at)), phase, day: businessDay });
  }
  return all;
};

/**
 * When a duty of every so many minutes opens, counted minute by minute: a run of minutes in the phases, cut into pieces
 * of the length. Only runs that began after the first minute are told, and only of known dates.
 */
export const slowRounds = (
  minutes: readonly Minute[],
  during: readonly PhaseName[],
  length: number,
): readonly Instant[] => {
  const found: Instant[] = [];
  let run: Instant | null = null;
  let passed = 0;
  let wasIn = true;
  for (const { at, phase } of minutes) {
    const isIn = phase !== "unknown" && during.some(each => each === phase);
    if (isIn && !wasIn) [run, passed] = [at, 0];
    if (!isIn) run = null;
    wasIn = isIn;
    if (run === null) continue;
    passed += MINUTE;
    if (passed === length) {
      found.push(instant(at + MINUTE - length));
      passed = 0;
    }
  }
  return found;
};

/** First and last minute of each business day in which people are in, by day; only days that begin after the first minute. */
export const slowDays = (
  minutes: readonly Minute[],
): ReadonlyMap<string, { readonly since: Instant; readonly until: Instant }> => {
  const days = new Map<string, { since: Instant; until: Instant }>();
  for (const { at, phase, day } of minutes) {
    if (phase === "closed" || phase === "unknown") continue;
    const known = days.get(day);
    const until = instant(at + MINUTE);
    if (known === undefined) days.set(day, { since: at, until });
    else known.until = until;
  }
  const first = minutes[0];
  if (first !== undefined) days.delete(first.day);
  return days;
};

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek;
