import { expect, it } from "vitest";
import { type Pattern, patterns, RAMP_MS } from "./patterns.ts";

type Stretch = { readonly fromMs: number; readonly toMs: number };

/** When a pattern sounds over three of its rounds, tones that touch taken together. */
const sounding = ({ tones, everyMs }: Pattern): readonly Stretch[] => {
  const rounds = everyMs === null ? [0] : [0, everyMs, 2 * everyMs];
  const all = rounds.flatMap(start =>
    tones.map(({ atMs, lengthMs }) => ({ fromMs: start + atMs, toMs: start + atMs + lengthMs })),
  );
  const joined: Stretch[] = [];
  for (const next of all) {
    const last = joined.at(-1);
    if (last && next.fromMs - last.toMs < RAMP_MS)
      joined[joined.length - 1] = { fromMs: last.fromMs, toMs: next.toMs };
    else joined.push(next);
  }
  return joined;
};

const isHalfSecond = (ms: number): boolean => ms >= 400 && ms <= 600;

/** Whether somewhere in it three pulses of half a second stand half a second apart, give or take a tenth. */
const isEvacuation = (pattern: Pattern): boolean => {
  const stretches = sounding(pattern);
  return stretches.some((_, i) => {
    const [a, b, c] = stretches.slice(i, i + 3);
    return (
      a !== undefined &&
      b !== undefined &&
      c !== undefined &&
      [a, b, c].every(({ fromMs, toMs }) => isHalfSecond(toMs - fromMs)) &&
      isHalfSecond(b.fromMs - a.toMs) &&
      isHalfSecond(c.fromMs - b.toMs)
    );
  });
};

it("no sound of the console can be taken for the evacuation signal", () => {
  const evacuation: Pattern = {
    tones: [0, 1000, 2000].map(atMs => ({ atMs, lengthMs: 500, hz: 520 })),
    everyMs: 4_000,
    level: 1,
  };
  const inPieces = {
    ...evacuation,
    tones: evacuation.tones.flatMap(tone => [
      { ...tone, lengthMs: 250 },
      { ...tone, atMs: tone.atMs + 250, lengthMs: 250 },
    ]),
  };
  expect([evacuation, inPieces].map(isEvacuation)).toEqual([true, true]);
  expect(Object.values(patterns).filter(isEvacuation)).toEqual([]);
});

it("every sound ends well before it comes again, and no tone is shorter than its ramps", () => {
  for (const { tones, everyMs } of Object.values(patterns)) {
    const end = Math.max(...tones.map(({ atMs, lengthMs }) => atMs + lengthMs));
    expect(end).toBeLessThan((everyMs ?? Number.POSITIVE_INFINITY) - 500);
    expect(Math.min(...tones.map(({ lengthMs }) => lengthMs))).toBeGreaterThanOrEqual(2 * RAMP_MS);
  }
});

it("the more urgent, the louder and the more often", () => {
  const { critical, high, medium } = patterns;
  expect(critical.level).toBeGreaterThan(high.level);
  expect(high.level).toBeGreaterThan(medium.level);
  expect([critical.everyMs, high.everyMs, medium.everyMs]).toEqual([3_000, 15_000, null]);
});
