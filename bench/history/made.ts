import type { PointSeries } from "../../gateway/stores/trends/roll-up.ts";
import type { ReadingColumns } from "../../rules/reading/columns.ts";

/** Length of a day in ms: the hall is in China, where all days are equal. */
export const DAY = 86_400_000;
/** Midnight of the hall, 2025-01-01. */
export const START = Date.parse("2025-01-01T00:00:00+08:00");

/** What one comparison is made with: `points` circuits that speak every `every` ms for `days` days. */
export type Load = { readonly points: number; readonly days: number; readonly every: number };

/** How many readings a load has. */
export const readingsOf = ({ points, days, every }: Load): number => points * days * (DAY / every);

/** Ids of the circuits, in order. */
export const idsOf = ({ points }: Load): readonly string[] =>
  Array.from({ length: points }, (_, n) => `zone${n % 40}.circuit-${n}`).sort();

/** Numbers 0 … 1 of a seed. */
const random = (seed: number) => {
  let state = (Math.imul(seed, 2_654_435_761) >>> 0) | 1;
  return (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};

/**
 * A day of one point, the same in every store: four in ten creep as temperatures do, four are noisy powers of a tenth of a
 * watt, two are words; half come with jitter.
 */
export const made = (point: number, day: number, every: number): PointSeries => {
  const rows = DAY / every;
  const [at, value] = [new Float64Array(rows), new Float64Array(rows)];
  const next = random(point * 1_009 + day + 1);
  let creeping = 200 + 100 * next();
  for (let row = 0; row < rows; row++) {
    const kind = point % 10;
    creeping += (next() - 0.5) * 0.2;
    const noisy = 300 + 100 * Math.sin(row / 1_000) + 8 * (next() - 0.5);
    at[row] = START + day * DAY + row * every + (point % 2 === 0 ? 0 : Math.floor(next() * 12));
    value[row] =
      kind < 4
        ? Math.round(creeping * 10) / 10
        : kind < 8
          ? Math.round(noisy * 10) / 10
          : Number(row % 1_000 < 300);
  }
  return { at, value, quality: new Uint8Array(rows) };
};

/** A day of all points as it comes: some minutes of all of them at a time, at most `most` readings a piece. */
export const arriving = function* (
  { points, every }: Load,
  day: number,
  most: number,
): Generator<ReadingColumns> {
  const all = Array.from({ length: points }, (_, point) => made(point, day, every));
  const together = Math.max(1, Math.floor(most / points));
  for (let begin = 0; begin < DAY / every; begin += together) {
    const end = Math.min(DAY / every, begin + together);
    const rows = (end - begin) * points;
    const piece = {
      rows,
      at: new Float64Array(rows),
      value: new Float64Array(rows),
      point: new Uint32Array(rows),
      quality: new Uint8Array(rows),
    };
    let row = 0;
    for (let turn = begin; turn < end; turn++)
      for (const [point, { at, value }] of all.entries()) {
        piece.at[row] = at[turn]!;
        piece.value[row] = value[turn]!;
        piece.point[row] = point;
        row += 1;
      }
    yield piece;
  }
};
