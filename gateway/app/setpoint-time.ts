import type { HistoryValue } from "../ports/history.ts";

/** For how long an air-conditioner that cooled was set within the limit, beyond it, or nobody knows; ms. */
export type SetpointTime = {
  readonly keptMs: number;
  readonly violatedMs: number;
  readonly unknownMs: number;
};

export const NO_TIME: SetpointTime = { keptMs: 0, violatedMs: 0, unknownMs: 0 };

/** A value, or a stretch in which it was said again and again until `until`. */
export type Said = HistoryValue & { readonly until?: number };

/** What one air-conditioner said in a time, and the limit of the rule in force. */
export type SetpointAsked = {
  readonly mode: readonly Said[];
  readonly setpoint: readonly Said[];
  /** Numbers of the modes in which the setpoint matters. */
  readonly cooling: ReadonlySet<number>;
  /** A value is taken to last until the next one, but no longer than this, ms. */
  readonly modeLastsMs: number;
  readonly setpointLastsMs: number;
  /** The lowest setpoint that is allowed, °C. */
  readonly floorC: number;
  readonly from: number;
  readonly to: number;
};

/**
 * Adds up, second by second as it were, how long the limit was kept while the machine cooled. While nobody knows its mode
 * nobody knows whether it cooled: that is unknown, never kept.
 */
export const setpointTime = (asked: SetpointAsked): SetpointTime => {
  const { mode, setpoint, cooling, modeLastsMs, setpointLastsMs, floorC, from, to } = asked;
  const sum = { keptMs: 0, violatedMs: 0, unknownMs: 0 };
  const modes = course(mode, modeLastsMs);
  const setpoints = course(setpoint, setpointLastsMs);
  for (let at = from; at < to; ) {
    const running = modes(at);
    const set = setpoints(at);
    const until = Math.min(to, running.until, set.until);
    const ms = until - at;
    if (running.value === null) sum.unknownMs += ms;
    else if (cooling.has(running.value)) {
      if (set.value === null) sum.unknownMs += ms;
      else if (set.value < floorC) sum.violatedMs += ms;
      else sum.keptMs += ms;
    }
    at = until;
  }
  return sum;
};

/** Several machines or times together. */
export const together = (times: readonly SetpointTime[]): SetpointTime =>
  times.reduce(
    (sum, { keptMs, violatedMs, unknownMs }) => ({
      keptMs: sum.keptMs + keptMs,
      violatedMs: sum.violatedMs + violatedMs,
      unknownMs: sum.unknownMs + unknownMs,
    }),
    NO_TIME,
  );

type Known = { readonly value: number | null; readonly until: number };

/** What is known at moments that are asked in ascending order, and until when that stays so. */
const course = (values: readonly Said[], lastsMs: number): ((at: number) => Known) => {
  let next = 0;
  return at => {
    while (next < values.length && (values[next]?.at ?? 0) <= at) next += 1;
    const until = values[next]?.at ?? Number.POSITIVE_INFINITY;
    const last = values[next - 1];
    // What is uncertain is shown to people, and proves nothing.
    if (last === undefined || last.quality !== "good") return { value: null, until };
    const ends = (last.until ?? last.at) + lastsMs;
    return at < ends ? { value: last.value, until: Math.min(until, ends) } : { value: null, until };
  };
};
