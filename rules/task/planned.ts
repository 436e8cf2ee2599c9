import type { SettledDuty } from "../language/duty.ts";
import type { Words } from "../site/model.ts";
import type { HallCalendar } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";

/** One time that a duty will fall due, as the calendar has it. */
export type PlannedTask = {
  /** `<duty>/<period>`: the same whatever else changes of it. */
  readonly id: string;
  readonly duty: string;
  readonly period: Words;
  /** The business day that it counts for. */
  readonly day: string;
  readonly opensAt: Instant;
  readonly dueAt: Instant;
  /** Null: as long as the next one is not open. */
  readonly missedAt: Instant | null;
  /** The date that it is put off from; null: it is on its own. */
  readonly putOffFrom: string | null;
  /** `deferred`: its day is closed and no other day of its period is left; nobody is asked. */
  readonly is: "due" | "deferred";
  /** Why it is on another day, or on none, or that nobody knows the hours of its day; null: as it should be. */
  readonly why: Words | null;
};

/** A stretch of time: what opens at or before `to` and is due after `from`. */
export type Stretch = { readonly from: Instant; readonly to: Instant };

/** What a kind of duty is planned from. */
export type Planning<When extends SettledDuty["when"]["is"]> = {
  readonly duty: SettledDuty;
  readonly when: Extract<SettledDuty["when"], { readonly is: When }>;
  readonly calendar: HallCalendar;
  readonly stretch: Stretch;
};
