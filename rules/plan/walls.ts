import { distanceM, wallsOf } from "../site/outline.ts";
import type { XY } from "../site/site-plan.ts";

/** A spot in a wall, and where one looks who goes out of the room there: degrees clockwise from the top of the plan. */
export type InWall = { readonly at: XY; readonly facingDeg: number };

type Wall = readonly [from: XY, to: XY];

/** Spots spread evenly over a wall of a room: its longest, or the lowest of those. */
export const alongWall = (outline: readonly XY[], count: number): readonly InWall[] => {
  const [wall] = wallsOf(outline).toSorted(
    (a, b) => round(lengthM(b)) - round(lengthM(a)) || middleY(b) - middleY(a),
  );
  if (wall === undefined) return [];
  const [[ax, ay], [bx, by]] = wall;
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 1) / (count + 1);
    return {
      at: [ax + (bx - ax) * share, ay + (by - ay) * share],
      facingDeg: outwards(outline, wall),
    };
  });
};

/** Where a door in the nearest wall of a room leads out of it. */
export const facingOf = (outline: readonly XY[], at: XY): number => {
  const [wall] = wallsOf(outline).toSorted((a, b) => distanceM(a, at) - distanceM(b, at));
  return wall === undefined ? 0 : outwards(outline, wall);
};

/** At a right angle to a wall, away from the room. */
const outwards = (outline: readonly XY[], [[ax, ay], [bx, by]]: Wall): number => {
  const turned = wallsOf(outline).reduce((sum, [[cx, cy], [dx, dy]]) => sum + cx * dy - dx * cy, 0);
  const side = Math.sign(turned);
  // On the plan y grows downwards: of corners that go round clockwise, the outside is to the left.
  const [x, y] = [side * (by - ay), -side * (bx - ax)];
  return (Math.round((Math.atan2(x, -y) * 180) / Math.PI) + 360) % 360;
};

const lengthM = ([[ax, ay], [bx, by]]: Wall): number => Math.hypot(bx - ax, by - ay);
const middleY = ([[, ay], [, by]]: Wall): number => (ay + by) / 2;
const round = (metres: number): number => Math.round(metres * 100);
