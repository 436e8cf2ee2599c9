import type { DayHours } from "../time/calendar-plan.ts";
import type { Instant } from "../time/instant.ts";

/** What people announced of a date: the value of a paper of kind `day` whose id is the date. */
export type AnnouncedDay = {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Windows in order, minutes since midnight; empty: closed. Null: as the site file has it, after all. */
  readonly hours: DayHours | null;
  readonly why: string;
  /** Name of the person. */
  readonly by: string;
  readonly at: Instant;
};
