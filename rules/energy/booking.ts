import { between } from "../time/instant.ts";
import type { CounterLimits, CounterReading, CounterState, Increment } from "./counter-state.ts";

/** The state with a reading that is believed: what was doubted before it is settled. */
export const believed = (state: CounterState, base: CounterReading): CounterState => ({
  ...state,
  base,
  standsSince: state.base?.kWh === base.kWh ? state.standsSince : base.at,
  doubt: null,
});

/** The increment of what was counted between two readings, after what is owed. */
export const book = (
  { owedKwh: owed }: Pick<CounterState, "owedKwh">,
  from: CounterReading,
  to: CounterReading,
  rise: number,
  { gapAfter }: CounterLimits,
): { readonly increment: Increment; readonly owedKwh: number } => {
  const { kWh, owedKwh } = pay(owed, rise);
  const isGap = between(from.at, to.at) > gapAfter;
  const how = isGap
    ? ({ is: "estimated", why: "gap" } as const)
    : ({ is: "measured", why: "counted" } as const);
  return { increment: { from: from.at, to: to.at, kWh, ...how }, owedKwh };
};

/** What is left of a rise after what is owed, and what is owed then. */
export const pay = (owedKwh: number, rise: number): { readonly kWh: number; readonly owedKwh: number } => {
  const kWh = Math.max(0, rise - owedKwh);
  return { kWh, owedKwh: Math.max(0, owedKwh - rise) };
};

/** A reading of the meter that the one before was of, where it does not say so itself. */
export const named = (reading: CounterReading, before: CounterReading): CounterReading => {
  const meter = reading.meter ?? before.meter;
  return meter === undefined ? reading : { ...reading, meter };
};
