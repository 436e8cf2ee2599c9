import { type Instant, instant, type Millis, millis } from "#rules/time/instant.ts";
import { clockSteps, type MachineClocks } from "./clock-steps.ts";

export type Timer = { stop(): void };

/** The only way the gateway learns the time. Intervals are counted on the hall's clock, which a demo may run faster. */
export type Clock = {
  /** Time of day at the hall. */
  now(): Instant;
  /** Calls once, `length` of hall time from now. */
  after(length: Millis, call: () => void): Timer;
  /** Calls every `length` of hall time, first after one `length`. Calls never overlap and never pile up. */
  every(length: Millis, call: () => void): Timer;
  /**
   * Moves the hall's clock by a step of the machine's clock that has proved to last, and says by how much; 0 when there
   * is none. To be asked about once a second; without it steps are ignored for good.
   */
  takeStep?(): Millis;
  /** How far the machine's clock has been moved away from the hall's and not yet been followed; 0 when it has not. */
  offset?(): Millis;
};

/** A fast demo clock must not turn a slow rhythm into a busy one. */
const SHORTEST_INTERVAL_MS = 20;

const MACHINE: MachineClocks = { wallMs: () => Date.now(), runningMs: () => performance.now() };

/** The machine's own clock. */
export const systemClock = (): Clock => {
  const now = instant(Date.now());
  return scaledClock({ start: now, origin: now, speed: 1 });
};

/**
 * The time as the machine shows it this moment, steps and all: for what other machines compare with their own clocks
 * (signatures, ends). What is judged, held or waited for in the hall goes by the hall's clock.
 */
export const wallClock = (machine: MachineClocks = MACHINE): Clock => ({
  now: () => instant(machine.wallMs()),
  after: systemClock().after,
  every: systemClock().every,
});

/**
 * A clock that showed `start` when the machine's clock showed `origin`, and runs `speed` times as fast. Two processes
 * with the same three numbers agree to within the machine's own clock.
 *
 * It runs on the machine's monotonic clock, so nobody who moves the wall clock moves it: see `clock-steps.ts`.
 */
export const scaledClock = ({
  start,
  origin,
  speed,
  machine = MACHINE,
}: {
  readonly start: Instant;
  readonly origin: Instant;
  readonly speed: number;
  readonly machine?: MachineClocks;
}): Clock => {
  const real = (length: Millis) => Math.max(0, length / speed);
  const steps = clockSteps(machine);
  let base = start + (machine.wallMs() - origin) * speed - machine.runningMs() * speed;
  return {
    now: () => instant(Math.round(base + machine.runningMs() * speed)),
    after: (length, call) => {
      const timer = setTimeout(call, real(length));
      return { stop: () => clearTimeout(timer) };
    },
    every: (length, call) => {
      const timer = setInterval(call, Math.max(SHORTEST_INTERVAL_MS, real(length)));
      return { stop: () => clearInterval(timer) };
    },
    takeStep: () => {
      const by = steps.take();
      base += by * speed;
      return millis(by * speed);
    },
    offset: () => millis(steps.offset() * speed),
  };
};
