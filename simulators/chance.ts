/** One stream of numbers in [0, 1); every call takes the next. */
export type Chance = () => number;

/**
 * Repeatable randomness: the same seed and the same words give the same stream, on every machine. Each thing draws from
 * a stream of its own, so that a hall with one lamp more does not change what its people do.
 *
 * @see mulberry32 (T. Ettinger, public domain) for the stream, FNV-1a for the words
 */
export const chance = (seed: number, ...about: readonly (string | number)[]): Chance => {
  let state = fnv1a(`${seed}/${about.join("/")}`);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A smooth value in [-1, 1] that wanders with the time of day: measured quantities are never quite still. */
export type Wobble = (at: number) => number;

/** The wobble of one thing: three sines of about 1, 5 and 30 minutes with phases of its own. Pure in time. */
export const wobble = (seed: number, ...about: readonly (string | number)[]): Wobble => {
  const draw = chance(seed, "wobble", ...about);
  const [a, b, c] = [draw(), draw(), draw()].map(phase => phase * 2 * Math.PI) as [number, number, number];
  return at => {
    const minute = (2 * Math.PI * at) / 60_000;
    return (
      0.3 * Math.sin(minute / 1.1 + a) + 0.3 * Math.sin(minute / 5.3 + b) + 0.4 * Math.sin(minute / 31 + c)
    );
  };
};

const fnv1a = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};
