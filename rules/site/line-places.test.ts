import { expect, it } from "vitest";
import { linePlaces } from "./line-places.ts";

it("finds the line and column of every offset, at both ends of a line and of the text", () => {
  const place = linePlaces("ab\n\ncd\n");
  expect([0, 2, 3, 4, 6, 7, 99].map(offset => Object.values(place(offset)))).toEqual([
    [1, 1],
    [1, 3],
    [2, 1],
    [3, 1],
    [3, 3],
    [4, 1],
    [4, 93],
  ]);
});
