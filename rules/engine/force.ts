import type { Rule } from "../language/rule.ts";
import type { SettledRule } from "../language/settings.ts";
import { and, NO, type Truth, UNKNOWN, YES } from "../language/truth.ts";
import type { HallCalendar, PhaseSpan } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";

/** Whether a rule is in force: unknown where the calendar does not know the day or the site names no such season. */
export const inForce = (
  { inForce, season }: SettledRule,
  span: PhaseSpan,
  calendar: HallCalendar,
  at: Instant,
): Truth => and(phaseTruth(inForce, span), seasonTruth(season, calendar, at));

const phaseTruth = (phases: SettledRule["inForce"], { phase }: PhaseSpan): Truth => {
  if (phases.includes("always")) return YES;
  if (phase === "unknown") return UNKNOWN;
  return phases.some(name => name === phase) ? YES : NO;
};

const seasonTruth = (season: Rule["season"], calendar: HallCalendar, at: Instant): Truth => {
  if (season === undefined) return YES;
  const covered = calendar.inSeason(season.name, at);
  return covered === null ? UNKNOWN : covered === season.isOutside ? NO : YES;
};
