import { between, seconds } from "../time/instant.ts";
import { believed, book, named } from "./booking.ts";
import { settle } from "./breaks.ts";
import type { Counted, CounterEvent, CounterLimits, CounterReading, CounterState } from "./counter-state.ts";
import { goesOn, isSameMeter, rolledOver, standing } from "./fit.ts";

/** What is sent twice is sent within a few seconds, so two readings this close together are one opinion. */
const APART = seconds(10);
/** Told once when so many in a row fit nothing. */
const UNCLEAR_AFTER = 3;

/**
 * Takes the next reading of a counter. The increments of all readings add up to what the meter counted; duplicates and late
 * readings change nothing, since what they say lies between two others. Of bad readings nothing is to be told here.
 */
export const hear = (state: CounterState, reading: CounterReading, limits: CounterLimits): Counted => {
  const { base, doubt } = state;
  if (!Number.isFinite(reading.kWh)) return { state, increments: [], events: [] };
  if (!base) return { state: believed(state, reading), increments: [], events: [] };
  if (reading.at <= (doubt ?? { last: base }).last.at) return { state, increments: [], events: [] };
  const stood = standing(state, base, limits);
  const from = [base, stood].find(each => goesOn(each, reading, limits));
  if (from) return count(state, from, reading, reading.kWh - base.kWh, limits);
  const modulus = isSameMeter(base, reading) ? rolledOver(stood, reading, limits) : undefined;
  if (modulus !== undefined) return rollOver(state, stood, reading, modulus, limits);
  if (!doubt) return hold(state, reading, 0);
  if (!goesOn(doubt.last, reading, limits)) return hold(state, reading, doubt.readings + doubt.strays);
  const isSecond = between(doubt.first.at, reading.at) >= APART;
  if (isSecond) return settle(state, base, doubt.first, reading, limits);
  const waiting = { ...doubt, last: reading, readings: doubt.readings + 1 };
  return { state: { ...state, doubt: waiting }, increments: [], events: [] };
};

/** It goes on: what was doubted was nothing. */
const count = (
  state: CounterState,
  base: CounterReading,
  reading: CounterReading,
  rise: number,
  limits: CounterLimits,
): Counted => {
  const risen = Math.max(0, rise);
  const { increment, owedKwh } = book(state, base, reading, risen, limits);
  const next = { ...named(reading, base), kWh: rise < 0 ? base.kWh : reading.kWh };
  const broken = state.break && { ...state.break, sinceKwh: state.break.sinceKwh + risen };
  return {
    state: { ...believed(state, next), break: broken, owedKwh },
    increments: [increment],
    events: glitches(state),
  };
};

const rollOver = (
  state: CounterState,
  base: CounterReading,
  reading: CounterReading,
  modulus: number,
  limits: CounterLimits,
): Counted => {
  const rise = Math.max(0, reading.kWh + modulus - base.kWh);
  const { increment, owedKwh } = book(state, base, reading, rise, limits);
  const next = named(reading, base);
  const said = { at: reading.at, fromKwh: base.kWh, toKwh: reading.kWh };
  return {
    state: {
      ...believed(state, next),
      owedKwh,
      break: {
        is: "rollover",
        before: base,
        first: next,
        betweenKwh: rise,
        sinceKwh: rise,
      },
    },
    increments: [increment.why === "counted" ? { ...increment, why: "rollover" } : increment],
    events: [...glitches(state), { is: "rollover", ...said }],
  };
};

const hold = (state: CounterState, reading: CounterReading, strays: number): Counted => ({
  state: { ...state, doubt: { first: reading, last: reading, readings: 1, strays } },
  increments: [],
  events: strays + 1 === UNCLEAR_AFTER ? [{ is: "unclear", at: reading.at, kWh: reading.kWh }] : [],
});

const glitches = ({ doubt }: CounterState): readonly CounterEvent[] => {
  if (!doubt) return [];
  const { first, last, readings, strays } = doubt;
  return [{ is: "glitch", at: first.at, until: last.at, kWh: first.kWh, readings: readings + strays }];
};
