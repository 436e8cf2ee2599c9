/** Three numbers that two processes share to agree on the hall's time of day. */
export type ClockSettings = {
  /** What the hall's clock showed at `origin`, in milliseconds since the epoch. */
  readonly start: number;
  /** What the machine's clock showed at that moment, in milliseconds since the epoch. */
  readonly origin: number;
  /** How many times as fast as the machine's clock the hall's clock runs; > 0. */
  readonly speed: number;
};

export type SimulatedClock = ClockSettings & {
  /** Time of day at the hall, whole milliseconds since the epoch. */
  now(): number;
};

/** The hall's clock: `start + (machine − origin) × speed`. Keeps no state, so it never drifts. */
export const simulatedClock = (
  { start, origin, speed }: ClockSettings,
  machine: () => number = Date.now,
): SimulatedClock => ({
  start,
  origin,
  speed,
  now: () => Math.round(start + (machine() - origin) * speed),
});
