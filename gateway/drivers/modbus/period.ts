import { after, between, type Instant, type Millis, millis } from "#rules/time/instant.ts";

/**
 * When a read that was due at `due`, every `every`, is due next. Lateness does not add up: the beat stays where it
 * began, and a beat that has been missed altogether is left out. When the clock was set back the beat starts anew, for
 * otherwise the read would wait until the clock is there again.
 */
export const nextDue = (due: Instant, every: Millis, now: Instant): Instant => {
  const late = between(due, now);
  if (late < -every) return after(now, every);
  const beats = Math.max(1, Math.floor(late / every) + 1);
  return after(due, millis(beats * every));
};
