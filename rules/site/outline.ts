import type { XY } from "./site-plan.ts";

/** Two spots nearer than this are one: nobody measures a hall to the millimetre. */
const NEAR_M = 0.001;
/** An overlap narrower than this is a wall that was measured twice. */
const SLIVER_M = 0.05;
/** Into how many parts the space between two corners is divided where walls are slanted. */
const PARTS = 4;

/** The corners of a rectangle, clockwise from the top left. */
export const rectangle = (left: number, top: number, width: number, height: number): readonly XY[] => [
  [left, top],
  [left + width, top],
  [left + width, top + height],
  [left, top + height],
];

/** Every wall of an outline: from a corner to the next. */
export const wallsOf = (outline: readonly XY[]): readonly (readonly [from: XY, to: XY])[] =>
  outline.map((from, i) => [from, outline[(i + 1) % outline.length] as XY]);

/** What an outline encloses, in square metres. */
export const areaM2 = (outline: readonly XY[]): number =>
  Math.abs(wallsOf(outline).reduce((sum, [[ax, ay], [bx, by]]) => sum + ax * by - bx * ay, 0)) / 2;

/** How far a spot is from the nearest wall of an outline, in metres. */
export const distanceM = (outline: readonly XY[], spot: XY): number =>
  Math.min(...wallsOf(outline).map(wall => toWall(wall, spot)));

/** Whether a spot is inside an outline or on its walls. */
export const holds = (outline: readonly XY[], spot: XY): boolean =>
  distanceM(outline, spot) <= NEAR_M || encloses(outline, spot);

/** Whether walls of an outline cross one another, so that it encloses no one room. */
export const crossesItself = (outline: readonly XY[]): boolean => {
  const walls = wallsOf(outline);
  return walls.some(([a, b], i) => walls.slice(i + 1).some(([c, d]) => areCrossing(a, b, c, d)));
};

/** Whether two outlines share more than a wall. */
export const overlap = (one: readonly XY[], other: readonly XY[]): boolean => {
  const xs = middles([...one, ...other].map(([x]) => x));
  const ys = middles([...one, ...other].map(([, y]) => y));
  return xs.some(x => ys.some(y => encloses(one, [x, y]) && encloses(other, [x, y])));
};

/** The middle of every part of the space between neighbouring values; what is too narrow to count is left out. */
const middles = (values: readonly number[]): readonly number[] => {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  return sorted.slice(1).flatMap((to, i) => {
    const from = sorted[i] as number;
    const part = (to - from) / PARTS;
    return to - from < SLIVER_M ? [] : Array.from({ length: PARTS }, (_, n) => from + (n + 0.5) * part);
  });
};

/** By the walls that a ray to the right meets: an odd number of them from inside. */
const encloses = (outline: readonly XY[], [x, y]: XY): boolean =>
  wallsOf(outline).filter(
    ([[ax, ay], [bx, by]]) => ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay),
  ).length %
    2 ===
  1;

const toWall = ([[ax, ay], [bx, by]]: readonly [XY, XY], [x, y]: XY): number => {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
};

/** Whether two walls cross between their ends; walls that meet at an end or lie on one another do not. */
const areCrossing = (a: XY, b: XY, c: XY, d: XY): boolean =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

const side = ([ax, ay]: XY, [bx, by]: XY, [x, y]: XY): number => {
  const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  return Math.abs(cross) < NEAR_M * NEAR_M ? 0 : Math.sign(cross);
};
