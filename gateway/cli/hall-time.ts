import { type Instant, instant } from "#rules/time/instant.ts";
import { day, momentOf } from "#rules/time/wall-clock.ts";
import type { Moment } from "./moments.ts";

/** The moment that a person means at a hall. */
export const momentAt = (given: Moment, timeZone: string): Instant =>
  given.is === "moment"
    ? given.at
    : instant(momentOf(day(given.date), given.minute, timeZone) + given.second * 1_000);

/** What the hall's clock shows: `2025-07-08 11:50`. */
export const localText = (at: Instant, timeZone: string): string =>
  new Date(at).toLocaleString("sv-SE", { timeZone }).slice(0, 16);
