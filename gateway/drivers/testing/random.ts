/** Whole numbers from 0 to below 2³² that look random and are the same in every run: mulberry32 (T. Ettinger, public domain). */
const stream = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
};

/** Draws a number from 0 to below 1. */
export const randomOf = (seed: number): (() => number) => {
  const draw = stream(seed);
  return () => draw() / 2 ** 32;
};

/** Rolls a whole number from 0 to below `sides`. */
export const dice = (seed: number): ((sides: number) => number) => {
  const draw = stream(seed);
  return sides => draw() % sides;
};
