import { setTimeout as pause } from "node:timers/promises";

/** How long a test waits for other processes, sockets and browsers, in ms: a busy machine is no mistake of what is tested. */
export const PATIENCE_MS = 45_000;

/** Resolves as soon as `isSo` is; asks every few milliseconds. @throws {Error} naming `what` when it takes too long */
export const until = async (
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patienceMs = PATIENCE_MS,
): Promise<void> => {
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline; await pause(10))
    if (await isSo()) return;
  throw new Error(`in ${patienceMs / 1_000} s it never was so: ${what}`);
};
