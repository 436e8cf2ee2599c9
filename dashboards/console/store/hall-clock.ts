import { effect } from "@preact/signals";
import { hallTime } from "./link.ts";
import { clock, isLost, link } from "./live.ts";

/**
 * What the hall's clock showed at a moment. A page that was opened just now waits until the gateway has said what time it
 * is; where it cannot be reached, the device's own clock is all there is. Never throws.
 *
 * @param moment  on the browser's monotonic clock (`performance.now()`), in ms
 * @returns       in ms since 1970, finer than the second that the page shows: a demo's clock runs fast
 */
export const hallTimeAt = async (moment: number): Promise<number> => {
  await timeIsTold();
  const told = clock.peek();
  return told === null ? Date.now() - (performance.now() - moment) : hallTime(told, moment);
};

/** Resolves when the hall's time is known, or when trying to hear it has failed. */
const timeIsTold = (): Promise<void> =>
  new Promise(resolve => {
    const stop = effect(() => {
      if (clock.value === null && !isLost.value && link.value.attempts === 0) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
