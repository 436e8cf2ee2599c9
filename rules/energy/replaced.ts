import { between, type Instant } from "../time/instant.ts";
import { hear } from "./counter.ts";
import type {
  Counted,
  CounterBreak,
  CounterLimits,
  CounterReading,
  CounterState,
  Increment,
} from "./counter-state.ts";
import { mostKwh } from "./fit.ts";

/** What a person says of a meter that was replaced. */
export type Replaced = {
  readonly at: Instant;
  /** Id of the person. */
  readonly by: string;
  /** What the old meter ended with; absent: nobody read it. */
  readonly endKwh?: number;
  /** What the new meter began with. */
  readonly startKwh: number;
  /** Serial number of the new one; absent: nobody wrote it down. */
  readonly meter?: string;
};

/**
 * A person says that the meter was replaced: before its first reading, or after, when its other start has been found to be
 * a reset or a jump. What both meters counted is then known where both figures are.
 */
export const replaced = (
  state: CounterState,
  said: Replaced,
  limits: CounterLimits,
): ({ readonly is: "counted" } & Counted) | { readonly is: "refused"; readonly why: string } => {
  const { base, break: broken } = state;
  if (broken && broken.is !== "rollover" && broken.before.at <= said.at && said.at <= broken.first.at)
    return afterwards(state, broken, said, limits);
  if (!base) return refused("nothing was ever heard of this meter");
  if (said.at < base.at) return refused("it went on counting after that moment");
  return beforehand(state, base, said, limits);
};

const refused = (why: string): { readonly is: "refused"; readonly why: string } => ({ is: "refused", why });

const TOO_MUCH = "it cannot have counted so much in that time";
const TOO_LITTLE = "a counter does not go back: one of the figures is wrong";

/** Both meters together may have counted what can flow between two readings, and no less than nothing. */
const doubtful = (parts: readonly number[], mostKwhBetween: number): string | null => {
  if (parts.some(part => part < 0)) return TOO_LITTLE;
  return parts.reduce((sum, part) => sum + part, 0) > mostKwhBetween ? TOO_MUCH : null;
};

const afterwards = (state: CounterState, broken: CounterBreak, said: Replaced, limits: CounterLimits) => {
  const { before, first, betweenKwh } = broken;
  const old = (said.endKwh ?? before.kWh) - before.kWh;
  const since = first.kWh - said.startKwh;
  const why = doubtful([old, since], mostKwh(limits, between(before.at, first.at)));
  if (why !== null) return refused(why);
  const owed = state.owedKwh + betweenKwh;
  const kWh = Math.max(0, old + since - owed);
  const increment: Increment = { from: before.at, to: first.at, kWh, ...certainty(said) };
  return {
    is: "counted",
    state: { ...state, break: null, owedKwh: Math.max(0, owed - old - since) },
    increments: [increment],
    events: [event(said, before)],
  } as const;
};

const beforehand = (state: CounterState, base: CounterReading, said: Replaced, limits: CounterLimits) => {
  const old = (said.endKwh ?? base.kWh) - base.kWh;
  const why = doubtful([old], mostKwh(limits, between(base.at, said.at)));
  if (why !== null) return refused(why);
  const { at, startKwh, meter } = said;
  const kWh = Math.max(0, old - state.owedKwh);
  const increment: Increment = { from: base.at, to: at, kWh, ...certainty(said) };
  const begun: CounterState = {
    base: { at, kWh: startKwh, ...(meter !== undefined && { meter }) },
    standsSince: at,
    doubt: null,
    break: null,
    owedKwh: Math.max(0, state.owedKwh - old),
  };
  // What the new meter has said already was doubted until now.
  const heard = state.doubt ? hear(begun, state.doubt.last, limits) : null;
  return {
    is: "counted",
    state: heard?.state ?? begun,
    increments: [increment, ...(heard?.increments ?? [])],
    events: [event(said, base), ...(heard?.events ?? [])],
  } as const;
};

const certainty = ({ endKwh }: Replaced) =>
  ({ is: endKwh === undefined ? "at-least" : "estimated", why: "replacement" }) as const;

const event = ({ at, by, endKwh, startKwh }: Replaced, before: CounterReading) =>
  ({ is: "replacement", at, fromKwh: endKwh ?? before.kWh, toKwh: startKwh, by }) as const;
