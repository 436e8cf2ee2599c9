import { after, between, type Instant, type Millis, millis, minutes } from "#rules/time/instant.ts";

/** How soon a channel may be used again, by what its other side takes in a minute and by what it has asked for. */
export type Pace = {
  /** How long to wait from `at` on; 0: not at all. */
  wait(at: Instant): Millis;
  /** Something was sent. */
  used(at: Instant): void;
  /** The other side asked to be left alone. */
  rest(at: Instant, length: Millis): void;
};

const WINDOW = minutes(1);

/** @param perMinute  most uses in any minute; null: no limit */
export const paceOf = (perMinute: number | null): Pace => {
  let uses: Instant[] = [];
  let resting: { readonly from: Instant; readonly until: Instant } | null = null;
  return {
    wait: at => {
      // What began in a time ahead is from before the clock was set back, and says nothing.
      const rest = resting === null || at < resting.from ? 0 : between(at, resting.until);
      const oldest = perMinute === null ? undefined : uses.at(-perMinute);
      const isAhead = oldest !== undefined && oldest > at;
      const full = oldest === undefined || isAhead ? 0 : between(at, after(oldest, WINDOW));
      return millis(Math.max(0, rest, full));
    },
    used: at => {
      uses = [...uses.filter(use => between(use, at) < WINDOW && use <= at), at];
    },
    rest: (at, length) => {
      const until = after(at, length);
      if (resting === null || at < resting.from || until > resting.until) resting = { from: at, until };
    },
  };
};
