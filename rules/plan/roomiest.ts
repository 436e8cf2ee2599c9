import { holds, wallsOf } from "../site/outline.ts";
import type { XY } from "../site/site-plan.ts";

/** A rectangle on a floor, in metres. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** Into how many parts the width and height of a room with slanted walls are divided to look for room. */
const PARTS = 8;

/**
 * The largest upright rectangle within a room, as far as the lines through its corners tell (exact where all walls are
 * upright), for its name and the things in it.
 */
export const roomiest = (outline: readonly XY[]): Box => {
  const isUpright = wallsOf(outline).every(([[ax, ay], [bx, by]]) => ax === bx || ay === by);
  const xs = lines(
    outline.map(([x]) => x),
    isUpright,
  );
  const ys = lines(
    outline.map(([, y]) => y),
    isUpright,
  );
  const isIn = cellsWithin(outline, xs, ys);
  let best: Box = { left: xs[0] as number, top: ys[0] as number, width: 0, height: 0 };
  for (let i = 0; i + 1 < xs.length; i++)
    for (let j = 0; j + 1 < ys.length; j++)
      for (let right = i, low = ys.length - 2; right + 1 < xs.length; right++) {
        low = lowest(isIn, right, j, low);
        if (low < j) break;
        const [left, top] = [xs[i] as number, ys[j] as number];
        const [width, height] = [(xs[right + 1] as number) - left, (ys[low + 1] as number) - top];
        if (width * height > best.width * best.height) best = { left, top, width, height };
      }
  return { left: best.left, top: best.top, width: round(best.width), height: round(best.height) };
};

/** To the centimetre. */
const round = (metres: number): number => Math.round(metres * 100) / 100;

/** How far down a column of cells is within the room from row `j` on, `most` at most. */
const lowest = (isIn: readonly (readonly boolean[])[], column: number, j: number, most: number): number => {
  let low = j - 1;
  while (low < most && isIn[column]?.[low + 1]) low++;
  return low;
};

const lines = (values: readonly number[], isUpright: boolean): readonly number[] => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const between = Array.from({ length: PARTS - 1 }, (_, i) => low + ((i + 1) * (high - low)) / PARTS);
  return [...new Set(isUpright ? values : [...values, ...between])].sort((a, b) => a - b);
};

/** By column and row: whether the cell between two lines each is within the room. */
const cellsWithin = (outline: readonly XY[], xs: readonly number[], ys: readonly number[]) =>
  xs.slice(1).map((right, i) =>
    ys.slice(1).map((low, j) => {
      const [left, top] = [xs[i] as number, ys[j] as number];
      const spots: readonly XY[] = [
        [left, top],
        [right, top],
        [right, low],
        [left, low],
        [(left + right) / 2, (top + low) / 2],
      ];
      // A corner of the room inside of the cell would leave all five in and a part of the cell out.
      return (
        spots.every(spot => holds(outline, spot)) &&
        !outline.some(([x, y]) => x > left && x < right && y > top && y < low)
      );
    }),
  );
