import type { Clock } from "#gateway/ports/clock.ts";
import { type Instant, instant, type Millis } from "#rules/time/instant.ts";

/** A clock that stands until a test moves it. It has no timers: only for what asks the time and no more. */
export const standingClock = (): Clock & { move(length: Millis): void } => {
  let now = Date.parse("2025-07-08T09:45:00Z");
  const noTimers = (): never => {
    throw new Error("this clock has no timers");
  };
  return {
    now: (): Instant => instant(now),
    after: noTimers,
    every: noTimers,
    move: length => {
      now += length;
    },
  };
};
