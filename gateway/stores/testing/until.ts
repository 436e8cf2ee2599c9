import { setTimeout as pause } from "node:timers/promises";

/** Resolves as soon as `isSo` is; asks every few milliseconds. @throws {Error} naming `what` when it takes too long */
export const until = async (
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patienceMs = 15_000,
): Promise<void> => {
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline; await pause(10))
    if (await isSo()) return;
  throw new Error(`in ${patienceMs / 1_000} s it never was so: ${what}`);
};
