import { between, instant, type Millis } from "../time/instant.ts";
import type { CounterLimits, CounterReading, CounterState } from "./counter-state.ts";

/** Decimals that were scaled differ by less from themselves. */
const NOISE_KWH = 1e-6;

const MS_PER_HOUR = 3_600_000;

/** The most that can have been counted in a stretch: one step more than what can have flowed. */
export const mostKwh = ({ maxKw, resolutionKwh }: CounterLimits, length: Millis): number =>
  (maxKw * length) / MS_PER_HOUR + resolutionKwh;

/**
 * The last believed reading at the first moment at which it may have been made: a bridge repeats what it heard as if it were
 * new, and then the meter makes up for it at once.
 */
export const standing = (
  { standsSince }: CounterState,
  base: CounterReading,
  { gapAfter }: CounterLimits,
): CounterReading => ({
  ...base,
  at: instant(Math.max(standsSince ?? base.at, base.at - gapAfter)),
});

/** Whether a reading may follow another on the same counter, by what can flow between them. */
export const goesOn = (before: CounterReading, now: CounterReading, limits: CounterLimits): boolean => {
  const rise = now.kWh - before.kWh;
  return (
    isSameMeter(before, now) &&
    rise >= -NOISE_KWH &&
    rise <= mostKwh(limits, between(before.at, now.at)) + NOISE_KWH
  );
};

/** Whether nothing says that two readings are of different meters. */
export const isSameMeter = (one: CounterReading, other: CounterReading): boolean =>
  one.meter === undefined || other.meter === undefined || one.meter === other.meter;

/** Where it began again at 0, if it did. Where half a round may have flowed, a reset looks the same. */
export const rolledOver = (
  before: CounterReading,
  now: CounterReading,
  limits: CounterLimits,
): number | undefined => {
  const most = mostKwh(limits, between(before.at, now.at));
  return limits.modulusKwh.find(modulus => {
    const rise = now.kWh + modulus - before.kWh;
    return rise >= -NOISE_KWH && rise <= most + NOISE_KWH && most < modulus / 2;
  });
};
