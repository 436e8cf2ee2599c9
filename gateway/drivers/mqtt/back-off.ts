import { type Millis, millis, seconds } from "#rules/time/instant.ts";

const SHORTEST = millis(200);
const LONGEST = seconds(30);

/**
 * How long to wait before the next try: longer after each failure, and by chance, so that the gateways of many halls do
 * not come back to one broker in the same moment.
 *
 * @param failures  tries since the connection last held, 1 or more
 * @param chance    0 ≤ chance < 1
 * @returns         between 0.2 s and 30 s
 */
export const backOff = (failures: number, chance: number): Millis => {
  const most = Math.min(LONGEST, SHORTEST * 2 ** failures);
  return millis(Math.round(SHORTEST + chance * (most - SHORTEST)));
};
