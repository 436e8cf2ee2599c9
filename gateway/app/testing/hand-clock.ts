import { after, type Instant, type Millis } from "#rules/time/instant.ts";
import type { Clock, Timer } from "../../ports/clock.ts";

/** A clock that stands until a test moves it; timers are called as it passes them, each at its own time. */
export type HandClock = Clock & { move(length: Millis): void };

type Waiting = { due: Instant; readonly every: Millis | null; readonly call: () => void };

export const handClock = (start: Instant): HandClock => {
  let now = start;
  const waiting = new Set<Waiting>();
  const timer = (due: Instant, every: Millis | null, call: () => void): Timer => {
    const one = { due, every, call };
    waiting.add(one);
    return { stop: () => waiting.delete(one) };
  };
  const nextUntil = (end: Instant): Waiting | undefined =>
    [...waiting].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  return {
    now: () => now,
    after: (length, call) => timer(after(now, length), null, call),
    every: (length, call) => timer(after(now, length), length, call),
    move: length => {
      const end = after(now, length);
      for (let one = nextUntil(end); one !== undefined; one = nextUntil(end)) {
        now = one.due;
        if (one.every === null) waiting.delete(one);
        else one.due = after(one.due, one.every);
        one.call();
      }
      now = end;
    },
  };
};
