import { expect, it } from "vitest";
import { partsOf } from "./bar.tsx";

it("the fullest bar is as long as there is room, and its parts lie side by side", () => {
  expect(partsOf([1, 0, 2, 1], 4)).toEqual([
    { priority: 1, x: 0, width: 250 },
    { priority: 3, x: 250, width: 500 },
    { priority: 4, x: 750, width: 250 },
  ]);
  expect(partsOf([0, 0, 0, 0], 4)).toEqual([]);
  expect(partsOf([0, 0, 0, 0], 0)).toEqual([]);
});
