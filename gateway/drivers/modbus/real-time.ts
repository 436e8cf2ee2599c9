import type { Timer } from "#gateway/ports/clock.ts";

/** Time as the wire has it: real, whatever the hall's clock does. Time-outs, gaps and waits after a failure go by it. */
export type RealTime = {
  /** Milliseconds since anything; never goes back. */
  nowMs(): number;
  /** Calls once, so many milliseconds from now. */
  after(lengthMs: number, call: () => void): Timer;
};

/** The machine's own. */
export const realTime: RealTime = {
  nowMs: () => performance.now(),
  after: (lengthMs, call) => {
    const timer = setTimeout(call, lengthMs);
    return { stop: () => clearTimeout(timer) };
  },
};
