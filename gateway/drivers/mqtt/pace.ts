import type { Clock } from "#gateway/ports/clock.ts";
import { type Instant, type Millis, millis } from "#rules/time/instant.ts";

/**
 * Holds one client to a pace, so that it cannot take the whole machine: a bucket of one second's messages, refilled
 * steadily. Returns how long the broker shall wait before it reads on from the client; zero most of the time.
 *
 * @param perSecond  messages a second for each client; 0: no limit
 */
export const pacer = (perSecond: number, clock: Clock): ((client: object) => Millis) => {
  if (perSecond === 0) return () => millis(0);
  const buckets = new WeakMap<object, { left: number; filledAt: Instant }>();
  return client => {
    let bucket = buckets.get(client);
    if (bucket === undefined) {
      bucket = { left: perSecond, filledAt: clock.now() };
      buckets.set(client, bucket);
    }
    if (--bucket.left >= 0) return millis(0);
    const now = clock.now();
    const gained = (Math.max(0, now - bucket.filledAt) * perSecond) / 1_000;
    bucket.left = Math.min(perSecond - 1, bucket.left + gained);
    bucket.filledAt = now;
    return millis(Math.max(0, Math.ceil((-bucket.left * 1_000) / perSecond)));
  };
};
