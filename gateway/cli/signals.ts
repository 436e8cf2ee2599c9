/** Resolves at the first Ctrl-C or SIGTERM. A second Ctrl-C ends the process at once. */
export const untilAskedToStop = (): Promise<void> =>
  new Promise(resolve => {
    const stop = (): void => {
      process.once("SIGINT", () => process.exit(130));
      resolve();
    };
    process.once("SIGINT", stop).once("SIGTERM", stop);
  });
