import type { World } from "./part.ts";

/** The counting register of a meter. It never goes back. */
export type Register = {
  add(powerW: number, seconds: number): void;
  kwh(): number;
};

const DAY_2024 = Date.UTC(2024, 0, 1) / 86_400_000;

/**
 * A register that was set to zero at the turn of 2024 and has since counted 24 hours of `fullW` a day. That is more than
 * its equipment can draw, so that simulators started again on another day never show less than before.
 */
export const register = (world: World, id: string, fullW: number): Register => {
  let countedKwh: number | null = null;
  const before = () => {
    const days = Math.max(0, world.days.of(world.now()).number - DAY_2024);
    return (days * 24 * fullW) / 1000 + (id.length % 7);
  };
  const kwh = () => {
    countedKwh ??= before();
    return countedKwh;
  };
  return {
    add: (powerW, seconds) => {
      countedKwh = kwh() + (Math.max(0, powerW) * seconds) / 3_600_000;
    },
    kwh,
  };
};
