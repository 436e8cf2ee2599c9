import { expectedKwh, type ModelDay, type Terms } from "../daily-model.ts";
import { datesBetween } from "../day-sums.ts";

/** A stream of numbers in −1 … 1 from a seed. @see Numerical Recipes, the quick generator */
export const noise = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
};

/** What the days of a made-up hall depend on, known beforehand. */
export type Truth = Terms;

/** Days of a hall at about 31° N that is shut at weekends, with the truth given and `noiseKwh` at most on either side of it. */
export const madeDays = (
  truth: Truth,
  {
    from,
    to,
    noiseKwh,
    seed = 3,
  }: { readonly from: string; readonly to: string; readonly noiseKwh: number; readonly seed?: number },
): readonly ModelDay[] => {
  const draw = noise(seed);
  return datesBetween(from, to).map(date => {
    const at = new Date(`${date}T00:00:00Z`);
    const dayOfYear = (at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / 86_400_000;
    const outdoorC = 17 - 13 * Math.cos((2 * Math.PI * (dayOfYear - 18)) / 365) + 3 * draw();
    const isOpen = at.getUTCDay() % 6 !== 0;
    return { date, outdoorC, isOpen, kWh: expectedKwh(truth, { outdoorC, isOpen }) + noiseKwh * draw() };
  });
};
