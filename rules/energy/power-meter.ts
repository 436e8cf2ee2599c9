import { after, type Instant, instant, type Millis } from "../time/instant.ts";
import type { Booked, MeterState } from "./ledger.ts";
import { quartersOf, type ToBook } from "./quarter.ts";

type Power = Extract<MeterState, { readonly is: "power" }>;

const WATT_MILLIS_PER_KWH = 3.6e9;

/** The next power of a meter that does not count. The one before holds until then, at most for `staleAfter`. */
export const hearPower = (
  meter: string,
  state: Power,
  { at, powerW }: { readonly at: Instant; readonly powerW: number | null },
  staleAfter: Millis,
): Booked => {
  if (state.at !== null && at <= state.at) return { state, quarters: [], entries: [] };
  const held = heldTo(meter, state, at, staleAfter);
  const bookedTo = instant(Math.max(at, state.bookedTo ?? at));
  const isKnown = powerW !== null && Number.isFinite(powerW);
  return { ...held, state: { is: "power", powerW: isKnown ? powerW : null, at, bookedTo } };
};

/**
 * Books what a power has made up to `until`: nothing for a time in which it was not known, which is marked instead. What
 * flows back is no use of energy.
 */
export const heldTo = (meter: string, state: Power, until: Instant, staleAfter: Millis): Booked => {
  const { powerW, at, bookedTo } = state;
  if (at === null || bookedTo === null || until <= bookedTo) return { state, quarters: [], entries: [] };
  const lasts = powerW === null ? bookedTo : Math.min(until, after(at, staleAfter));
  const knownTo = instant(Math.max(bookedTo, lasts));
  const kWh = (Math.max(0, powerW ?? 0) * (knownTo - bookedTo)) / WATT_MILLIS_PER_KWH;
  const told: ToBook = {
    from: bookedTo,
    to: knownTo,
    kWh,
    isEstimated: false,
    coveredFrom: bookedTo,
    isAtLeast: false,
  };
  const silent: ToBook = {
    from: knownTo,
    to: until,
    kWh: 0,
    isEstimated: false,
    coveredFrom: null,
    isAtLeast: true,
  };
  const stretches = [told, silent].filter(({ from, to }) => to > from);
  return { state: { ...state, bookedTo: until }, quarters: quartersOf(meter, stretches), entries: [] };
};
