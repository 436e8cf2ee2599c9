import type { Clock, Timer } from "#gateway/ports/clock.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import type { RealTime } from "../real-time.ts";

/** Time that passes only when a test lets it: the hall's and the wire's, both the same. */
export type VirtualTime = {
  readonly clock: Clock;
  readonly time: RealTime;
  /** Lets so many milliseconds pass, timer by timer, each with everything that follows from it. */
  run(lengthMs: number): Promise<void>;
};

type Waiting = {
  dueMs: number;
  readonly order: number;
  readonly everyMs: number | null;
  readonly call: () => void;
};

export const virtualTime = (start: Instant = instant(Date.UTC(2025, 6, 8, 1))): VirtualTime => {
  let nowMs = 0;
  let orders = 0;
  const waiting = new Set<Waiting>();
  const timer = (lengthMs: number, everyMs: number | null, call: () => void): Timer => {
    orders += 1;
    const one = { dueMs: nowMs + Math.max(0, lengthMs), order: orders, everyMs, call };
    waiting.add(one);
    return { stop: () => waiting.delete(one) };
  };
  const first = (): Waiting | null => {
    let found: Waiting | null = null;
    for (const one of waiting)
      if (!found || one.dueMs < found.dueMs || (one.dueMs === found.dueMs && one.order < found.order))
        found = one;
    return found;
  };
  return {
    clock: {
      now: () => instant(start + Math.floor(nowMs)),
      after: (length, call) => timer(length, null, call),
      every: (length, call) => timer(length, length, call),
    },
    time: { nowMs: () => nowMs, after: (lengthMs, call) => timer(lengthMs, null, call) },
    run: async lengthMs => {
      const endMs = nowMs + lengthMs;
      for (;;) {
        // Whatever the last timer set off comes to rest before time goes on.
        await new Promise(setImmediate);
        const next = first();
        if (!next || next.dueMs > endMs) break;
        nowMs = Math.max(nowMs, next.dueMs);
        if (next.everyMs === null) waiting.delete(next);
        else next.dueMs += next.everyMs;
        next.call();
      }
      nowMs = endMs;
    },
  };
};
