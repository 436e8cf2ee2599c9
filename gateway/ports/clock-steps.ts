/** The two clocks of a machine: the one on the wall, which people and NTP move, and the one that only ever runs. */
export type MachineClocks = { readonly wallMs: () => number; readonly runningMs: () => number };

/** Less than this is a correction that nobody needs to hear of. */
const SMALL_MS = 2_000;
/** A step must last this long before it is believed: a clock that is set wrong by mistake is often set right at once. */
const LASTS_MS = 60_000;
/** Two offsets closer than this are the same step. */
const SAME_MS = 1_000;

/**
 * Watches the wall clock against the one that only runs. A step is followed once it has lasted a minute; a small one at
 * once when it goes forward, and never when it goes back, so that time never runs backwards unnoticed.
 */
export const clockSteps = ({ wallMs, runningMs }: MachineClocks) => {
  let between = wallMs() - runningMs();
  let step: { readonly by: number; readonly since: number } | null = null;
  const offset = () => wallMs() - runningMs() - between;
  const follow = (by: number): number => {
    between += by;
    step = null;
    return Math.round(by);
  };
  return {
    /** Milliseconds to follow now; 0 for none. */
    take: (): number => {
      const by = offset();
      if (Math.abs(by) < SMALL_MS) {
        step = null;
        return by >= 1 ? follow(by) : 0;
      }
      if (!step || Math.abs(step.by - by) > SAME_MS) step = { by, since: runningMs() };
      return runningMs() - step.since >= LASTS_MS ? follow(by) : 0;
    },
    /** Milliseconds that the wall clock is ahead (positive) or behind and that nobody has followed yet. */
    offset: (): number => (Math.abs(offset()) < SMALL_MS ? 0 : Math.round(offset())),
  };
};
