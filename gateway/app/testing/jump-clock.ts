import { after, type Instant, type Millis } from "#rules/time/instant.ts";
import type { Clock } from "../../ports/clock.ts";

/** A clock that stands until a test moves it, in one jump: every timer that came due is called once, at the end of it. */
export type JumpClock = Clock & { jump(length: Millis): void };

type Waiting = { due: Instant; readonly every: Millis | null; readonly call: () => void };

export const jumpClock = (start: Instant): JumpClock => {
  let now = start;
  const waiting = new Set<Waiting>();
  const timer = (length: Millis, every: Millis | null, call: () => void) => {
    const one = { due: after(now, length), every, call };
    waiting.add(one);
    return { stop: () => waiting.delete(one) };
  };
  return {
    now: () => now,
    after: (length, call) => timer(length, null, call),
    every: (length, call) => timer(length, length, call),
    jump: length => {
      now = after(now, length);
      for (const one of [...waiting].filter(({ due }) => due <= now)) {
        if (one.every === null) waiting.delete(one);
        else one.due = after(now, one.every);
        one.call();
      }
    },
  };
};
