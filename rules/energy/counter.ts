import { between, type Instant, instant, type Millis, minutes, seconds } from "../time/instant.ts";

/** What a counter said. Raw: nothing here changes it. */
export type CounterReading = {
  readonly at: Instant;
  /** What stands on the counter. */
  readonly kWh: number;
  /** Serial number of the meter that says it; absent: it does not tell. */
  readonly meter?: string;
};

/** What is known of a counter without hearing it; see `counterLimits`. */
export type CounterLimits = {
  /** No more can flow through the meter. */
  readonly maxKw: number;
  /** Where it begins again at 0, in kWh: each value that is possible. Empty: nobody knows, or never. */
  readonly modulusKwh: readonly number[];
  /** Its smallest step. */
  readonly resolutionKwh: number;
  /** Nobody knows how energy was spread over a stretch without a reading that is longer than this. */
  readonly gapAfter: Millis;
};

/**
 * Energy of a stretch of time. `measured`: counted from its beginning to its end. `estimated`: the amount is certain, when in
 * the stretch it was used is not. `at-least`: so much is certain; what else there was nobody counted.
 */
export type Increment = {
  readonly from: Instant;
  readonly to: Instant;
  /** Never negative, and never more than the physical limit allows in the stretch. */
  readonly kWh: number;
  readonly is: "measured" | "estimated" | "at-least";
  readonly why: "counted" | "gap" | BreakKind | "undone";
};

/** Why a counter does not go on from where it was. `jump`: nobody knows; a person may. */
export type BreakKind = "rollover" | "reset" | "step-back" | "replacement" | "jump";

/** What happened to a counter that is more than counting. `at`: when it was first seen. */
export type CounterEvent =
  /** Readings that the next one took back. */
  | {
      readonly is: "glitch";
      readonly at: Instant;
      readonly until: Instant;
      readonly kWh: number;
      readonly readings: number;
    }
  /** It goes on from `toKwh`; it was at `fromKwh`. `by`: the person who said so. */
  | {
      readonly is: BreakKind;
      readonly at: Instant;
      readonly fromKwh: number;
      readonly toKwh: number;
      readonly by?: string;
    }
  /** What was taken for a break was none: it goes on from before it. */
  | { readonly is: "undone"; readonly at: Instant; readonly kWh: number }
  /** No two readings agree, or it counts faster than is possible: a limit or a ratio is wrong. Nothing is counted. */
  | { readonly is: "unclear"; readonly at: Instant; readonly kWh: number };

/** The last time that it did not go on from where it was. */
export type CounterBreak = {
  readonly is: BreakKind;
  readonly before: CounterReading;
  readonly first: CounterReading;
  /** Counted between the two. */
  readonly betweenKwh: number;
  /** Counted since `before`. */
  readonly sinceKwh: number;
};

/** All that must be kept of a counter; plain data, for JSON. */
export type CounterState = {
  /** The last reading that is believed: what was before it is counted. */
  readonly base: CounterReading | null;
  /** Since when it has been told to stand where it does. */
  readonly standsSince: Instant | null;
  /** Readings that do not fit what was before; the old value holds until two of them agree. `strays`: others before `first`. */
  readonly doubt: {
    readonly first: CounterReading;
    readonly last: CounterReading;
    readonly readings: number;
    readonly strays: number;
  } | null;
  readonly break: CounterBreak | null;
  /** Counted too much, before it was known to be none; taken off what comes. */
  readonly owedKwh: number;
};

export type Counted = {
  readonly state: CounterState;
  readonly increments: readonly Increment[];
  readonly events: readonly CounterEvent[];
};

export const newCounter: CounterState = {
  base: null,
  standsSince: null,
  doubt: null,
  break: null,
  owedKwh: 0,
};

/** What is sent twice is sent within a few seconds, so two readings this close together are one opinion. */
export const APART = seconds(10);
/** A meter that saves its registers every five minutes loses as much in a power cut (Janitza UMG). */
const SAVED_EVERY = minutes(5);
/** A zero that is told for longer than this is no glitch of a bridge. */
const UNDO_WITHIN = minutes(60);
/** Told once when so many in a row fit nothing. */
const UNCLEAR_AFTER = 3;
/** Decimals that were scaled differ by less from themselves. */
const NOISE_KWH = 1e-6;

const MS_PER_HOUR = 3_600_000;

/** The most that can have been counted in a stretch: one step more than what can have flowed. */
export const mostKwh = ({ maxKw, resolutionKwh }: CounterLimits, length: Millis): number =>
  (maxKw * length) / MS_PER_HOUR + resolutionKwh;

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

const believed = (state: CounterState, base: CounterReading): CounterState => ({
  ...state,
  base,
  standsSince: state.base?.kWh === base.kWh ? state.standsSince : base.at,
  doubt: null,
});

/**
 * The last believed reading at the first moment at which it may have been made: a bridge repeats what it heard as if it were
 * new, and then the meter makes up for it at once.
 */
const standing = (
  { standsSince }: CounterState,
  base: CounterReading,
  { gapAfter }: CounterLimits,
): CounterReading => ({
  ...base,
  at: instant(Math.max(standsSince ?? base.at, base.at - gapAfter)),
});

/** Whether a reading may follow another on the same counter, by what can flow between them. */
const goesOn = (before: CounterReading, now: CounterReading, limits: CounterLimits): boolean => {
  const rise = now.kWh - before.kWh;
  return (
    isSameMeter(before, now) &&
    rise >= -NOISE_KWH &&
    rise <= mostKwh(limits, between(before.at, now.at)) + NOISE_KWH
  );
};

const isSameMeter = (one: CounterReading, other: CounterReading): boolean =>
  one.meter === undefined || other.meter === undefined || one.meter === other.meter;

/** Where it began again at 0, if it did. Where half a round may have flowed, a reset looks the same. */
const rolledOver = (
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

/** It goes on: what was doubted was nothing. */
const count = (
  state: CounterState,
  base: CounterReading,
  reading: CounterReading,
  rise: number,
  limits: CounterLimits,
): Counted => {
  const { increment, owedKwh } = book(state, base, reading, Math.max(0, rise), limits);
  const next = { ...named(reading, base), kWh: rise < 0 ? base.kWh : reading.kWh };
  const broken = state.break && { ...state.break, sinceKwh: state.break.sinceKwh + increment.kWh };
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
        betweenKwh: increment.kWh,
        sinceKwh: increment.kWh,
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

/** Two readings agree with each other and not with what was before. */
const settle = (
  state: CounterState,
  base: CounterReading,
  first: CounterReading,
  now: CounterReading,
  limits: CounterLimits,
): Counted => {
  if (isUndone(state.break, first, limits)) return undo(state, state.break, now);
  const kind = kindOf(base, first, limits);
  const sinceZero = kind === "reset" ? first.kWh : 0;
  const start = pay(state.owedKwh, sinceZero);
  const { increment: rest, owedKwh } = book(
    { owedKwh: start.owedKwh },
    first,
    now,
    Math.max(0, now.kWh - first.kWh),
    limits,
  );
  const lost: Increment = { from: base.at, to: first.at, kWh: start.kWh, is: "at-least", why: kind };
  return {
    state: {
      ...believed(state, named(now, first)),
      owedKwh,
      break: {
        is: kind,
        before: base,
        first,
        betweenKwh: start.kWh,
        sinceKwh: start.kWh + rest.kWh,
      },
    },
    increments: [lost, rest],
    events: [{ is: kind, at: first.at, fromKwh: base.kWh, toKwh: first.kWh }],
  };
};

const kindOf = (base: CounterReading, first: CounterReading, limits: CounterLimits): BreakKind => {
  if (!isSameMeter(base, first)) return "replacement";
  const back = base.kWh - first.kWh;
  if (back > 0 && back <= mostKwh(limits, SAVED_EVERY)) return "step-back";
  const isFromZero = first.kWh >= 0 && first.kWh <= mostKwh(limits, between(base.at, first.at));
  return back > 0 && isFromZero ? "reset" : "jump";
};

/** Whether readings that agree go on from before the last break, which was none then. */
const isUndone = (
  broken: CounterBreak | null,
  first: CounterReading,
  limits: CounterLimits,
): broken is CounterBreak =>
  broken !== null &&
  broken.is !== "replacement" &&
  between(broken.first.at, first.at) <= UNDO_WITHIN &&
  goesOn(broken.before, first, limits);

const undo = (
  state: CounterState,
  { before, first, sinceKwh }: CounterBreak,
  now: CounterReading,
): Counted => {
  const truth = now.kWh - before.kWh - sinceKwh;
  const paid = pay(state.owedKwh - Math.min(0, truth), Math.max(0, truth));
  const more: Increment = {
    from: before.at,
    to: now.at,
    kWh: paid.kWh,
    is: "estimated",
    why: "undone",
  };
  return {
    state: { ...believed(state, named(now, before)), break: null, owedKwh: paid.owedKwh },
    increments: [more],
    events: [{ is: "undone", at: first.at, kWh: first.kWh }],
  };
};

/** The increment of what was counted between two readings, after what is owed. */
const book = (
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

const pay = (owedKwh: number, rise: number): { readonly kWh: number; readonly owedKwh: number } => {
  const kWh = Math.max(0, rise - owedKwh);
  return { kWh, owedKwh: Math.max(0, owedKwh - rise) };
};

/** A reading of the meter that the one before was of, where it does not say so itself. */
const named = (reading: CounterReading, before: CounterReading): CounterReading => {
  const meter = reading.meter ?? before.meter;
  return meter === undefined ? reading : { ...reading, meter };
};

const glitches = ({ doubt }: CounterState): readonly CounterEvent[] => {
  if (!doubt) return [];
  const { first, last, readings, strays } = doubt;
  return [{ is: "glitch", at: first.at, until: last.at, kWh: first.kWh, readings: readings + strays }];
};
