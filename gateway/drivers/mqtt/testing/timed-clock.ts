import type { Clock, Timer } from "#gateway/ports/clock.ts";
import { after, type Instant, instant, type Millis } from "#rules/time/instant.ts";

/** A clock that stands until a test moves it, and then calls what has become due, in order. */
export const timedClock = (start = "2026-12-01T00:00:00Z"): Clock & { move(length: Millis): void } => {
  let now: Instant = instant(Date.parse(start));
  let waiting: { readonly at: Instant; readonly call: () => void }[] = [];
  const add = (at: Instant, call: () => void): Timer => {
    const entry = { at, call };
    waiting.push(entry);
    return {
      stop: () => {
        waiting = waiting.filter(other => other !== entry);
      },
    };
  };
  return {
    now: () => now,
    after: (length, call) => add(after(now, length), call),
    every: () => {
      throw new Error("this clock has no intervals");
    },
    move: length => {
      const end = after(now, length);
      for (;;) {
        const [first] = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (first === undefined) break;
        waiting = waiting.filter(other => other !== first);
        now = first.at;
        first.call();
      }
      now = end;
    },
  };
};
