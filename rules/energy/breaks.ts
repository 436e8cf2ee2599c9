import { between, minutes } from "../time/instant.ts";
import { believed, book, named, pay } from "./booking.ts";
import type {
  BreakKind,
  Counted,
  CounterBreak,
  CounterLimits,
  CounterReading,
  CounterState,
  Increment,
} from "./counter-state.ts";
import { goesOn, isSameMeter, mostKwh } from "./fit.ts";

/** A meter that saves its registers every five minutes loses as much in a power cut (Janitza UMG). */
const SAVED_EVERY = minutes(5);
/** A zero that is told for longer than this is no glitch of a bridge. */
export const UNDO_WITHIN = minutes(60);

/** What it was that two readings agree with each other and not with what was before. */
export const settle = (
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
  const rise = Math.max(0, now.kWh - first.kWh);
  const { increment: rest, owedKwh } = book({ owedKwh: start.owedKwh }, first, now, rise, limits);
  const lost: Increment = { from: base.at, to: first.at, kWh: start.kWh, is: "at-least", why: kind };
  return {
    state: {
      ...believed(state, named(now, first)),
      owedKwh,
      break: {
        is: kind,
        before: base,
        first,
        betweenKwh: sinceZero,
        sinceKwh: sinceZero + rise,
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
