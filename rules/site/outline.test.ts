import fc from "fast-check";
import { expect, it } from "vitest";
import { areaM2, crossesItself, distanceM, holds, overlap, rectangle } from "./outline.ts";
import type { XY } from "./site-plan.ts";

const room = rectangle(2, 1, 6, 4);
/** A room around a corner: the square at the lower right is not of it. */
const angle: readonly XY[] = [
  [0, 0],
  [8, 0],
  [8, 4],
  [4, 4],
  [4, 8],
  [0, 8],
];

it("a room holds what is inside it and on its walls", () => {
  const spots: readonly XY[] = [
    [5, 3],
    [2, 3],
    [8, 5],
    [1.9, 3],
    [5, 5.1],
  ];
  expect(spots.map(spot => holds(room, spot))).toEqual([true, true, true, false, false]);
  expect([holds(angle, [2, 6]), holds(angle, [6, 6])]).toEqual([true, false]);
});

it("area and distance are in metres", () => {
  expect([areaM2(room), areaM2(angle), areaM2(angle.toReversed())]).toEqual([24, 48, 48]);
  expect([distanceM(room, [5, 0]), distanceM(room, [5, 3]), distanceM(angle, [6, 6])]).toEqual([1, 2, 2]);
});

it("corners out of order cross themselves", () => {
  const [a, b, c, d] = room as [XY, XY, XY, XY];
  expect([crossesItself(room), crossesItself(angle), crossesItself([a, c, b, d])]).toEqual([
    false,
    false,
    true,
  ]);
});

it("rooms that share a wall do not overlap; the same room twice does, and one within another", () => {
  const pairs: readonly (readonly XY[])[] = [
    rectangle(8, 1, 3, 4),
    room,
    rectangle(3, 2, 1, 1),
    rectangle(7.98, 1, 3, 4),
    rectangle(7, 1, 3, 4),
    rectangle(2, 0, 6, 9),
  ];
  expect(pairs.map(other => overlap(room, other))).toEqual([false, true, true, false, true, true]);
  expect([overlap(angle, rectangle(4, 4, 4, 4)), overlap(angle, rectangle(3, 3, 4, 4))]).toEqual([
    false,
    true,
  ]);
});

it("two rectangles overlap when their sides do, whichever is named first", () => {
  const side = fc.integer({ min: 0, max: 12 });
  const long = fc.integer({ min: 1, max: 6 });
  const any = fc.tuple(side, side, long, long);
  fc.assert(
    fc.property(any, any, (a, b) => {
      const [one, other] = [rectangle(...a), rectangle(...b)];
      const meet = (from: number, length: number, at: number, size: number) =>
        from < at + size && at < from + length;
      const expected = meet(a[0], a[2], b[0], b[2]) && meet(a[1], a[3], b[1], b[3]);
      expect([overlap(one, other), overlap(other, one)]).toEqual([expected, expected]);
    }),
    { seed: 20250708, numRuns: 500 },
  );
});
