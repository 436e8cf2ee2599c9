/** Exit code of a command that the user stopped: 128 + SIGINT. */
export const INTERRUPTED = 130;

/**
 * A signal that the first Ctrl-C (or SIGTERM) aborts, so that a command can end with what it has; the second one ends the
 * process at once. `done` gives the keys back.
 */
export const interruptible = (): { readonly signal: AbortSignal; readonly done: () => void } => {
  const controller = new AbortController();
  const stop = (): void => {
    process.once("SIGINT", () => process.exit(INTERRUPTED));
    controller.abort();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const done = (): void => {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  };
  return { signal: controller.signal, done };
};
