import { type Instant, instant, type Millis } from "#rules/time/instant.ts";

export type Timer = { stop(): void };

/** The only way the gateway learns the time. Intervals are counted on the hall's clock, which a demo may run faster. */
export type Clock = {
  /** Time of day at the hall. */
  now(): Instant;
  /** Calls once, `length` of hall time from now. */
  after(length: Millis, call: () => void): Timer;
  /** Calls every `length` of hall time, first after one `length`. Calls never overlap and never pile up. */
  every(length: Millis, call: () => void): Timer;
};

/** A fast demo clock must not turn a slow rhythm into a busy one. */
const SHORTEST_INTERVAL_MS = 20;

/** The machine's own clock. */
export const systemClock = (): Clock =>
  scaledClock({ start: instant(Date.now()), origin: instant(Date.now()), speed: 1 });

/**
 * A clock that showed `start` when the machine's clock showed `origin`, and runs `speed` times as fast. Two processes
 * with the same three numbers agree to within the machine's own clock.
 */
export const scaledClock = ({
  start,
  origin,
  speed,
}: {
  start: Instant;
  origin: Instant;
  speed: number;
}): Clock => {
  const real = (length: Millis) => Math.max(0, length / speed);
  return {
    now: () => instant(Math.round(start + (Date.now() - origin) * speed)),
    after: (length, call) => {
      const timer = setTimeout(call, real(length));
      return { stop: () => clearTimeout(timer) };
    },
    every: (length, call) => {
      const timer = setInterval(call, Math.max(SHORTEST_INTERVAL_MS, real(length)));
      return { stop: () => clearInterval(timer) };
    },
  };
};
