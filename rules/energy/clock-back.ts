import { after, hours, type Instant, type Millis, minutes } from "../time/instant.ts";
import { newMeter } from "./hear-meter.ts";
import type { MeterState } from "./ledger.ts";

/** Further ahead of the hall's clock is no device's: the hall's own clock has gone back. */
const AHEAD = minutes(10);
/** Nobody knows when the last reading was really made: what was counted since is spread over so much at most. Our proposal. */
const WITHIN = hours(24);

/**
 * A meter whose last reading lies ahead of the hall's clock, since that showed a wrong time when it came: without this
 * all that it says would be late for as long as the clock was wrong. A counter goes on from what stood on it; a power is
 * unknown until it is told again. Any other meter is as it was.
 */
export const afterClockWentBack = (state: MeterState, now: Instant): MeterState => {
  const isAhead = (at: Instant | null): boolean => at !== null && at > after(now, AHEAD);
  if (state.is === "power") return isAhead(state.at) ? newMeter("power") : state;
  const { counter } = state;
  const { base, doubt } = counter;
  if (base === null || !(isAhead(base.at) || isAhead(doubt?.last.at ?? null))) return state;
  const at = isAhead(base.at) ? after(now, -WITHIN as Millis) : base.at;
  return {
    ...state,
    counter: { ...counter, base: { ...base, at }, standsSince: null, doubt: null, break: null },
    sinceBreak: [],
  };
};
