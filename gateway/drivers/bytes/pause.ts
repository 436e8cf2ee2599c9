import type { Clock, Timer } from "#gateway/ports/clock.ts";
import { millis } from "#rules/time/instant.ts";

/** A wait that somebody can end: for loops that sleep until something is due. */
export class Pause {
  #wake: () => void = () => {};

  /**
   * Resolves after the shorter of the two, or when woken; infinite lengths are never over.
   *
   * @param hallMs  length in hall time
   * @param realMs  length in real time
   */
  async sleep(clock: Clock, hallMs: number, realMs: number): Promise<void> {
    const timers: Timer[] = [];
    await new Promise<void>(resolve => {
      this.#wake = resolve;
      if (Number.isFinite(hallMs)) timers.push(clock.after(millis(Math.max(1, hallMs)), resolve));
      if (Number.isFinite(realMs)) {
        const timer = setTimeout(resolve, Math.max(1, realMs));
        timers.push({ stop: () => clearTimeout(timer) });
      }
    });
    for (const timer of timers) timer.stop();
  }

  /** Ends the sleep that is under way, if any. */
  wake(): void {
    this.#wake();
  }
}
