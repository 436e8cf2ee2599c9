import type { Clock, Timer } from "#gateway/ports/clock.ts";
import { millis } from "#rules/time/instant.ts";
import type { RealTime } from "./real-time.ts";

/** Nothing waits for less. */
const LEAST_MS = 1;

/** One that waits until some time has passed, in the hall or really, or somebody wakes it. */
export class Sleeper {
  readonly #clock: Clock;
  readonly #time: RealTime;
  #wake: () => void = () => {};

  constructor(clock: Clock, time: RealTime) {
    this.#clock = clock;
    this.#time = time;
  }

  wake(): void {
    this.#wake();
  }

  /** Resolves with the first of both; infinite: that one never comes. */
  sleep({ hall, realMs }: { readonly hall: number; readonly realMs: number }): Promise<void> {
    return new Promise(resolve => {
      const timers: Timer[] = [];
      this.#wake = () => {
        for (const timer of timers) timer.stop();
        this.#wake = () => {};
        resolve();
      };
      if (Number.isFinite(hall))
        timers.push(this.#clock.after(millis(Math.max(LEAST_MS, hall)), () => this.#wake()));
      if (Number.isFinite(realMs))
        timers.push(this.#time.after(Math.max(LEAST_MS, realMs), () => this.#wake()));
    });
  }
}
