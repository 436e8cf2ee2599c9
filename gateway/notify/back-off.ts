import { type Millis, millis, minutes, seconds } from "#rules/time/instant.ts";

const SHORTEST = seconds(1);
const LONGEST = minutes(5);

/**
 * How long to wait before the next try: twice as long after each failure, and by chance between half of that and all of
 * it, so that many halls do not come back to one server in the same moment.
 *
 * @param attempts  tries so far, 1 or more
 * @param chance    0 ≤ chance < 1
 * @returns         between half a second and 5 min
 */
export const backOff = (attempts: number, chance: number): Millis => {
  const most = Math.min(LONGEST, SHORTEST * 2 ** (attempts - 1));
  return millis(Math.round(most * (0.5 + chance / 2)));
};
