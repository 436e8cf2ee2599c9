import type { Instant } from "../time/instant.ts";
import type { Increment } from "./counter-state.ts";

/**
 * Cuts an increment at the edges of hours, days or tariffs, evenly by time: nobody knows better. The parts add up to it. What
 * was measured as a whole is estimated as soon as it is cut.
 *
 * @param edges  ascending; those outside of the increment do not matter
 */
export const spread = (increment: Increment, edges: readonly Instant[]): readonly Increment[] => {
  const { from, to, kWh, is } = increment;
  const inside = edges.filter(edge => edge > from && edge < to);
  if (inside.length === 0) return [increment];
  const moments = [from, ...inside, to];
  let rest = kWh;
  return moments.slice(1).map((end, index): Increment => {
    const start = moments[index]!;
    const isLast = end === to;
    const part = isLast ? rest : Math.min(rest, (kWh * (end - start)) / (to - from));
    rest -= part;
    return { ...increment, from: start, to: end, kWh: part, is: is === "measured" ? "estimated" : is };
  });
};
